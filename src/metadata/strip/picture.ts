import type { Bytes } from '#bytes.ts'
import type { PictureId } from '../kinds.ts'
import { begins, latin } from '../magic.ts'
import type { CleanCopy } from '../metadata-finding.ts'
import { stripGif } from './gif.ts'
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

const BY_KIND: Readonly<Record<PictureId, (bytes: Bytes) => CleanCopy>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  gif: stripGif,
}

/** Cleans an image of a known kind. @throws FileRefused */
export function stripPicture(id: PictureId, bytes: Bytes): CleanCopy {
  return BY_KIND[id](bytes)
}

/** Kind of an image by its first bytes; `null` for one that is not cleaned here. */
export function pictureIn(bytes: Uint8Array): PictureId | null {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (/^GIF8[79]a/.test(latin(bytes, 0, 6))) return 'gif'
  return /^RIFF.{4}WEBP/s.test(latin(bytes, 0, 12)) ? 'webp' : null
}
