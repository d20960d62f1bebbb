import { PDFArray, PDFDict, PDFName, PDFNull, type PDFObject, type PDFRef } from '@cantoo/pdf-lib'
import type { Bytes } from '#bytes.ts'
import { latin } from '../magic.ts'
import { type CleanCopy, FileRefused, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { annotationsOf } from './pdf/annotations.ts'
import { Copier } from './pdf/copy.ts'
import { drawnPage } from './pdf/drawn.ts'
import { reduceFonts } from './pdf/font/fonts.ts'
import { copyNames } from './pdf/names.ts'
import { contentStreams, hiddenLayers, isCut, pagesOf } from './pdf/pages.ts'
import { SPECIAL } from './pdf/rules.ts'
import { serialised } from './pdf/serialise.ts'
import { numbered, pruneResources, sweep } from './pdf/sweep.ts'
import { newest } from './pdf/versions.ts'
import { nameUnseen } from './pdf/visibility.ts'

/** Findings of the document information dictionary, which is not copied. */
const INFO: Readonly<Record<string, MetadataFinding>> = {
  Author: 'author',
  Creator: 'software',
  Producer: 'software',
  CreationDate: 'taken',
  ModDate: 'taken',
  Title: 'words',
  Subject: 'words',
  Keywords: 'words',
}
/**
 * Copy of a PDF: written again from its pages and the objects that they use and rules know. Without document
 * information, scripts, attachments, authors of annotations, and objects that no page uses, such as earlier versions.
 * Pages look the same.
 * @throws FileRefused `locked` when it needs a password
 */
export async function stripPdf(bytes: Bytes): Promise<CleanCopy> {
  const { copy, isUnfinished } = await cleanOnce(bytes)
  if (!isUnfinished) return copy
  const next = (await cleanOnce(copy.bytes)).copy
  return { ...next, findings: inOrder([...copy.findings, ...next.findings]) }
}

async function cleanOnce(bytes: Bytes) {
  const end = lastIndexOf(bytes, '%%EOF') + 5
  const context = await newest(bytes.subarray(0, end))
  const copier = new Copier(context, SPECIAL)
  const root = copier.resolved(context.trailerInfo.Root)
  if (!(root instanceof PDFDict)) throw new FileRefused('broken')
  const info = copier.resolved(context.trailerInfo.Info)
  for (const key of info instanceof PDFDict ? info.keys() : []) {
    copier.findings.add(INFO[key.decodeText()] ?? 'other')
  }
  copyNames(root, copier)
  const copied = copyDocument(root, copier)
  for (const finding of around(bytes, end)) copier.findings.add(finding)
  numbered(copier.to)
  const copy: CleanCopy = {
    bytes: serialised(copier.to),
    findings: inOrder(copier.findings),
    stays: copier.staying(copied),
  }
  return { copy, isUnfinished: copier.isUnfinished }
}

/** Copies pages first, so that objects on a page are known before anything else refers to them. */
function copyDocument(root: PDFDict, copier: Copier): ReadonlySet<PDFObject> {
  const { to } = copier
  const pages = pagesOf(root, copier)
  copier.isHiddenLayer = hiddenLayers(root, copier)
  const tree = to.nextRef()
  for (const { page } of pages) copier.addPage(page)
  for (const [n, { page, above }] of pages.entries()) {
    const ref = copier.inOrder[n]
    if (ref === undefined || copier.pages.get(page) !== ref) continue
    copier.location = { at: 'page', n: n + 1 }
    const whole = page.clone()
    for (const [key, value] of above)
      if (!whole.has(PDFName.of(key))) whole.set(PDFName.of(key), value)
    // Content first: fonts and resources are renamed and ordered by it.
    const streams = contentStreams(page, copier)
    const words = streams.length === 0 ? undefined : drawnPage(streams, page, whole, copier)
    const copy = copier.dict(whole, 'Page')
    if (isCut(copy)) copier.keeps('cut')
    if (words !== undefined) copy.set(PDFName.of('Contents'), to.register(words))
    const annotations = annotationsOf(page, copy, copier)
    if (annotations !== undefined) copy.set(PDFName.of('Annots'), annotations)
    copy.set(PDFName.of('Type'), PDFName.of('Page'))
    copy.set(PDFName.of('Parent'), tree)
    to.assign(ref, copy)
  }
  copier.finish()
  copier.location = { at: 'document' }
  const kids = copier.inOrder
  to.assign(tree, to.obj({ Type: 'Pages', Kids: kids, Count: kids.length }))
  for (const ref of kids) repeat(ref, copier)
  const catalog = copier.dict(root, 'Catalog')
  copier.finish()
  const form = catalog.get(PDFName.of('AcroForm'))
  const fields = form === undefined ? undefined : to.lookup(form)
  if (!(fields instanceof PDFDict && fields.has(PDFName.of('Fields')))) {
    catalog.delete(PDFName.of('AcroForm'))
  }
  catalog.set(PDFName.of('Type'), PDFName.of('Catalog'))
  catalog.set(PDFName.of('Pages'), tree)
  to.trailerInfo = { Root: to.register(catalog) }
  // First, as a font that only a field's resources offer keeps all its letters.
  pruneResources(copier)
  reduceFonts(copier)
  const copied = sweep(copier)
  if (copier.hasIdleNames(copied)) copier.isUnfinished = true
  nameUnseen(copier)
  return copied
}

/** Writes a page again where it stands in another place, as one page has one place in the tree. */
function repeat(ref: PDFRef, { to, pages, originals }: Copier): void {
  const first = pages.get(originals.get(ref)?.page ?? PDFNull)
  const page = first === undefined ? undefined : to.lookup(first)
  if (first === ref || !(page instanceof PDFDict)) return
  for (const [key, value] of page.entries())
    if (value instanceof PDFDict || value instanceof PDFArray) page.set(key, to.register(value))
  const copy = page.clone()
  // What a program reads aloud of it stands in the first place.
  copy.delete(PDFName.of('StructParents'))
  to.assign(ref, copy)
}

/** Findings around the last version: earlier versions, or other data before or behind the file. */
function around(bytes: Bytes, end: number): readonly MetadataFinding[] {
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
