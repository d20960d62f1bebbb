import { unzlibSync, zlibSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { crc32 } from '#metadata/strip/crc32.ts'
import { uprightExif } from '#metadata/strip/exif.ts'
import { knownProfile } from '#metadata/strip/icc.ts'
import { pictureIn, stripPicture } from '#metadata/strip/picture.ts'
import { JPEG, MOVING_GIF, PNG, PROGRESSIVE, WEBP } from './pictures.ts'

const SEED = 'AnnaSeed4711'
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const bytes = (...values: readonly number[]) => new Uint8Array(values)
const seed = ascii(SEED)

function whole(value: number, little = false): Uint8Array {
  const four = new Uint8Array(4)
  new DataView(four.buffer).setUint32(0, value, little)
  return four
}

const segment = (marker: number, body: Uint8Array) =>
  concat(bytes(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff), body)
const inFront = (jpeg: Uint8Array, ...segments: readonly Uint8Array[]) =>
  concat(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2))
const behindHead = (body: Uint8Array) => concat(JPEG.subarray(0, 20), body, JPEG.subarray(20))
const chunk = (type: string, body: Uint8Array) =>
  concat(whole(body.length), ascii(type), body, whole(crc32(concat(ascii(type), body))))
/** Behind the head, before the end, and with other packed points. */
const inPng = (...chunks: readonly Uint8Array[]) =>
  concat(PNG.subarray(0, 33), ...chunks, PNG.subarray(33))
const [DATA, PNG_END] = [PNG.length - 12 - 12 - 0x8c, PNG.length - 12]
const packed = PNG.subarray(DATA + 8, PNG_END - 4)
const withData = (data: Uint8Array) =>
  concat(PNG.subarray(0, DATA), chunk('IDAT', data), PNG.subarray(PNG_END))
const riff = (...chunks: readonly Uint8Array[]) => {
  const body = concat(ascii('WEBP'), ...chunks)
  return concat(ascii('RIFF'), whole(body.length, true), body)
}
const part = (type: string, body: Uint8Array) =>
  concat(ascii(type), whole(body.length, true), body, new Uint8Array(body.length & 1))
const vp8 = WEBP.subarray(12)

/** What its first part has behind its last decision. */
function withFirst(more: Uint8Array): Uint8Array {
  const body = new Uint8Array(vp8.subarray(8))
  const first = ((body[0] ?? 0) | ((body[1] ?? 0) << 8) | ((body[2] ?? 0) << 16)) >> 5
  const tag = ((body[0] ?? 0) & 0x1f) | ((first + more.length) << 5)
  body.set([tag & 255, (tag >> 8) & 255, tag >> 16])
  return concat(body.subarray(0, 10 + first), more, body.subarray(10 + first))
}
const withAlpha = (body: Uint8Array) =>
  riff(part('VP8X', bytes(0x10, 0, 0, 0, 23, 0, 0, 15, 0, 0)), part('ALPH', body), vp8)

/** A profile as monitors bring it: of the well-known space, and with a name in it. */
function profileOfASeed(space: 'sRGB' | 'P3'): Uint8Array {
  const primaries =
    space === 'P3'
      ? [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841]
      : [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141]
  const names = ['desc', 'rXYZ', 'gXYZ', 'bXYZ']
  const at = 132 + names.length * 12
  const bodies = [
    concat(ascii('desc'), new Uint8Array(8), ascii(`sRGB ${SEED}`), new Uint8Array(3)),
    ...[0, 3, 6].map((n) =>
      concat(
        ascii('XYZ '),
        whole(0),
        ...primaries.slice(n, n + 3).map((value) => whole(Math.round(value * 65_536) >>> 0)),
      ),
    ),
  ]
  let place = at
  const table = names.map((name, n) => {
    const entry = concat(ascii(name), whole(place), whole(bodies[n]?.length ?? 0))
    place += bodies[n]?.length ?? 0
    return entry
  })
  const head = concat(
    whole(place),
    new Uint8Array(12),
    ascii('RGB XYZ '),
    new Uint8Array(12),
    ascii('acsp'),
    new Uint8Array(88),
  )
  return concat(head, whole(names.length), ...table, ...bodies)
}
const P3 = knownProfile(profileOfASeed('P3')).bytes ?? new Uint8Array()
const inJpeg = (profile: Uint8Array) =>
  segment(0xe2, concat(ascii('ICC_PROFILE\0'), bytes(1, 1), profile))

const lossless = () => {
  const text = 'UklGRhoAAABXRUJQVlA4TA4AAAAvAAAAEAcQERGIiP4HAA=='
  return new Uint8Array(Buffer.from(text, 'base64'))
}

