import { unzlibSync, zlibSync } from 'fflate'
import { type Bytes, concat } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { walkZlib } from './deflate-walk.ts'
import { readExif, uprightTiff } from './exif.ts'
import { knownProfile } from './icc.ts'
import {
  chunkOf,
  type Header,
  headerOf,
  lengthOf,
  SIGNATURE,
  sizeOf,
  wordsOf,
} from './png-chunks.ts'

/** Unpacked bytes that may stand behind a picture: more are a trap. */
const MOST_MORE = 1 << 24

interface Walk {
  readonly header: Header
  readonly kept: Uint8Array[]
  readonly found: Set<Trace>
  readonly seen: Set<string>
  /** Coded picture of the frame at hand. */
  data: Uint8Array[]
  frame: { readonly width: number; readonly height: number }
  moves: boolean
  /** How many are in the list of colours. */
  colours: number
  started: boolean
  steps: number
}

/**
 * Copies the chunks that are the picture, each as long as it has to be, and stops at its end. A colour profile becomes
 * a well-known one, and of what a camera wrote stays only which side is up.
 * @throws FileRefused
 */
export function stripPng(bytes: Bytes): Stripped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = headerOf(bytes)
  const walk: Walk = {
    header,
    kept: [bytes.subarray(0, SIGNATURE)],
    found: new Set(),
    seen: new Set(),
    data: [],
    frame: header,
    moves: false,
    colours: 0,
    started: false,
    steps: 0,
  }
  let at = SIGNATURE
  for (let type = ''; type !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw new FileRefused('broken')
    const end = at + 12 + view.getUint32(at)
    type = latin(bytes, at + 4, at + 8)
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type)) throw new FileRefused('broken')
    if ((at === SIGNATURE) !== (type === 'IHDR')) throw new FileRefused('broken')
    chunk(walk, type, bytes.subarray(at + 8, end - 4))
    at = end
  }
  if (at < bytes.length) walk.found.add('behind')
  return { bytes: concat(...walk.kept), found: inOrder(walk.found), stays: [] }
}

function chunk(walk: Walk, type: string, body: Uint8Array): void {
  const { kept, found, seen, header } = walk
  if (type === 'IDAT' || type === 'fdAT') {
    picture(walk, type, body)
    return
  }
  flush(walk)
  if (type === 'IHDR') kept.push(chunkOf(type, body))
  else if (type === 'IEND') {
    if (!walk.started) throw new FileRefused('broken')
    kept.push(chunkOf(type, new Uint8Array()))
    if (body.length > 0) found.add('other')
  } else if (type === 'PLTE') {
    if (body.length % 3 > 0 || body.length > 768 || seen.has(type)) throw new FileRefused('broken')
    // Where each pixel says its colour, the list is a suggestion that no viewer of ours follows.
    if (header.colour === 3) kept.push(chunkOf(type, body))
    else found.add('other')
    walk.colours = body.length / 3
  } else if (type === 'tRNS' && header.colour === 3 && !walk.started && !seen.has(type)) {
    const used = body.subarray(0, walk.colours)
    kept.push(chunkOf(type, used))
    if (used.length < body.length) found.add('other')
  } else if (type === 'acTL' && body.length === 8 && !walk.started && !walk.moves) {
    walk.moves = true
    kept.push(chunkOf(type, body))
  } else if (type === 'fcTL' && body.length === 26 && walk.moves) frame(walk, body)
  else if (type === 'eXIf') camera(walk, body)
  else if (type === 'iCCP' && !walk.started && !seen.has(type)) colours(walk, body)
  else if (body.length === lengthOf(type, header, body) && !walk.started && !seen.has(type)) {
    kept.push(chunkOf(type, body))
  } else if (type === 'tIME') found.add('taken')
  else if (/^(tEXt|zTXt|iTXt)$/.test(type)) for (const trace of wordsOf(body)) found.add(trace)
  // A capital at the front: without it there is no picture, and we do not know it.
  else if (/^[A-Z]/.test(type)) throw new FileRefused('broken')
  else found.add('other')
  seen.add(type)
}

function picture(walk: Walk, type: 'IDAT' | 'fdAT', body: Uint8Array): void {
  const isFrame = type === 'fdAT'
  if (isFrame && !walk.moves) {
    walk.found.add('other')
    return
  }
  // All of the first picture stands in one row, and a frame only behind its own head.
  const fits = isFrame ? body.length >= 4 && walk.steps > 0 : !walk.started || walk.data.length > 0
  if (!fits) throw new FileRefused('broken')
  walk.started = true
  walk.data.push(body)
}

/** The picture of a frame is whole: nothing behind it is copied. */
function flush(walk: Walk): void {
  const { data, header, frame, kept, found } = walk
  if (data.length === 0) return
  walk.data = []
  const isFrame = walk.seen.has('IDAT')
  walk.seen.add('IDAT')
  const parts = isFrame ? data.map((part) => part.subarray(4)) : data
  const packed = concat(...parts)
  const size = sizeOf(isFrame ? { ...header, ...frame } : header)
  const walked = walkZlib(packed)
  if (walked.size < size || walked.size > 2 * size + MOST_MORE) throw new FileRefused('broken')
  const exact = walked.size === size && !walked.more
  const now = exact
    ? packed.subarray(0, walked.end)
    : packedAgain(packed.subarray(0, walked.end), size)
  if (!exact || walked.end < packed.length) found.add('other')
  let at = 0
  for (const part of exact && walked.end === packed.length ? parts : [now]) {
    const piece = now.subarray(at, at + part.length)
    kept.push(isFrame ? chunkOf('fdAT', concat(step(walk), piece)) : chunkOf('IDAT', piece))
    at += part.length
  }
}

function packedAgain(packed: Uint8Array, size: number): Uint8Array {
  try {
    return zlibSync(unzlibSync(packed).subarray(0, size))
  } catch {
    throw new FileRefused('broken')
  }
}

/** Frames and their parts are counted in one row. */
function step(walk: Walk): Bytes {
  const number = new Uint8Array(4)
  new DataView(number.buffer).setUint32(0, walk.steps)
  walk.steps += 1
  return number
}

function frame(walk: Walk, body: Uint8Array): void {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  walk.frame = { width: view.getUint32(4), height: view.getUint32(8) }
  walk.kept.push(chunkOf('fcTL', concat(step(walk), body.subarray(4))))
}

function camera({ kept, found, started, seen }: Walk, body: Uint8Array): void {
  const exif = readExif(body)
  for (const trace of exif.found) found.add(trace)
  if (exif.orientation === 1 || started || seen.has('eXIf')) return
  kept.push(chunkOf('eXIf', uprightTiff(exif.orientation)))
}

/** A name that somebody chose, a zero, how it is packed, and the packed profile. */
function colours({ kept, found }: Walk, body: Uint8Array): void {
  const name = body.indexOf(0)
  let profile: Uint8Array = new Uint8Array()
  try {
    // Into so many bytes at most: what does not fit is not one of the well-known.
    if (name > 0) profile = unzlibSync(body.subarray(name + 2), { out: new Uint8Array(1 << 16) })
  } catch {
    // No profile at all.
  }
  const known = knownProfile(profile)
  const now =
    known.bytes === null
      ? chunkOf('sRGB', new Uint8Array(1))
      : chunkOf('iCCP', concat(new Uint8Array([0x69, 0, 0]), zlibSync(known.bytes)))
  kept.push(now)
  if (
    now.length !== body.length + 12 ||
    !now.subarray(8, -4).every((byte, at) => byte === body[at])
  ) {
    found.add('other')
  }
}
