import { EncryptedPDFError, ParseSpeeds, PDFDocument } from '@cantoo/pdf-lib'
import type { Bytes } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { cleanCatalog, readInfo } from './pdf/catalog.ts'
import { cleanReachable } from './pdf/walk.ts'

/**
 * A PDF written anew from what its pages lead to: no list of who and when, nothing that runs or is attached, no author
 * of a remark, and no object that no page needs, where earlier versions lie. The pages look as they did.
 * @throws FileRefused `locked` when it needs a password
 */
export async function stripPdf(bytes: Bytes): Promise<Stripped> {
  const found = new Set<Trace>()
  const stays = new Set<Trace>()
  const end = lastIndexOf(bytes, '%%EOF') + 5
  const document = await load(bytes.subarray(0, end))
  const { context } = document
  readInfo(context.lookup(context.trailerInfo.Info), found)
  const { Root } = context.trailerInfo
  context.trailerInfo = Root === undefined ? {} : { Root }
  cleanCatalog(document.catalog, found)
  cleanReachable(document, { found, stays })
  for (const trace of around(bytes, end)) found.add(trace)
  const saved = await document.save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
    rewrite: true,
  })
  return {
    bytes: new Uint8Array(saved),
    found: inOrder(found),
    stays: [...stays].map((kind) => ({ kind, place: 'a picture' })),
  }
}

async function load(bytes: Bytes): Promise<PDFDocument> {
  try {
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
      warnOnInvalidObjects: false,
    })
    if (document.getPageCount() === 0) throw new FileRefused('broken')
    return document
  } catch (thrown) {
    throw new FileRefused(thrown instanceof EncryptedPDFError ? 'locked' : 'broken')
  }
}

/** What lies around the last version of it: earlier ones, or another file in front or behind. */
function around(bytes: Bytes, end: number): readonly Trace[] {
  const behind = latin(bytes, end, bytes.length).trim() !== '' || bytes[0] !== 0x25
  const versions = count(bytes.subarray(0, end), 'startxref')
  const first = latin(bytes, 0, 2048).includes('/Linearized') ? 2 : 1
  return [
    ...(behind ? (['behind'] as const) : []),
    ...(versions > first ? (['earlier'] as const) : []),
  ]
}

function count(bytes: Bytes, mark: string): number {
  let times = 0
  const first = mark.charCodeAt(0)
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (latin(bytes, at, at + mark.length) === mark) times += 1
  }
  return times
}

function lastIndexOf(bytes: Bytes, mark: string): number {
  const first = mark.charCodeAt(0)
  for (
    let at = bytes.lastIndexOf(first);
    at >= 0;
    at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1)
  ) {
    if (latin(bytes, at, at + mark.length) === mark) return at
  }
  return bytes.length
}