describe('T-147 what stands where a reader of pictures does not look is not copied', () => {
  const CASES: Readonly<Record<string, readonly [Uint8Array, Uint8Array]>> = {
    'behind the number of a restart interval': [
      inFront(JPEG, segment(0xdd, concat(bytes(0, 0), seed))),
      behindHead(segment(0xdd, bytes(0, 0))),
    ],
    'in a segment of hierarchical pictures': [inFront(JPEG, segment(0xde, seed)), JPEG],
    'in another of them': [inFront(JPEG, segment(0xdf, seed)), JPEG],
    'in a number of lines': [inFront(JPEG, segment(0xdc, concat(bytes(0, 16), seed))), JPEG],
    'in a segment that no standard uses': [inFront(JPEG, segment(0xf3, seed)), JPEG],
    'behind a table of quanta': [
      inFront(JPEG, segment(0xdb, concat(new Uint8Array(65), bytes(0xff), seed))),
      behindHead(segment(0xdb, new Uint8Array(65))),
    ],
    'behind the coded picture': [concat(JPEG.subarray(0, -2), seed, JPEG.subarray(-2)), JPEG],
    'behind the coded picture and a restart': [
      concat(JPEG.subarray(0, -2), bytes(0xff, 0xd0), seed, JPEG.subarray(-2)),
      JPEG,
    ],
    'behind the last scan of a progressive one': [
      concat(PROGRESSIVE.subarray(0, -2), seed, PROGRESSIVE.subarray(-2)),
      PROGRESSIVE,
    ],
    'in a well-known profile of a JPEG': [inFront(JPEG, inJpeg(profileOfASeed('sRGB'))), JPEG],
    'in a known profile of other colours': [
      concat(JPEG.subarray(0, 20), inJpeg(profileOfASeed('P3')), JPEG.subarray(20)),
      concat(JPEG.subarray(0, 20), inJpeg(P3), JPEG.subarray(20)),
    ],
    'behind a gamma': [inPng(chunk('gAMA', concat(whole(45_455), seed))), PNG],
    'in the end of a PNG': [concat(PNG.subarray(0, PNG_END), chunk('IEND', seed)), PNG],
    'in a frame of a PNG that does not move': [
      concat(
        PNG.subarray(0, PNG_END),
        chunk('fdAT', concat(whole(0), seed)),
        PNG.subarray(PNG_END),
      ),
      PNG,
    ],
    'in a list of colours for print': [inPng(chunk('sPLT', concat(seed, bytes(0, 8)))), PNG],
    'in a second gamma': [
      inPng(chunk('gAMA', whole(45_455)), chunk('gAMA', seed.subarray(0, 4))),
      inPng(chunk('gAMA', whole(45_455))),
    ],
    'behind the packed points of a PNG': [withData(concat(packed, seed)), withData(packed)],
    'behind its points, without an end': [concat(PNG.subarray(0, PNG_END), seed), PNG],
    'in a chunk behind its points that is not whole': [
      concat(PNG.subarray(0, PNG_END), chunk('tEXt', seed).subarray(0, -6)),
      PNG,
    ],
    'without the sum behind the packed points': [
      withData(packed.subarray(0, -4)),
      withData(packed),
    ],
    'in a check sum': [concat(PNG.subarray(0, PNG_END + 8), seed.subarray(0, 4)), PNG],
    'in a profile of a PNG': [
      inPng(chunk('iCCP', concat(seed, bytes(0, 0), zlibSync(profileOfASeed('sRGB'))))),
      inPng(chunk('sRGB', bytes(0))),
    ],
    'in a further block of a timing': [
      concat(
        MOVING_GIF.subarray(0, -1),
        bytes(0x21, 0xf9, 4, 0, 0, 0, 0, 12),
        seed,
        bytes(0, 0x3b),
      ),
      concat(MOVING_GIF.subarray(0, -1), bytes(0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x3b)),
    ],
    'behind the points of a GIF': [
      concat(MOVING_GIF.subarray(0, -2), bytes(12), seed, bytes(0, 0x3b)),
      MOVING_GIF,
    ],
    'in data of a program': [
      concat(
        MOVING_GIF.subarray(0, -1),
        bytes(0x21, 0xff, 11),
        ascii('SEEDPROG1.0'),
        bytes(12),
        seed,
        bytes(0, 0x3b),
      ),
      MOVING_GIF,
    ],
    'behind the coded picture of a WebP': [riff(part('VP8 ', concat(vp8.subarray(8), seed))), WEBP],
    'behind the first part of its coded picture': [riff(part('VP8 ', withFirst(seed))), WEBP],
    'behind a coded picture without loss': [
      riff(part('VP8L', concat(lossless().subarray(20), seed))),
      lossless(),
    ],
    'in what nobody scales by': [
      riff(
        part(
          'VP8 ',
          vp8.subarray(8).map((byte, at) => (at === 7 || at === 9 ? byte | 0x80 : byte)),
        ),
      ),
      WEBP,
    ],
    'behind what is seen through, and in its remarks': [
      withAlpha(concat(bytes(0x30), new Uint8Array(24 * 16).fill(99), seed)),
      withAlpha(concat(bytes(0x00), new Uint8Array(24 * 16).fill(99))),
    ],
    'in a head that says nothing': [
      riff(part('VP8X', concat(bytes(0, 7, 8, 9), bytes(23, 0, 0, 15, 0, 0))), vp8),
      WEBP,
    ],
    'in what a plain WebP sees through': [riff(vp8, part('ALPH', seed)), WEBP],
    'in a second picture of a WebP': [riff(vp8, part('VP8 ', seed)), WEBP],
    'in a second one of another kind': [riff(vp8, part('VP8L', seed)), WEBP],
    'in a frame of a WebP that does not move': [
      riff(vp8, part('ANMF', concat(new Uint8Array(16), vp8))),
      WEBP,
    ],
  }
  test.each(Object.entries(CASES))('%s', (where, [made, clean]) => {
    const id = pictureIn(made)
    if (id === null) throw new Error('no picture')
    const { bytes: copy, findings, stays } = stripPicture(id, new Uint8Array(made))
    expect(Buffer.from(copy).toString('latin1')).not.toContain(SEED)
    expect(copy).toEqual(stripPicture(id, new Uint8Array(clean)).bytes)
    if (!/ sum\b/.test(where)) expect(findings.length).toBeGreaterThan(0)
    expect(stays).toEqual([])
    expect(stripPicture(id, copy)).toEqual({ bytes: copy, findings: [], stays: [] })
  })

  test('behind the last row of a PNG, inside the packed points', () => {
    const points = unzlibSync(packed)
    const made = withData(zlibSync(concat(points, seed)))
    const { bytes: copy, findings } = stripPicture('png', made)
    expect(findings).toEqual(['other'])
    const at = Buffer.from(copy).indexOf('IDAT') + 4
    expect(unzlibSync(copy.subarray(at, -16))).toEqual(points)
  })
})

