import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { uprightExif, uprightTiff } from '#metadata/strip/exif.ts'
import { stripPicture } from '#metadata/strip/picture.ts'
import { zipOf } from './documents.ts'
import { JPEG, MOVING_GIF, MOVING_WEBP, PNG, PROGRESSIVE, WEBP } from './pictures.ts'

const ALL = [
  ['jpeg', JPEG],
  ['jpeg', PROGRESSIVE],
  ['png', PNG],
  ['webp', WEBP],
  ['webp', MOVING_WEBP],
  // Its list has a colour that no point shows.
  ['gif', stripPicture('gif', MOVING_GIF).bytes],
] as const
const CLEAN = stripPicture('jpeg', JPEG).bytes
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text, 0, 'latin1')
/** A segment of a JPEG behind its first mark. */
const withSegment = (marker: number, body: Uint8Array) =>
  concat(
    JPEG.subarray(0, 2),
    new Uint8Array([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]),
    body,
    JPEG.subarray(2),
  )

test.each(ALL)('in a clean %s (%#) nothing is found, and its copy is its own copy', (id, bytes) => {
  const copy = stripPicture(id, bytes)
  expect([copy.findings, copy.stays]).toEqual([[], []])
  expect(stripPicture(id, copy.bytes)).toEqual(copy)
})

test.each(ALL)('T-92 another file behind a %s (%#) is not copied, and is told', (id, bytes) => {
  const hidden = zipOf({ 'evil.html': '<script>alert(1)</script>' })
  const { bytes: copy, findings } = stripPicture(id, concat(bytes, hidden))
  expect(findings).toEqual(['behind'])
  expect(copy).toEqual(stripPicture(id, bytes).bytes)
})

test.each(ALL)(
  'a %s (%#) that is cut short is refused: half a copy would look like a whole one',
  (id, bytes) => {
    expect(() => stripPicture(id, bytes.slice(0, bytes.length >> 1))).toThrow(FileRefused)
    expect(() => stripPicture(id, bytes.slice(0, 20))).toThrow(FileRefused)
  },
)

test.each(ALL)(
  'noise in a %s (%#) is a copy or a refusal; a copy of a copy is the copy',
  (id, bytes) => {
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        (at, noise) => {
          const noisy = new Uint8Array(bytes)
          noisy.set(noise.subarray(0, bytes.length - at), at)
          try {
            const once = stripPicture(id, noisy)
            expect(stripPicture(id, once.bytes)).toEqual({
              bytes: once.bytes,
              findings: [],
              stays: [],
            })
          } catch (thrown) {
            if (!(thrown instanceof FileRefused) && !(thrown instanceof RangeError)) throw thrown
          }
        },
      ),
      { numRuns: 300 },
    )
  },
)

describe('what is not the picture goes', () => {
  test('a thumbnail in the mark of JFIF, which shows what was cut away', () => {
    const body = concat(
      ascii('JFIF\0'),
      new Uint8Array([1, 1, 0, 0, 1, 0, 1, 2, 2]),
      ascii('UNCROPPED...'),
    )
    const jpeg = concat(
      JPEG.subarray(0, 2),
      new Uint8Array([0xff, 0xe0, 0, body.length + 2]),
      body,
      JPEG.subarray(20),
    )
    const { bytes, findings } = stripPicture('jpeg', jpeg)
    expect(findings).toEqual(['preview'])
    expect(holds(bytes, 'UNCROPPED')).toBe(false)
    expect(bytes).toEqual(CLEAN)
  })

  test('remarks, what press agencies write, previews and what nobody knows', () => {
    for (const [marker, text, trace] of [
      [0xfe, 'SECRET', 'words'],
      [0xed, 'Photoshop 3.0\0SECRET', 'author'],
      [0xe2, 'MPF\0SECRET', 'preview'],
      [0xe5, 'SECRET', 'other'],
      [0xf0, 'SECRET', null],
    ] as const) {
      const { bytes, findings } = stripPicture('jpeg', withSegment(marker, ascii(text)))
      expect([marker, bytes]).toEqual([marker, CLEAN])
      if (trace !== null) expect(findings).toContain(trace)
    }
  })

  test('a profile of colours that nobody else has', () => {
    const profile = concat(ascii('ICC_PROFILE\0'), new Uint8Array([1, 1]), new Uint8Array(200))
    expect(stripPicture('jpeg', withSegment(0xe2, profile)).bytes).toEqual(CLEAN)
  })
})

