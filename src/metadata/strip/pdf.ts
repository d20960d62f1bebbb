import {
  EncryptedPDFError,
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFStream,
  PDFStreamWriter,
} from '@cantoo/pdf-lib'
import type { Bytes } from '../../sealing/bytes.ts'
import { latin } from '../magic.ts'
import { FileRefused, inOrder, type Stripped, type Trace } from '../trace.ts'
import { annotationsOf } from './pdf/annotations.ts'
import { Copier, isText } from './pdf/copy.ts'
import { drawn, SPECIAL } from './pdf/rules.ts'

/** What the list of who and when says. The list itself is not copied at all. */
const INFO: Readonly<Record<string, Trace>> = {
  Author: 'author',
  Creator: 'software',
  Producer: 'software',
  CreationDate: 'taken',
  ModDate: 'taken',
  Title: 'words',
  Subject: 'words',
  Keywords: 'words',
}
/** Lists of names that lead to what runs or is attached. */
const NAMED: Readonly<Record<string, Trace | null>> = {
  Dests: null,
  JavaScript: 'scripts',
  EmbeddedFiles: 'embedded',
  Renditions: 'embedded',
  AlternatePresentations: 'scripts',
}
/** Entries that a page has from those above it. */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const
const MOST_PAGES = 50_000

/**
 * A PDF written anew from what its pages lead to and rules know: no list of who and when, nothing that runs or is
 * attached, no author of a remark, and no object that no page needs, where earlier versions lie. The pages look as they
 * did.
 * @throws FileRefused `locked` when it needs a password
 */
export async function stripPdf(bytes: Bytes): Promise<Stripped> {
  const end = lastIndexOf(bytes, '%%EOF') + 5
  const document = await load(bytes.subarray(0, end))
  const { context } = document
  const copier = new Copier(context, SPECIAL)
  const root = copier.resolved(context.trailerInfo.Root)
  if (!(root instanceof PDFDict)) throw new FileRefused('broken')
  const info = copier.resolved(context.trailerInfo.Info)
  for (const key of info instanceof PDFDict ? info.keys() : []) {
    copier.found.add(INFO[key.decodeText()] ?? 'other')
  }
  readNames(root, copier)
  copyDocument(root, copier)
  for (const trace of around(bytes, end)) copier.found.add(trace)
  const saved = await PDFStreamWriter.forContext(copier.to, 200).serializeToBuffer()
  return {
    bytes: new Uint8Array(saved),
    found: inOrder(copier.found),
    stays: [...copier.stays.values()],
  }
}

/** Places that have a name, and kinds of pieces that are like others. */
function readNames(root: PDFDict, copier: Copier): void {
  const names = copier.entry(root, 'Names')
  for (const key of names instanceof PDFDict ? names.keys() : []) {
    const trace = NAMED[key.decodeText()]
    if (trace !== null) copier.found.add(trace ?? 'other')
  }
  const old = copier.entry(root, 'Dests')
  for (const [key, value] of old instanceof PDFDict ? old.entries() : []) {
    copier.places.set(key.decodeText(), value)
  }
  const seen = new Set<PDFObject>()
  const open = [names instanceof PDFDict ? copier.entry(names, 'Dests') : undefined]
  while (open.length > 0) {
    const node = open.pop()
    if (!(node instanceof PDFDict) || seen.has(node)) continue
    seen.add(node)
    const [below, list] = [copier.entry(node, 'Kids'), copier.entry(node, 'Names')]
    if (below instanceof PDFArray) open.push(...below.asArray().map((kid) => copier.resolved(kid)))
    const items = list instanceof PDFArray ? list.asArray() : []
    for (let at = 0; at + 1 < items.length; at += 2) {
      const [name, value] = [copier.resolved(items[at]), items[at + 1]]
      if (isText(name) && value !== undefined) copier.places.set(name.decodeText(), value)
    }
  }
  const reading = copier.entry(root, 'StructTreeRoot')
  const roles = reading instanceof PDFDict ? copier.entry(reading, 'RoleMap') : undefined
  for (const [key, value] of roles instanceof PDFDict ? roles.entries() : []) {
    const like = copier.resolved(value)
    if (like instanceof PDFName) copier.roles.set(key.decodeText(), like.decodeText())
  }
}