describe('a picture that a phone made is taken as a whole, and looks as it did', () => {
  const exif = (orientation: number) => {
    const upright = uprightExif(orientation)
    return segment(0xe1, concat(upright, ascii(SEED)))
  }
  const xmp = segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SEED}</x:xmpmeta>`))
  const more = segment(0xe2, concat(ascii('MPF\0II*\0'), seed))
  const head = JPEG.subarray(2, 20)
  const PHONES: Readonly<Record<string, readonly [Uint8Array, Uint8Array]>> = {
    'an iPhone: no JFIF, a wide colour space, a map of light behind it': [
      concat(
        JPEG.subarray(0, 2),
        exif(6),
        xmp,
        inJpeg(profileOfASeed('P3')),
        more,
        JPEG.subarray(20),
        inFront(JPEG, xmp),
      ),
      concat(JPEG.subarray(0, 2), segment(0xe1, uprightExif(6)), inJpeg(P3), JPEG.subarray(20)),
    ],
    'a Galaxy: names and a film behind it': [
      concat(
        JPEG.subarray(0, 2),
        exif(1),
        segment(0xe4, seed),
        JPEG.subarray(2),
        seed,
        ascii('SEFT'),
      ),
      JPEG,
    ],
    'a Pixel: a progressive one, twice described, and a second picture behind it': [
      concat(
        PROGRESSIVE.subarray(0, 2),
        head,
        exif(8),
        xmp,
        more,
        inJpeg(profileOfASeed('sRGB')),
        PROGRESSIVE.subarray(20),
        JPEG,
      ),
      concat(
        PROGRESSIVE.subarray(0, 2),
        head,
        segment(0xe1, uprightExif(8)),
        PROGRESSIVE.subarray(20),
      ),
    ],
    'a messenger, which left out the mark of the end': [JPEG.subarray(0, -2), JPEG],
    'one that was cut by a byte': [JPEG.subarray(0, -1), JPEG],
  }
  test.each(Object.entries(PHONES))('%s', (_who, [photo, clean]) => {
    const { bytes: copy, stays } = stripPicture('jpeg', new Uint8Array(photo))
    expect(stays).toEqual([])
    expect(Buffer.from(copy).toString('latin1')).not.toContain(SEED)
    expect(copy).toEqual(stripPicture('jpeg', new Uint8Array(clean)).bytes)
  })

  test('a WebP without loss, alone and with a head that says nothing, is one', () => {
    const plain = stripPicture('webp', lossless())
    expect([plain.findings, plain.stays]).toEqual([[], []])
    expect(stripPicture('webp', plain.bytes)).toEqual(plain)
    const head = part('VP8X', bytes(0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    expect(stripPicture('webp', riff(head, lossless().subarray(12)))).toEqual(plain)
  })

  test('a WebP that libwebp ended with three zeros, two of its coder and one of its chunk, is ordinary', () => {
    const zeros = (count: number) => {
      // As Pillow writes a picture of 16 times 16 with what is seen through: without its last zeros.
      const coded = Buffer.from(
        '8AEAnQEqEAAQAAFAJiWoAnQBDwwS8sqAAP7/CkVN39EfOTikCCOugHehMW+Rf0j/uE+zybFS8A==',
        'base64',
      )
      return riff(part('VP8 ', concat(coded, new Uint8Array(count))))
    }
    const { bytes: copy, ...ordinary } = stripPicture('webp', zeros(3))
    expect(ordinary).toEqual({ findings: [], stays: [] })
    expect(stripPicture('webp', zeros(4))).toEqual({ bytes: copy, findings: ['behind'], stays: [] })
  })
})