test.each([
  ['tEXt', 'Author\0Anna Seed', 'author'],
  ['tEXt', 'Copyright\0Anna Seed', 'author'],
  ['tEXt', 'exif:Artist\0Anna Seed', 'author'],
  ['iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<tiff:Artist>Anna Seed', 'author'],
  ['tEXt', 'Creation Time\0now', 'taken'],
  ['tEXt', 'Title\0Plan', 'words'],
])('a %s of a PNG, %j, is told as what it is', (type, text, trace) => {
  const body = ascii(text)
  const size = new Uint8Array([0, 0, 0, body.length])
  const png = concat(
    PNG.subarray(0, 33),
    size,
    ascii(type),
    body,
    new Uint8Array(4),
    PNG.subarray(33),
  )
  const { bytes, findings } = stripPicture('png', png)
  expect(findings).toContain(trace)
  expect(bytes).toEqual(stripPicture('png', PNG).bytes)
})

describe('which side is up stays, and only that', () => {
  test('in a photo', () => {
    for (const orientation of [2, 3, 6, 8]) {
      const exif = concat(uprightExif(orientation), ascii('SECRET'))
      const { bytes } = stripPicture('jpeg', withSegment(0xe1, exif))
      expect(holds(bytes, 'SECRET')).toBe(false)
      expect(Buffer.from(bytes).includes(Buffer.from(uprightExif(orientation)))).toBe(true)
      expect(stripPicture('jpeg', bytes).bytes).toEqual(bytes)
    }
    const { bytes } = stripPicture('jpeg', withSegment(0xe1, uprightExif(1)))
    expect(bytes).toEqual(CLEAN)
  })

  test('an orientation that there is not, and a list that has no end, are none', () => {
    for (const tiff of [
      uprightTiff(77),
      uprightTiff(0),
      ascii('II*\0\xff\xff\xff\xff'),
      ascii('II'),
    ]) {
      const exif = concat(ascii('Exif\0\0'), tiff)
      expect(stripPicture('jpeg', withSegment(0xe1, exif)).bytes).toEqual(CLEAN)
    }
  })
})

test('case 50: no time is left in a picture', () => {
  const body = new Uint8Array([7, 0xea, 3, 3, 3, 3, 3])
  const chunk = concat(new Uint8Array([0, 0, 0, 7]), ascii('tIME'), body, new Uint8Array(4))
  const png = concat(PNG.subarray(0, 33), chunk, PNG.subarray(33))
  const { bytes, findings } = stripPicture('png', png)
  expect(findings).toEqual(['taken'])
  expect(bytes).toEqual(stripPicture('png', PNG).bytes)
})

test('T-92 a second beginning hides nothing: a mark without a length is no part of a picture', () => {
  const camera = withSegment(0xe1, concat(ascii('Exif\0\0'), ascii('Anna Seed')))
  const behind = new Uint8Array(0xffe1)
  behind.set(camera.subarray(2))
  const made = concat(JPEG.subarray(0, 2), new Uint8Array([0xff, 0xd8]), behind, JPEG.subarray(2))
  // The mark's length would be what begins the camera's own segment.
  const whole = concat(made.subarray(0, 4), camera.subarray(2, 6), made.subarray(8))
  expect(() => stripPicture('jpeg', whole)).toThrow(FileRefused)
  // One that has no length is stepped over, and so are the bytes behind it.
  const framed = concat(
    JPEG.subarray(0, 2),
    new Uint8Array([0xff, 0xd3, 0, 11]),
    ascii('Anna Seed'),
    JPEG.subarray(2),
  )
  expect(stripPicture('jpeg', framed)).toMatchObject({ bytes: CLEAN, findings: ['behind'] })
})
