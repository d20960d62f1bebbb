import { PDFArray, PDFDict, PDFHexString, PDFName, PDFStream, PDFString } from '@cantoo/pdf-lib'
import type { Trace } from '../../trace.ts'
import { xmpIn } from '../xmp.ts'

const name = (text: string) => PDFName.of(text)
const set = (names: string) => new Set(names.split(' ').map((text) => `/${text}`))

/** What a document does by itself or at a press, beyond turning to a page of its own. */
const RUNS = set(
  'JavaScript Launch SubmitForm ImportData Rendition Sound Movie RichMediaExecute GoTo3DView',
)
const LEADS_AWAY = set('GoToE GoToR Thread')
/** Remarks that are files, films or programs. */
const ATTACHED = set('FileAttachment RichMedia Screen Movie Sound 3D')
/** Fields and links are no remarks: what is `T` in one is the name that the form needs. */
const NO_REMARK = set('Widget Link')

/** Taken out wherever it stands. */
const DROPPED: Readonly<Record<string, Trace>> = {
  PieceInfo: 'software',
  LastModified: 'taken',
  AA: 'scripts',
  XFA: 'scripts',
  EF: 'embedded',
  AF: 'embedded',
  Thumb: 'preview',
  CreatorInfo: 'software',
}
const OF_A_REMARK = ['T', 'M', 'CreationDate', 'NM', 'Subj'] as const

export function cleanDict(dict: PDFDict, found: Set<Trace>): void {
  for (const [key, trace] of Object.entries(DROPPED)) {
    if (dict.delete(name(key))) found.add(trace)
  }
  describe(dict, found)
  action(dict, found)
  signature(dict, found)
  annotations(dict, found)
  annotation(dict, found)
}

function describe(dict: PDFDict, found: Set<Trace>): void {
  const said = dict.lookup(name('Metadata'))
  if (!dict.delete(name('Metadata'))) return
  const bytes = said instanceof PDFStream ? said.getContents() : new Uint8Array()
  for (const trace of xmpIn(bytes)) found.add(trace)
}

function action(dict: PDFDict, found: Set<Trace>): void {
  const kind = dict.lookup(name('S'))
  if (!(kind instanceof PDFName)) return
  const does = kind.asString()
  const file = does === '/URI' && !isPlainAddress(dict.lookup(name('URI')))
  if (RUNS.has(does) || LEADS_AWAY.has(does) || file) {
    found.add(RUNS.has(does) ? 'scripts' : 'links')
    for (const key of dict.keys()) dict.delete(key)
  }
}

function isPlainAddress(address: unknown): boolean {
  const isText = address instanceof PDFString || address instanceof PDFHexString
  return isText && /^(https?|mailto|tel):/i.test(address.decodeText())
}

function signature(dict: PDFDict, found: Set<Trace>): void {
  const signs = dict.lookup(name('FT')) === name('Sig') && dict.delete(name('V'))
  const signed = dict.has(name('ByteRange'))
  if (signed) for (const key of dict.keys()) dict.delete(key)
  if (dict.delete(name('SigFlags')) || signed || signs) found.add('signature')
}

/** Of the remarks on a page, those that are files are no longer on its list. */
function annotations(dict: PDFDict, found: Set<Trace>): void {
  const list = dict.lookup(name('Annots'))
  if (!(list instanceof PDFArray)) return
  for (let at = list.size() - 1; at >= 0; at -= 1) {
    const remark = list.lookup(at)
    const kind = remark instanceof PDFDict ? remark.lookup(name('Subtype')) : undefined
    if (!(kind instanceof PDFName) || !ATTACHED.has(kind.asString())) continue
    list.remove(at)
    found.add('embedded')
  }
}

function annotation(dict: PDFDict, found: Set<Trace>): void {
  const kind = dict.lookup(name('Subtype'))
  if (!(kind instanceof PDFName) || !dict.has(name('Rect'))) return
  if (NO_REMARK.has(kind.asString())) {
    dict.delete(name('M'))
    return
  }
  for (const key of OF_A_REMARK) if (dict.delete(name(key))) found.add('comments')
}
