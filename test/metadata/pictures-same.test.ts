import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { stripPicture } from '#metadata/strip/picture.ts'
import { writtenVp8 } from '#metadata/strip/vp8.ts'
import { chunk, gifOf, type PngOptions, pngOf } from './made-pictures.ts'
import { JPEG, PNG, PROGRESSIVE, WEBP } from './pictures.ts'

const filters = fc.array(fc.nat(4), { minLength: 1, maxLength: 5 })
const level = fc.constantFrom<PngOptions['level'][]>(0, 1, 6, 9)
const packing = fc.record({ filters, level, interlaced: fc.boolean() })
const PLAIN = { filters: [0], level: 6, interlaced: false } as const
const [WIDTH, HEIGHT] = [11, 9]
const points = (most: number, channels = 1) => {
  const length = WIDTH * HEIGHT * channels
  return fc.array(fc.nat(most), { minLength: length, maxLength: length })
}
const copy = (id: 'png' | 'gif' | 'jpeg' | 'webp', bytes: Uint8Array) =>
  stripPicture(id, new Uint8Array(bytes)).bytes

describe('T-147 two pictures that are one to the eye give one copy', () => {
  test.each([
    [0, 1],
    [0, 4],
    [0, 16],
    [2, 8],
    [4, 8],
    [6, 16],
  ] as const)('a PNG of kind %i and %i bits: filters, passes, blocks', (colour, depth) => {
    const channels = [1, 0, 3, 1, 2, 0, 4][colour]
    fc.assert(
      fc.property(points(2 ** depth - 1, channels), packing, (samples, how) => {
        const one = pngOf(WIDTH, HEIGHT, samples, { colour, depth, ...PLAIN })
        const other = pngOf(WIDTH, HEIGHT, samples, { colour, depth, ...how })
        expect(copy('png', other)).toEqual(copy('png', one))
      }),
      { numRuns: 20 },
    )
  })

  test('a PNG with a list: its order, colours nobody uses or that are there twice, its depth', () => {
    const list = fc.uint8Array({ minLength: 48, maxLength: 48 })
    fc.assert(
      fc.property(points(7), packing, list, fc.nat(8), (samples, how, palette, shift) => {
        const move = (place: number) => (place + shift) % 16
        const moved = new Uint8Array(768).fill(77)
        for (let n = 0; n < 8; n += 1) moved.set(palette.subarray(n * 3, n * 3 + 3), move(n) * 3)
        const of = (colours: Uint8Array) => [chunk('PLTE', colours)]
        const way = { colour: 3, ...PLAIN, depth: 4, chunks: of(palette.subarray(0, 24)) }
        const one = pngOf(WIDTH, HEIGHT, samples, way)
        const other = pngOf(WIDTH, HEIGHT, samples.map(move), {
          ...{ colour: 3, ...how, depth: 8, chunks: of(moved) },
        })
        expect(copy('png', other)).toEqual(copy('png', one))
      }),
      { numRuns: 30 },
    )
  })

  test('a PNG with points that are not seen: their colours, and which colour stands for none', () => {
    fc.assert(
      fc.property(points(3, 4), points(255, 4), (samples, noise) => {
        const seen = samples.map((sample, at) => (samples[at | 3] === 0 && at % 4 < 3 ? 0 : sample))
        const made = seen.map((sample, at) =>
          samples[at | 3] === 0 && at % 4 < 3 ? (noise[at] ?? 0) : sample,
        )
        const way = { colour: 6, depth: 8, ...PLAIN }
        const one = copy('png', pngOf(WIDTH, HEIGHT, made, way))
        expect(one).toEqual(copy('png', pngOf(WIDTH, HEIGHT, seen, way)))
      }),
      { numRuns: 20 },
    )
    const keyed = (key: number) =>
      pngOf(2, 1, [key, 7], {
        ...{ colour: 0, depth: 8, ...PLAIN, chunks: [chunk('tRNS', new Uint8Array([0, key]))] },
      })
    expect(copy('png', keyed(9))).toEqual(copy('png', keyed(200)))
  })

  test('a PNG: clearness of colours where viewers ignore it', () => {
    const colours = chunk('PLTE', new Uint8Array([255, 0, 0, 0, 0, 255]))
    const clear = (count: number) => chunk('tRNS', new Uint8Array(count))
    const made = (...chunks: readonly Uint8Array[]) =>
      copy('png', pngOf(2, 1, [0, 1], { colour: 3, depth: 8, ...PLAIN, chunks }))
    expect(made(colours, clear(3))).toEqual(made(colours))
    expect(made(clear(1), colours)).toEqual(made(colours))
    expect(made(colours, clear(2))).not.toEqual(made(colours))
  })

  test('a PNG: numbers of colour and size that are the usual ones but for a mark', () => {
    const numbers = (...values: readonly number[]) => {
      const view = new DataView(new ArrayBuffer(values.length * 4))
      for (const [n, value] of values.entries()) view.setUint32(n * 4, value)
      return new Uint8Array(view.buffer)
    }
    const made = (...chunks: readonly Uint8Array[]) =>
      copy('png', pngOf(1, 1, [1, 2, 3], { colour: 2, depth: 8, ...PLAIN, chunks }))
    const screen = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000]
    expect(
      made(chunk('gAMA', numbers(45_471)), chunk('cHRM', numbers(...screen, 0).slice(0, 32))),
    ).toEqual(made())
    expect(made(chunk('cHRM', numbers(...screen.map((value) => value + 7))))).toEqual(made())
    expect(made(chunk('sRGB', new Uint8Array([3])))).toEqual(made())
    expect(made(chunk('sBIT', new Uint8Array([7, 6, 5])))).toEqual(made())
    expect(made(chunk('bKGD', new Uint8Array([0, 7, 0, 6, 0, 5])))).toEqual(made())
    const dots = (metre: number) =>
      chunk('pHYs', concat(numbers(metre, metre), new Uint8Array([1])))
    expect(made(dots(11_830))).toEqual(made(dots(11_811)))
    expect(made(dots(7_777))).toEqual(made())
  })

  test('a GIF: the order of its list, colours nobody uses, its codes, its passes, its other numbers', () => {
    const how = fc.record({
      every: fc.integer({ min: 1, max: 200 }),
      interlaced: fc.boolean(),
      background: fc.nat(255),
      aspect: fc.nat(255),
    })
    const list = fc.array(fc.nat(255), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(points(7), list, fc.nat(200), how, (numbers, table, shift, way) => {
        const moved = Array.from({ length: 768 }, (_, at) => at % 251)
        moved.splice(shift * 3, 24, ...table)
        const one = gifOf(WIDTH, HEIGHT, numbers, table)
        const other = gifOf(
          WIDTH,
          HEIGHT,
          numbers.map((value) => value + shift),
          moved,
          way,
        )
        expect(copy('gif', other)).toEqual(copy('gif', one))
      }),
      { numRuns: 30 },
    )
  })

  test('a JPEG: scans, codes, tables no scan uses, tables twice, density, marks of programs', () => {
    const [quanta, head] = [JPEG.indexOf(0xdb) - 1, JPEG.subarray(0, 20)]
    const rest = JPEG.subarray(quanta)
    const one = copy('jpeg', JPEG)
    const segment = (marker: number, ...body: readonly number[]) =>
      new Uint8Array([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body])
    const noise = Array.from({ length: 64 }, (_, n) => n + 1)
    const VARIANTS: Readonly<Record<string, Uint8Array>> = {
      'quanta no channel uses': concat(head, segment(0xdb, 3, ...noise), rest),
      'quanta that are given anew': concat(head, segment(0xdb, 0, ...noise), rest),
      'codes no scan uses': concat(head, segment(0xc4, 0x13, 1, ...Array(15).fill(0), 65), rest),
      'codes that are given anew': concat(
        head,
        segment(0xc4, 0, 1, ...Array(15).fill(0), 65),
        rest,
      ),
      'arithmetic conditions': concat(head, segment(0xcc, 0, 65), rest),
      'a number of lines': concat(head, segment(0xdc, 0, 16), rest),
      'many bytes before a mark': concat(head, new Uint8Array(9).fill(0xff), rest),
      'bytes between two marks': concat(head, new Uint8Array([65, 0, 66, 0xff, 0, 67]), rest),
      'marks without a body': concat(head, new Uint8Array([0xff, 0xd3, 0, 11, 0xff, 1, 65]), rest),
      'a mark of Adobe that says what is so anyhow': concat(
        head,
        segment(0xee, ...[65, 100, 111, 98, 101, 65, 66, 67, 68, 69, 70, 1]),
        rest,
      ),
      'another version and density of JFIF': concat(
        JPEG.subarray(0, 11),
        new Uint8Array([1, 9, 1, 3, 77, 3, 77]),
        JPEG.subarray(18),
      ),
      'no mark of JFIF': concat(JPEG.subarray(0, 2), rest),
    }
    for (const [name, made] of Object.entries(VARIANTS)) {
      expect([name, copy('jpeg', made)]).toEqual([name, one])
    }
    // Quanta of a number that is nowhere: with each other one it is another picture.
    const table = quanta + 5
    const same = [...Array(64).keys()].filter((n) => {
      const made = Uint8Array.from(JPEG)
      made[table + n] = (JPEG[table + n] ?? 0) + 1
      return String(copy('jpeg', made)) === String(one)
    })
    const from = one.indexOf(0xdb) + 4
    expect(same).toEqual([...Array(64).keys()].filter((n) => one[from + n] === 1))
    expect(same.length).toBeGreaterThan(10)
    expect(same.length).toBeLessThan(60)
    // Coded from rough to fine, in scans that somebody chose: in the copy it is coded at once.
    const [scans, frames] = [0xda, 0xc2].map((marker) =>
      copy('jpeg', PROGRESSIVE).filter((byte, at, all) => byte === marker && all[at - 1] === 0xff),
    )
    expect([scans?.length, frames?.length]).toEqual([1, 0])
  })

  test('a PNG whose frames do not fit is the still picture that it shows', () => {
    const at = [...PNG.keys()].find(
      (n) => String.fromCharCode(...PNG.subarray(n, n + 4)) === 'IDAT',
    )
    const idat = (at ?? 0) - 4
    const size = new DataView(PNG.buffer, PNG.byteOffset).getUint32(idat)
    const packed = PNG.subarray(idat + 8, idat + 8 + size)
    const [width, height] = [16, 20].map((n) =>
      new DataView(PNG.buffer, PNG.byteOffset).getUint32(n),
    )
    const control = (step: number, x: number, w = width ?? 0) => {
      const body = new DataView(new ArrayBuffer(26))
      for (const [n, value] of [step, w, height ?? 0, x, 0].entries()) body.setUint32(4 * n, value)
      return chunk('fcTL', new Uint8Array(body.buffer))
    }
    const moving = (first: Uint8Array, second: Uint8Array, points = packed) =>
      concat(
        PNG.subarray(0, 33),
        chunk('acTL', new Uint8Array([0, 0, 0, 2, 0, 0, 0, 0])),
        first,
        PNG.subarray(33, idat + 12 + size),
        second,
        chunk('fdAT', concat(new Uint8Array([0, 0, 0, 2]), points)),
        PNG.subarray(idat + 12 + size),
      )
    const still = copy('png', PNG)
    expect(copy('png', moving(control(0, 0), control(1, 0)))).not.toEqual(still)
    for (const made of [
      moving(control(0, 0), control(1, 1)),
      moving(control(0, 0, 1), control(1, 0)),
      moving(control(0, 0), concat(control(1, 0), control(2, 0))),
      moving(control(0, 0), control(1, 0), packed.subarray(0, 9)),
    ]) {
      expect(copy('png', made)).toEqual(still)
    }
  })

  test('a WebP with loss: its version, and chances that no decision has', () => {
    const one = copy('webp', WEBP)
    const at = 20
    const version = Uint8Array.from(WEBP)
    version[at] = (WEBP[at] ?? 0) | 0x06
    expect(copy('webp', version)).toEqual(one)
    // Written with other chances, it is read as the same decisions and gets the same ones.
    for (const seed of [1, 2, 3]) {
      let random = seed
      const chances = Uint8Array.from({ length: 1056 + 4 }, () => {
        random = (random * 1103515245 + 12345) & 0x7fffffff
        return 1 + ((random >> 16) % 255)
      })
      const body = WEBP.subarray(at)
      const made = writtenVp8(body, new Uint32Array(2 * (1056 + 4)), chances).bytes
      const inFile = concat(WEBP.subarray(0, at), made, new Uint8Array(made.length & 1))
      new DataView(inFile.buffer).setUint32(4, inFile.length - 8, true)
      new DataView(inFile.buffer).setUint32(16, made.length, true)
      expect(made).not.toEqual(body)
      expect(copy('webp', inFile)).toEqual(one)
    }
  })
})
