import { type Bytes, concat } from '../../sealing/bytes.ts'
import { begins, latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { readExif, uprightExif } from './exif.ts'
import { knownProfile } from './icc.ts'
import { type Codes, codesIn, type Frame, walkScan } from './jpeg-scan.ts'
import { xmpIn } from './xmp.ts'

const [START, END, SCAN, COMMENT] = [0xd8, 0xd9, 0xda, 0xfe]
const [BASELINE, PROGRESSIVE, HUFFMAN, ARITHMETIC, QUANTA, INTERVAL] = [
  0xc0, 0xc2, 0xc4, 0xcc, 0xdb, 0xdd,
]
const [APP0, APP1, APP2, APP13, APP14] = [0xe0, 0xe1, 0xe2, 0xed, 0xee]
/** More than any camera makes. */
const MOST_PIXELS = 1 << 28
const MOST_SCANS = 500

interface Walk {
  readonly bytes: Bytes
  readonly kept: Uint8Array[]
  readonly found: Set<Trace>
  readonly profile: Map<number, Uint8Array>
  readonly codes: Map<number, Codes>
  readonly seen: Set<number>
  jfif: Bytes | null
  adobe: Bytes | null
  orientation: number | null
  frame: Frame | null
  interval: number
  scans: number
}

/** A picture as it was walked, and where in the bytes it ended. */
export interface Walked {
  readonly bytes: Bytes
  readonly found: readonly Trace[]
  readonly end: number
}

/**
 * Of what is not the picture itself three things stay: how its colours are meant, in the one form that has no
 * thumbnail in it, which of the well-known colour spaces they are of, and which side is up. What stands behind the end
 * of the picture is not copied: often it is a film, a second picture or another file altogether (T-92).
 * @throws FileRefused when it is not a whole picture
 */
export function stripJpeg(bytes: Bytes): Stripped {
  const walked = walkJpeg(bytes)
  const behind = walked.end < bytes.length ? (['behind'] as const) : []
  return { bytes: walked.bytes, found: inOrder([...walked.found, ...behind]), stays: [] }
}

/** @throws FileRefused */
export function walkJpeg(bytes: Bytes, upright = true): Walked {
  if (!begins(bytes, [0xff, START])) throw new FileRefused('broken')
  const walk: Walk = {
    bytes,
    kept: [],
    found: new Set(),
    profile: new Map(),
    codes: new Map(),
    seen: new Set(),
    jfif: null,
    adobe: null,
    orientation: null,
    frame: null,
    interval: 0,
    scans: 0,
  }
  let at = 2
  for (;;) {
    at = markAt(bytes, at)
    const marker = bytes[at + 1]
    // Some programs leave out the mark of the end. What was read so far is whole.
    if (marker === END || (marker === undefined && isWhole(walk))) break
    if (marker === undefined) throw new FileRefused('broken')
    const end = segmentEnd(bytes, at)
    const body = bytes.subarray(at + 4, end)
    at = marker === SCAN ? scan(walk, body, end) : segment(walk, marker, body, end)
  }
  if (!isWhole(walk)) throw new FileRefused('broken')
  const { kept, found, jfif, adobe, orientation } = walk
  const colours = knownProfile(profileOf(walk))
  if (colours.changed) found.add('other')
  const camera = upright && orientation !== null && orientation !== 1
  const head = [
    mark(START),
    // Readers look for it first, and for which side is up right behind it.
    jfif,
    camera ? segmentOf(APP1, uprightExif(orientation)) : null,
    adobe,
    colours.bytes === null ? null : segmentOf(APP2, concat(PROFILE, ONE_OF_ONE, colours.bytes)),
  ]
  const parts = [...head.filter((part) => part !== null), ...kept, mark(END)]
  return { bytes: joined(parts), found: inOrder(found), end: Math.min(at + 2, bytes.length) }
}

/** Every channel was in some scan. */
function isWhole({ frame, seen }: Walk): boolean {
  return frame?.channels.every(({ id }) => seen.has(id)) === true
}

/** The next mark; it may have any number of 0xff before it. */
function markAt(bytes: Bytes, from: number): number {
  let at = from
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
  if (bytes[at] !== 0xff && at < bytes.length) throw new FileRefused('broken')
  return at
}

function segmentEnd(bytes: Bytes, at: number): number {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw new FileRefused('broken')
  return end
}

/** Tables and frames, as long as they have to be. Whatever else has a length is no part of the picture. */
function segment(walk: Walk, marker: number, body: Uint8Array, end: number): number {
  const { found } = walk
  // Some of these have no length: a reader would go on right behind one, and find what was taken for its body.
  if (marker < BASELINE || (marker >= 0xd0 && marker <= START)) throw new FileRefused('broken')
  if (marker >= APP0 || marker === 0xc8)
    for (const trace of said(walk, marker, body)) found.add(trace)
  else if (marker === QUANTA) keep(walk, marker, body, quantaSize(body))
  else if (marker === HUFFMAN) keep(walk, marker, body, huffmanSize(walk, body))
  else if (marker === INTERVAL) {
    if (body.length < 2) throw new FileRefused('broken')
    walk.interval = ((body[0] ?? 0) << 8) | (body[1] ?? 0)
    keep(walk, marker, body, 2)
  } else if (marker <= PROGRESSIVE) keep(walk, marker, body, frameSize(walk, marker, body))
  // Other ways of coding: no browser shows them, and where their scans end is not known here.
  else if (marker < SCAN && marker !== ARITHMETIC) throw new FileRefused('broken')
  else found.add('other')
  return end
}

/** What stands behind the last byte that has a meaning is not copied. */
function keep({ kept, found }: Walk, marker: number, body: Uint8Array, size: number): void {
  kept.push(segmentOf(marker, body.subarray(0, size)))
  if (size < body.length) found.add('other')
}

function quantaSize(body: Uint8Array): number {
  let at = 0
  for (let first = body[0]; first !== undefined && (first & 0xec) === 0; first = body[at]) {
    const size = first >> 4 === 0 ? 65 : 129
    if (at + size > body.length) break
    at += size
  }
  if (at === 0) throw new FileRefused('broken')
  return at
}

function huffmanSize({ codes }: Walk, body: Uint8Array): number {
  let at = 0
  for (let first = body[0]; first !== undefined && (first & 0xec) === 0; first = body[at]) {
    if (at + 17 > body.length) break
    const table = codesIn(body.subarray(at + 1))
    codes.set(first, table.codes)
    at += 1 + table.size
  }
  if (at === 0) throw new FileRefused('broken')
  return at
}

function frameSize(walk: Walk, marker: number, body: Uint8Array): number {
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = body
  const size = 6 + 3 * count
  if (walk.frame !== null || body.length < size || count < 1 || count > 4) {
    throw new FileRefused('broken')
  }
  const channels = Array.from({ length: count }, (_, n) => {
    const [id = 0, sampling = 0, table = 0] = body.subarray(6 + 3 * n)
    const [across, down] = [sampling >> 4, sampling & 15]
    if (across < 1 || across > 4 || down < 1 || down > 4 || table > 3)
      throw new FileRefused('broken')
    // One alone is not interleaved with anything: how it is sampled changes nothing.
    return count === 1 ? { id, across: 1, down: 1, set: null } : { id, across, down, set: null }
  })
  const [width, height] = [(w1 << 8) | w0, (h1 << 8) | h0]
  const isPicture = (precision === 8 || precision === 12) && width > 0 && height > 0
  if (!isPicture || width * height > MOST_PIXELS) throw new FileRefused('broken')
  walk.frame = { progressive: marker === PROGRESSIVE, width, height, channels }
  return size
}

/** A scan: its head, and the coded picture to its last block. @returns where the next mark is */
function scan(walk: Walk, body: Uint8Array, start: number): number {
  const { bytes, frame, codes, interval, kept, found, seen } = walk
  const count = body[0] ?? 0
  const size = 4 + 2 * count
  walk.scans += 1
  if (frame === null || count < 1 || body.length < size || walk.scans > MOST_SCANS) {
    throw new FileRefused('broken')
  }
  const parts = Array.from({ length: count }, (_, n) => {
    const [id = 0, tables = 0] = body.subarray(1 + 2 * n)
    const channel = frame.channels.find((one) => one.id === id)
    if (channel === undefined) throw new FileRefused('broken')
    return { channel, dc: codes.get(tables >> 4), ac: codes.get(0x10 | (tables & 15)) }
  })
  const [from = 0, to = 0, shift = 0] = body.subarray(1 + 2 * count)
  const fits = from === 0 ? to === 0 : count === 1 && from <= to && to < 64
  if (frame.progressive && !fits) throw new FileRefused('broken')
  const walked = walkScan(bytes, start, { frame, parts, from, to, finer: shift >> 4 > 0, interval })
  for (const { channel } of parts) if (!frame.progressive || from === 0) seen.add(channel.id)
  keep(walk, SCAN, body, size)
  for (const part of walked.parts) kept.push(part)
  if (walked.more) found.add('behind')
  return walked.end
}

/** What stands beside the picture, and what of it is kept for the copy. */
function said(walk: Walk, marker: number, body: Uint8Array): Iterable<Trace> {
  switch (marker) {
    case APP0:
      return jfif(walk, body)
    case APP1:
      return camera(walk, body)
    case APP2:
      return profilePart(walk, body)
    case APP13:
      return latin(body, 0, 13) === 'Photoshop 3.0' ? ['author', 'words', 'other'] : ['other']
    case APP14:
      if (walk.adobe !== null || latin(body, 0, 5) !== 'Adobe' || body.length < 12) return ['other']
      walk.adobe = segmentOf(APP14, body.subarray(0, 12))
      return body.length > 12 ? ['other'] : []
    case COMMENT:
      return ['words']
    default:
      return ['other']
  }
}

/** Sixteen bytes are enough: behind them would be a thumbnail. */
function jfif(walk: Walk, body: Uint8Array): readonly Trace[] {
  if (latin(body, 0, 5) !== 'JFIF\0' || body.length < 14 || walk.jfif !== null) return ['preview']
  walk.jfif = segmentOf(APP0, concat(body.subarray(0, 12), new Uint8Array(2)))
  return body.length > 14 ? ['preview'] : []
}

function camera(walk: Walk, body: Uint8Array): Iterable<Trace> {
  if (latin(body, 0, 5) !== 'Exif\0') return xmpIn(body)
  const { found, orientation } = readExif(body.subarray(6))
  walk.orientation ??= orientation
  return found
}

const PROFILE = new TextEncoder().encode('ICC_PROFILE\0')
const ONE_OF_ONE = new Uint8Array([1, 1])

/** A large profile comes in pieces, each with its number. */
function profilePart({ profile }: Walk, body: Uint8Array): readonly Trace[] {
  if (latin(body, 0, 12) !== 'ICC_PROFILE\0') return ['preview']
  profile.set(body[12] ?? 0, body.subarray(14))
  return []
}

function profileOf({ profile }: Walk): Uint8Array | null {
  const parts = [...profile].sort(([one], [other]) => one - other).map(([, part]) => part)
  return parts.length === 0 ? null : concat(...parts)
}

/** So many that they are no list of arguments. */
function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function segmentOf(marker: number, body: Uint8Array): Bytes {
  const length = body.length + 2
  return concat(new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body)
}

function mark(marker: number): Bytes {
  return new Uint8Array([0xff, marker])
}
