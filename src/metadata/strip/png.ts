import { unzlibSync } from 'fflate'
import { type Bytes, concat } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { crc32 } from './crc32.ts'
import { readExif, uprightTiff } from './exif.ts'
import { isHarmlessProfile } from './icc.ts'
import { readXmp } from './xmp.ts'

/** The picture, how it moves, and how its colours are meant. */
const PICTURE = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs cICP acTL fcTL fdAT'.split(' '),
)
const SIGNATURE = 8

/**
 * Copies the chunks that are the picture, and stops at its end. A colour profile stays only when it is well known,
 * and of what a camera wrote only which side is up.
 * @throws FileRefused
 */
export function stripPng(bytes: Bytes): Stripped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)]
  const found = new Set<Trace>()
  let at = SIGNATURE
  for (let type = ''; type !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw new FileRefused('broken')
    const end = at + 12 + view.getUint32(at)
    type = latin(bytes, at + 4, at + 8)
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type)) throw new FileRefused('broken')
    if ((at === SIGNATURE) !== (type === 'IHDR')) throw new FileRefused('broken')
    const chunk = bytes.subarray(at, end)
    const { keep, says } = judge(type, chunk, bytes.subarray(at + 8, end - 4))
    if (keep !== null) kept.push(keep)
    for (const trace of says) found.add(trace)
    at = end
  }
  if (at < bytes.length) found.add('behind')
  return { bytes: concat(...kept), found: inOrder(found), stays: [] }
}

function judge(
  type: string,
  chunk: Uint8Array,
  body: Uint8Array,
): { readonly keep: Uint8Array | null; readonly says: Iterable<Trace> } {
  if (PICTURE.has(type)) return { keep: chunk, says: [] }
  if (type === 'tIME') return { keep: null, says: ['taken'] }
  if (/^[tiz][TX]Xt$/.test(type)) return { keep: null, says: wordsOf(body) }
  if (type === 'eXIf') {
    const { found, orientation } = readExif(body)
    return {
      keep: orientation === 1 ? null : chunkOf('eXIf', uprightTiff(orientation)),
      says: found,
    }
  }
  if (type === 'iCCP' && isPlainProfile(body)) return { keep: chunk, says: [] }
  // A capital at the front: without it there is no picture, and we do not know it.
  if (/^[A-Z]/.test(type)) throw new FileRefused('broken')
  return { keep: null, says: ['other'] }
}

const BY_KEYWORD: readonly (readonly [RegExp, readonly Trace[]])[] = [
  [/^(author|artist|copyright)/i, ['author']],
  [/^(creation time|date:)/i, ['taken']],
  [/^software/i, ['software']],
  [/^raw profile type/i, ['other']],
]

function wordsOf(body: Uint8Array): readonly Trace[] {
  const keyword = latin(body, 0, 79).split('\x00')[0] ?? ''
  if (keyword.startsWith('XML:com.adobe.xmp'))
    return readXmp(new TextDecoder('latin1').decode(body))
  return BY_KEYWORD.find(([name]) => name.test(keyword))?.[1] ?? ['words']
}

/** A name that somebody chose, a zero, how it is packed, and the packed profile. */
function isPlainProfile(body: Uint8Array): boolean {
  const name = body.indexOf(0)
  if (name < 1 || body.length > 8192) return false
  try {
    return isHarmlessProfile(profileIn(body.subarray(name + 2)))
  } catch {
    return false
  }
}

/** Into so many bytes at most: what does not fit is not well known. */
function profileIn(packed: Uint8Array): Uint8Array {
  return unzlibSync(packed, { out: new Uint8Array(8192) })
}

function chunkOf(type: string, body: Uint8Array): Bytes {
  const named = concat(new TextEncoder().encode(type), body)
  const [length, sum] = [new Uint8Array(4), new Uint8Array(4)]
  new DataView(length.buffer).setUint32(0, body.length)
  new DataView(sum.buffer).setUint32(0, crc32(named))
  return concat(length, named, sum)
}
