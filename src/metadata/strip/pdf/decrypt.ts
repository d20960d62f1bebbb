import {
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { FileRefused } from '../../metadata-finding.ts'
import type { Cipher, SecurityHandler } from './security-handler.ts'
import { canonicalText, isText } from './values.ts'

export { standardHandler } from './security-handler.ts'

/** Decrypts an object in place. */
export async function decrypt(
  object: PDFObject,
  ref: PDFRef,
  handler: SecurityHandler,
): Promise<PDFObject> {
  if (!(object instanceof PDFRawStream)) return await decryptStrings(object, ref, handler)
  const { dict, contents } = object
  const type = dict.lookup(PDFName.of('Type'))
  // Cross-reference streams are never encrypted.
  if (type === PDFName.of('XRef')) return object
  await decryptStrings(dict, ref, handler)
  const isOpen = type === PDFName.of('Metadata') && !handler.metadata
  const cipher = ownFilter(dict, handler) ?? (isOpen ? null : handler.streams)
  const bytes = new Uint8Array(contents)
  return PDFRawStream.of(dict, cipher === null ? bytes : await cipher(bytes, ref))
}

async function decryptStrings(
  object: PDFObject,
  ref: PDFRef,
  handler: SecurityHandler,
): Promise<PDFObject> {
  if (isText(object)) {
    return canonicalText(await handler.strings(new Uint8Array(object.asBytes()), ref))
  }
  if (object instanceof PDFDict) {
    for (const [key, item] of object.entries()) {
      object.set(key, await decryptStrings(item, ref, handler))
    }
  }
  if (object instanceof PDFArray) {
    for (const [at, item] of object.asArray().entries()) {
      object.set(at, await decryptStrings(item, ref, handler))
    }
  }
  return object
}

const CRYPT = PDFName.of('Crypt')

/** The crypt filter that a stream names itself, which must be its first filter; it is removed. `null` without one. */
function ownFilter(dict: PDFDict, handler: SecurityHandler): Cipher | null {
  const filter = dict.lookup(PDFName.of('Filter'))
  const filters = filter instanceof PDFArray ? filter.asArray() : [filter]
  if (!filters.includes(CRYPT)) return null
  if (filters.lastIndexOf(CRYPT) > 0) throw new FileRefused('broken')
  const entry = dict.lookup(PDFName.of('DecodeParms'))
  const parms = entry instanceof PDFArray ? entry.lookup(0) : entry
  const name = parms instanceof PDFDict ? parms.lookup(PDFName.of('Name')) : undefined
  for (const [key, list] of [
    ['Filter', filter],
    ['DecodeParms', entry],
  ] as const) {
    if (list instanceof PDFArray)
      dict.set(PDFName.of(key), dict.context.obj(list.asArray().slice(1)))
    else dict.delete(PDFName.of(key))
  }
  return handler.filter(name instanceof PDFName ? name.decodeText() : 'Identity')
}
