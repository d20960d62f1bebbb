import { describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { documentProfile, knownProfile } from '#metadata/strip/icc.ts'
import { stripPdf } from '#metadata/strip/pdf.ts'
import { rendered } from './pdf-rendered.ts'
import { d, n, PLAIN, r, s, spelt } from './pdf-spelling.ts'

const SEED = 'AnnaSeed4711'
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const whole = (...values: readonly number[]) => {
  const made = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) made.writeInt32BE(Math.round(value), at * 4)
  return new Uint8Array(made)
}
const short = (...values: readonly number[]) => {
  const made = Buffer.alloc(values.length * 2)
  for (const [at, value] of values.entries()) made.writeUInt16BE(Math.round(value), at * 2)
  return new Uint8Array(made)
}
const fixed = (...values: readonly number[]) => whole(...values.map((value) => value * 65_536))
const xyz = (...values: readonly number[]) => concat(ascii('XYZ '), whole(0), fixed(...values))

/** A profile as monitors and older programs bring it, with a name in it. */
function profile(curve: Uint8Array, gray = false): Uint8Array<ArrayBuffer> {
  const bend = concat(curve, new Uint8Array(-curve.length & 3))
  const parts: (readonly [string, Uint8Array])[] = [
    ['desc', concat(ascii('desc'), whole(0, 24), ascii(`${SEED}${SEED}`), new Uint8Array(80))],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ...(gray
      ? ([['kTRC', bend]] as const)
      : ([
          ['rXYZ', xyz(0.4361, 0.2225, 0.0139)],
          ['gXYZ', xyz(0.3851, 0.7169, 0.0971)],
          ['bXYZ', xyz(0.1431, 0.0606, 0.7141)],
          ['rTRC', bend],
          ['gTRC', bend],
          ['bTRC', bend],
        ] as const)),
  ]
  let at = 132 + parts.length * 12
  const table = parts.map(([name, body]) => {
    const entry = concat(ascii(name), whole(at, body.length))
    at += body.length
    return entry
  })
  const head = concat(
    ...[
      whole(at, 0, 0x0210_0000),
      ascii(`mntr${gray ? 'GRAY' : 'RGB '}XYZ `),
      short(2026, 1, 1, 0, 0, 0),
    ],
    ...[ascii('acsp'), new Uint8Array(28), fixed(0.9642, 1, 0.8249), new Uint8Array(48)],
  )
  return concat(head, whole(parts.length), ...table, ...parts.map(([, body]) => body))
}
const power = (gamma: number) => concat(ascii('curv'), whole(0, 1), short(gamma * 256))
const table = (of: (share: number) => number) => {
  const values = Array.from({ length: 1024 }, (_, at) => of(at / 1023) * 65_535)
  return concat(ascii('curv'), whole(0, values.length), short(...values))
}
const srgb = (share: number) =>
  share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
const STRAIGHT = concat(ascii('curv'), whole(0, 0), new Uint8Array(8))

const CURVES: readonly (readonly [string, Uint8Array, boolean])[] = [
  ['of screens today', table(srgb), false],
  ['2.2', power(2.2), false],
  ['1.8', power(1.8), true],
  ['1.8 in a table', table((share) => share ** 1.8), true],
  ['1.8 as a formula', concat(ascii('para'), whole(0, 0), fixed(1.8, 0)), true],
  ['none', STRAIGHT, true],
]

describe('T-147 a profile of colours is one of ours, and colours look as they did', () => {
  test.each(CURVES)('a curve: %s', async (_what, curve, isKept) => {
    const own = profile(curve)
    const known = knownProfile(own)
    expect(known.changed).toBe(true)
    expect(known.bytes === null).toBe(!isKept)
    if (known.bytes !== null)
      expect(knownProfile(known.bytes)).toEqual({ ...known, changed: false })
    for (const gray of [false, true]) {
      const made = profile(curve, gray)
      const ours = documentProfile(made, gray ? 1 : 3)
      expect(Buffer.from(ours).includes(SEED)).toBe(false)
      expect(documentProfile(ours, gray ? 1 : 3)).toEqual(ours)
      const [before, copy] = [pdf(made, gray), await stripPdf(pdf(made, gray))]
      expect(copy.stays).toEqual([])
      const [one, other] = [rendered(before)?.[0], rendered(copy.bytes)?.[0]]
      const far = [...(one ?? [])].map((byte, at) => Math.abs(byte - (other?.[at] ?? 0)))
      expect(Math.max(0, ...far)).toBeLessThan(9)
    }
  })
})

/** Squares of several shades. */
function pdf(made: Uint8Array, gray: boolean): Uint8Array<ArrayBuffer> {
  const shades = [0.1, 0.3, 0.5, 0.7, 0.9].map((shade, at) => {
    const colour = gray ? `${shade}` : `${shade} ${1 - shade} 0.4`
    return `${colour} sc ${at * 20} 0 20 20 re f`
  })
  return spelt(
    {
      1: d({ Type: n('Catalog'), Pages: r(2) }),
      2: d({ Type: n('Pages'), Kids: [r(3)], Count: 1 }),
      3: d({
        ...{ Type: n('Page'), Parent: r(2), MediaBox: [0, 0, 100, 20], Contents: r(4) },
        Resources: d({ ColorSpace: d({ C: [n('ICCBased'), r(5)] }) }),
      }),
      4: s({}, `/C cs ${shades.join(' ')}`),
      5: s({ N: gray ? 1 : 3 }, made),
    },
    { Root: r(1) },
    PLAIN,
  )
}
