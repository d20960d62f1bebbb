import { type Bytes, concat, joined, utf8 } from '#bytes.ts'
import { begins } from '../magic.ts'
import { type CleanCopy, FileRefused, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { uprightExif } from './exif.ts'
import { knownProfile } from './icc.ts'
import type { FrameComponent } from './jpeg-blocks.ts'
import { nextMark, walkScan } from './jpeg-scan.ts'
import {
  adobeOf,
  type Beside,
  findingsOfSegment,
  jfifOf,
  PROFILE,
  profileOf,
  segmentOf,
} from './jpeg-segments.ts'
import { readFrame, readHuffmanTables, readQuanta, type Tables } from './jpeg-tables.ts'
import { writtenFrame } from './jpeg-write.ts'

const [START, END, SCAN, _COMMENT] = [0xd8, 0xd9, 0xda, 0xfe]
const [BASELINE, PROGRESSIVE, HUFFMAN, ARITHMETIC, QUANTA, INTERVAL] = [
  0xc0, 0xc2, 0xc4, 0xcc, 0xdb, 0xdd,
]
const [APP0, APP1, APP2, _APP13, _APP14] = [0xe0, 0xe1, 0xe2, 0xed, 0xee]

const MOST_SCANS = 500

interface Walk extends Beside, Tables {
  readonly bytes: Bytes
  readonly findings: Set<MetadataFinding>
  readonly scanned: Set<number>
  interval: number
  scans: number
}

/** A cleaned JPEG, and the offset in the file where it ended. */
export interface WalkedJpeg {
  readonly bytes: Bytes
  readonly findings: readonly MetadataFinding[]
  readonly end: number
}

/**
 * Encodes a JPEG again (`jpeg-write.ts`). Beside the image data three properties stay: the colour transform (in the
 * form that has no thumbnail), the nearest common colour space, and the orientation. What follows the end of the image
 * is not copied: often a film, a second image or another file (T-92).
 * @throws FileRefused when it is not a complete image
 */
export function stripJpeg(bytes: Bytes): CleanCopy {
  const walked = walkJpeg(bytes)
  const behind = walked.end < bytes.length ? (['behind'] as const) : []
  return { bytes: walked.bytes, findings: inOrder([...walked.findings, ...behind]), stays: [] }
}

/** @throws FileRefused */
export function walkJpeg(bytes: Bytes, upright = true): WalkedJpeg {
  if (!begins(bytes, [0xff, START])) throw new FileRefused('broken')
  const walk: Walk = {
    bytes,
    findings: new Set(),
    profile: new Map(),
    codes: new Map(),
    quanta: new Map(),
    unused: new Set(),
    scanned: new Set(),
    jfif: null,
    adobe: null,
    orientation: null,
    frame: null,
    interval: 0,
    scans: 0,
  }
  let at = 2
  for (;;) {
    // Decoders search for the next marker, whatever precedes it.
    const next = nextMark(bytes, at)
    at = next.at
    const marker = bytes[at + 1]
    if (next.more && marker !== undefined) walk.findings.add('behind')
    if (isAlone(marker)) {
      walk.findings.add('behind')
      at += 2
      continue
    }
    // Some programs omit the end marker; the image is complete without it.
    if (marker === END || (marker === undefined && isWhole(walk))) break
    if (marker === undefined) throw new FileRefused('broken')
    const end = segmentEnd(bytes, at)
    const body = bytes.subarray(at + 4, end)
    at = marker === SCAN ? scan(walk, body, end) : segment(walk, marker, body, end)
  }
  if (!isWhole(walk)) throw new FileRefused('broken')
  const { frame, findings, orientation } = walk
  if (frame === null) throw new FileRefused('broken')
  const colours = knownProfile(profileOf(walk))
  if (colours.changed || walk.unused.size > 0) findings.add('other')
  const camera = upright && orientation !== null && orientation !== 1
  const head = [
    mark(START),
    // Readers expect it first, and the orientation right behind it.
    ...mixing(walk),
    camera ? segmentOf(APP1, uprightExif(orientation)) : null,
    colours.bytes === null
      ? null
      : segmentOf(APP2, concat(utf8(PROFILE), ONE_OF_ONE, colours.bytes)),
  ]
  const parts = [...head.filter((part) => part !== null), ...writtenFrame(frame), mark(END)]
  return { bytes: joined(parts), findings: inOrder(findings), end: Math.min(at + 2, bytes.length) }
}

/** Segments with the colour transform. Browsers prefer JFIF to Adobe, and both to the ids of the components. */
function mixing({ frame, jfif, adobe }: Walk): readonly Bytes[] {
  const ids = frame?.channels.map(({ id }) => id) ?? []
  if (ids.length === 4) return adobe === null ? [] : [adobeOf(adobe === 0 ? 0 : 2)]
  if (ids.length === 2) return []
  const isPlain = ids.length === 3 && (adobe === null ? ids.join() === '82,71,66' : adobe === 0)
  return isPlain && jfif === null ? [adobeOf(0)] : [jfifOf(jfif ?? 0)]
}

/** Whether every component occurred in a scan. */
function isWhole({ frame, scanned }: Walk): boolean {
  return frame?.channels.every(({ id }) => scanned.has(id)) === true
}

/** Markers without a segment, which decoders skip. */
function isAlone(marker: number | undefined): boolean {
  return marker === 0x01 || (marker !== undefined && marker >= 0xd0 && marker < START)
}

function segmentEnd(bytes: Bytes, at: number): number {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw new FileRefused('broken')
  return end
}

/** Reads tables and frame headers up to their proper length; every other segment is no image data. */
function segment(walk: Walk, marker: number, body: Uint8Array, end: number): number {
  const { findings } = walk
  if (marker < BASELINE || marker === START) throw new FileRefused('broken')
  if (marker >= APP0 || marker === 0xc8)
    for (const finding of findingsOfSegment(walk, marker, body)) findings.add(finding)
  else if (marker === QUANTA) until(walk, body, readQuanta(walk, body))
  else if (marker === HUFFMAN) until(walk, body, readHuffmanTables(walk, body))
  else if (marker === INTERVAL) {
    if (body.length < 2) throw new FileRefused('broken')
    walk.interval = ((body[0] ?? 0) << 8) | (body[1] ?? 0)
    until(walk, body, 2)
  } else if (marker <= PROGRESSIVE) until(walk, body, readFrame(walk, marker, body))
  // Lossless, hierarchical and other coding: no browser shows it, and the end of its scans is not known here.
  else if (marker < SCAN && marker !== ARITHMETIC) throw new FileRefused('broken')
  else findings.add('other')
  return end
}

/** What stands behind the last byte that has a meaning is not copied. */
function until({ findings }: Walk, body: Uint8Array, size: number): void {
  if (size < body.length) findings.add('other')
}

/** A scan: its head, and the coded picture to its last block. @returns where the next mark is */
function scan(walk: Walk, body: Uint8Array, start: number): number {
  const { bytes, frame, codes, interval, findings, scanned, unused } = walk
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
    latch(walk, channel)
    return { channel, dc: codes.get(tables >> 4), ac: codes.get(0x10 | (tables & 15)) }
  })
  const [from = 0, to = 0, shift = 0] = body.subarray(1 + 2 * count)
  const fits = from === 0 ? to === 0 : count === 1 && from <= to && to < 64
  if (frame.progressive && !fits) throw new FileRefused('broken')
  if (new Set(parts.map(({ channel }) => channel)).size < count) throw new FileRefused('broken')
  // What was coded whole is not coded again.
  if (!frame.progressive && parts.some(({ channel }) => scanned.has(channel.id))) {
    throw new FileRefused('broken')
  }
  for (const { dc, ac } of parts) {
    if (dc !== undefined && from === 0) unused.delete(dc)
    if (ac !== undefined && (from > 0 || !frame.progressive)) unused.delete(ac)
  }
  const finer = shift >> 4 > 0
  const how = { frame, parts, from, to, finer, shift: shift & 15, interval }
  const walked = walkScan(bytes, start, how)
  for (const { channel } of parts) if (!frame.progressive || from === 0) scanned.add(channel.id)
  until(walk, body, size)
  if (walked.more) findings.add('behind')
  return walked.end
}

/** A channel is read with the quanta that there are when its first scan begins. */
function latch({ quanta, unused }: Walk, channel: FrameComponent): void {
  const own = quanta.get(channel.slot)
  if (channel.quanta !== null || own === undefined) return
  channel.quanta = own
  unused.delete(own)
}

const ONE_OF_ONE = new Uint8Array([1, 1])

function mark(marker: number): Bytes {
  return new Uint8Array([0xff, marker])
}
