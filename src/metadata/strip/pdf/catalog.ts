import { PDFArray, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib'
import type { Trace } from '../../trace.ts'

/** What the pages need of the list at the root of a document. Whatever else stands there goes. */
const NEEDED = new Set(
  `Type Version Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines OpenAction AcroForm
   StructTreeRoot MarkInfo Lang OCProperties OutputIntents Extensions`
    .split(/\s+/)
    .map((name) => `/${name}`),
)
const SAYS: Readonly<Record<string, Trace>> = {
  '/AA': 'scripts',
  '/AF': 'embedded',
  '/Collection': 'embedded',
  '/DSS': 'signature',
  '/Perms': 'signature',
}
/** Lists of names that lead to what runs or is attached. */
const NAMES: Readonly<Record<string, Trace>> = {
  JavaScript: 'scripts',
  EmbeddedFiles: 'embedded',
  Renditions: 'embedded',
  AlternatePresentations: 'scripts',
}
const INFO: Readonly<Record<string, Trace>> = {
  '/Author': 'author',
  '/Creator': 'software',
  '/Producer': 'software',
  '/CreationDate': 'taken',
  '/ModDate': 'taken',
  '/Title': 'words',
  '/Subject': 'words',
  '/Keywords': 'words',
}

/** What the list of who and when says. The list itself is not copied at all. */
export function readInfo(info: PDFObject | undefined, found: Set<Trace>): void {
  if (!(info instanceof PDFDict)) return
  for (const key of info.keys()) found.add(INFO[key.asString()] ?? 'other')
}

export function cleanCatalog(catalog: PDFDict, found: Set<Trace>): void {
  for (const key of catalog.keys()) {
    const name = key.asString()
    if (NEEDED.has(name)) continue
    // The description in XMP is read where it lies.
    if (name !== '/Metadata') found.add(SAYS[name] ?? 'other')
    if (name !== '/Metadata') catalog.delete(key)
  }
  // A place to begin at is a list; anything else would be done without being asked.
  const opening = catalog.lookup(PDFName.of('OpenAction'))
  if (opening !== undefined && !(opening instanceof PDFArray)) {
    catalog.delete(PDFName.of('OpenAction'))
    found.add('scripts')
  }
  const names = catalog.lookup(PDFName.of('Names'))
  if (!(names instanceof PDFDict)) return
  for (const [name, trace] of Object.entries(NAMES)) {
    if (names.delete(PDFName.of(name))) found.add(trace)
  }
}
