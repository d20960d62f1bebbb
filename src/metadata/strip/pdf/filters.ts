import type { Bytes } from '#bytes.ts'
import { FileRefused } from '../../metadata-finding.ts'
import { from85, fromHex, fromLzw, fromRuns, inflateLenient, MOST } from './decode.ts'
import { type Parms, unpredicted } from './predictor.ts'

export interface Filter {
  readonly name: string
  readonly parms: Parms
}

/** Data after all filters but those of images: the bytes, and the image filter that is left. */
export interface FilterResult {
  readonly bytes: Bytes
  /** The image filter; `null` when the bytes are plain. */
  readonly picture: Filter | null
}

/** Abbreviations for inline images, which readers accept everywhere. */
const FULL: Readonly<Record<string, string>> = {
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
}
const PICTURES = new Set(['DCTDecode', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode'])

export function filterNamed(name: string, parms: Parms): Filter {
  return { name: FULL[name] ?? name, parms }
}

/**
 * Applies filters in order, up to an image filter. @throws FileRefused for an unknown filter, and for data that cannot
 * be decoded; `much` where one comes to more bytes
 */
export function unpack(bytes: Uint8Array, filters: readonly Filter[], most = MOST): FilterResult {
  let now: Uint8Array = bytes
  for (const [at, filter] of filters.entries()) {
    if (PICTURES.has(filter.name)) {
      // An image filter must be the last one.
      if (at < filters.length - 1) throw new FileRefused('broken')
      return { bytes: own(now), picture: filter }
    }
    const decode = DECODE[filter.name]
    if (decode === undefined) throw new FileRefused('broken')
    now = unpredicted(decode(now, most, filter.parms), filter.parms)
  }
  return { bytes: own(now), picture: null }
}

function own(bytes: Uint8Array): Bytes {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes)
}

const DECODE: Readonly<
  Record<string, (bytes: Uint8Array, most: number, parms: Parms) => Uint8Array>
> = {
  FlateDecode: inflateLenient,
  LZWDecode: (bytes, most, parms) => fromLzw(bytes, most, parms.get('EarlyChange') !== 0),
  RunLengthDecode: fromRuns,
  ASCII85Decode: from85,
  ASCIIHexDecode: fromHex,
}