/** Pages first: what stands on one is known before anything else leads to it. */
function copyDocument(root: PDFDict, copier: Copier): void {
  const { to } = copier
  const pages = pagesOf(root, copier)
  const tree = to.nextRef()
  for (const { page } of pages) copier.pages.set(page, to.nextRef())
  for (const [n, { page, above }] of pages.entries()) {
    copier.place = `page ${n + 1}`
    const copy = copier.dict(page, 'Page')
    for (const key of INHERITED) {
      const value = above.get(key)
      const made =
        value === undefined || copy.has(PDFName.of(key))
          ? undefined
          : copier.value(key === 'Resources' ? key : key === 'Rotate' ? 'num' : 'nums', value)
      if (made !== undefined) copy.set(PDFName.of(key), made)
    }
    const streams = contentsOf(page, copier)
    const contents = streams.length === 0 ? undefined : drawn(streams, copier, to.obj({}))
    if (contents !== undefined) copy.set(PDFName.of('Contents'), to.register(contents))
    const annotations = annotationsOf(page, copier)
    if (annotations !== undefined) copy.set(PDFName.of('Annots'), annotations)
    copy.set(PDFName.of('Type'), PDFName.of('Page'))
    copy.set(PDFName.of('Parent'), tree)
    to.assign(copier.pages.get(page) ?? to.nextRef(), copy)
  }
  copier.finish()
  copier.place = 'the document'
  const kids = [...copier.pages.values()]
  to.assign(tree, to.obj({ Type: 'Pages', Kids: kids, Count: kids.length }))
  const catalog = copier.dict(root, 'Catalog')
  if (hasHiddenLayer(root, copier)) copier.keeps('unseen', 'a layer that is not shown')
  copier.finish()
  const form = catalog.get(PDFName.of('AcroForm'))
  const fields = form === undefined ? undefined : to.lookup(form)
  if (!(fields instanceof PDFDict && fields.has(PDFName.of('Fields')))) {
    catalog.delete(PDFName.of('AcroForm'))
  }
  catalog.set(PDFName.of('Type'), PDFName.of('Catalog'))
  catalog.set(PDFName.of('Pages'), tree)
  to.trailerInfo = { Root: to.register(catalog) }
}

interface Page {
  readonly page: PDFDict
  readonly above: ReadonlyMap<string, PDFObject>
}

function pagesOf(root: PDFDict, copier: Copier): readonly Page[] {
  const pages: Page[] = []
  const seen = new Set<PDFObject>()
  const walk = (
    object: PDFObject | undefined,
    above: ReadonlyMap<string, PDFObject>,
    depth: number,
  ) => {
    const node = copier.resolved(object)
    if (!(node instanceof PDFDict) || seen.has(node) || depth > 100) return
    seen.add(node)
    const below = copier.entry(node, 'Kids')
    if (!(below instanceof PDFArray)) {
      pages.push({ page: node, above })
      if (pages.length > MOST_PAGES) throw new FileRefused('broken')
      return
    }
    const own = new Map(above)
    for (const key of INHERITED) {
      const value = node.get(PDFName.of(key))
      if (value !== undefined) own.set(key, value)
    }
    for (const kid of below.asArray()) walk(kid, own, depth + 1)
  }
  walk(root.get(PDFName.of('Pages')), new Map(), 0)
  if (pages.length === 0) throw new FileRefused('broken')
  return pages
}

function contentsOf(page: PDFDict, copier: Copier): readonly PDFStream[] {
  const contents = copier.entry(page, 'Contents')
  const items = contents instanceof PDFArray ? contents.asArray() : [contents]
  return items.map((item) => copier.resolved(item)).filter((item) => item instanceof PDFStream)
}

function hasHiddenLayer(root: PDFDict, copier: Copier): boolean {
  const layers = copier.entry(root, 'OCProperties')
  const shown = layers instanceof PDFDict ? copier.entry(layers, 'D') : undefined
  if (!(shown instanceof PDFDict)) return false
  const off = copier.entry(shown, 'OFF')
  return (off instanceof PDFArray && off.size() > 0) || copier.nameIn(shown, 'BaseState') === 'OFF'
}

async function load(bytes: Bytes): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
      warnOnInvalidObjects: false,
    })
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
