import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inflateSync } from 'node:zlib'

/*
 * npx node bench/screens/compare.ts BEFORE AFTER [--renamed old=new]... (a test file's folder, or a test's)
 * Lists each screen of which a pixel differs, with its share; ends with 1 where more than 0.1% of one does.
 */

const MOST = 0.001

interface Picture {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly pixels: Buffer
}

/** What Chromium writes: eight bits a channel, RGB or RGBA, not interlaced. */
function read(file: Buffer): Picture {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const channels = file[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) !== 'IDAT') continue
    data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(data))
  const row = width * channels
  const pixels = Buffer.alloc(height * row)
  for (let at = 0; at < pixels.length; at += 1) {
    const [y, x] = [Math.floor(at / row), at % row]
    const left = x < channels ? 0 : (pixels[at - channels] ?? 0)
    const up = y === 0 ? 0 : (pixels[at - row] ?? 0)
    const corner = x < channels || y === 0 ? 0 : (pixels[at - row - channels] ?? 0)
    const filter = raw[y * (row + 1)] ?? 0
    pixels[at] = (raw[at + y + 1] ?? 0) + predicted(filter, left, up, corner)
  }
  return { width, height, channels, pixels }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const guess = left + up - corner
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(guess - one)) as [
    number,
    number,
    number,
  ]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** The share of pixels that differ; what only one of two sizes has differs. */
function differing(before: Buffer, after: Buffer): number {
  if (before.equals(after)) return 0
  const [one, other] = [read(before), read(after)]
  const width = Math.max(one.width, other.width)
  const height = Math.max(one.height, other.height)
  let differ = 0
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (colour(one, x, y) !== colour(other, x, y)) differ += 1
  }
  return differ / (width * height)
}

/** `-1` outside of the picture. */
function colour({ width, height, channels, pixels }: Picture, x: number, y: number): number {
  return x < width && y < height ? pixels.readUIntBE((y * width + x) * channels, 3) : -1
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { renamed: { type: 'string', multiple: true, default: [] } },
})
const [before = '', after = ''] = positionals
const renamed = new Map(values.renamed.map((pair) => pair.split('=') as [string, string]))

const shots = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'))
const placed = (name: string): string =>
  name
    .split('/')
    .map((part) => renamed.get(part) ?? part)
    .join('/')

const left = new Set(shots(after))
const differences: { readonly name: string; readonly share: number }[] = []
const alone: string[] = []
for (const name of shots(before)) {
  const there = placed(name)
  if (!left.delete(there)) alone.push(`only before: ${name}`)
  else {
    const share = differing(readFileSync(join(before, name)), readFileSync(join(after, there)))
    differences.push({ name: there, share })
  }
}
alone.push(...[...left].map((name) => `only after: ${name}`))
const different = differences.filter(({ share }) => share > 0).toSorted((a, b) => b.share - a.share)
for (const { name, share } of different) console.log(`${(share * 100).toFixed(3)} %  ${name}`)
for (const line of alone) console.log(line)
const over = different.filter(({ share }) => share > MOST).length
console.log(
  `${differences.length} pairs, ${different.length} differ, ${over} of them by more than 0.1%`,
)
process.exit(over > 0 || alone.length > 0 ? 1 : 0)
