import {
  PDFArray,
  PDFDict,
  type PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  type PDFRef,
  type PDFString,
} from '@cantoo/pdf-lib'
import { utf8 } from '#bytes.ts'
import { plainWords } from '../../plain-words.ts'
import { bareAddress, isAddress } from '../office/path.ts'
import type { Copier } from './copy.ts'
import { numbers as numbersOf } from './numbers.ts'
import { canonicalText, decodedText, isText } from './values.ts'

const of = (name: string) => PDFName.of(name)

export function pageOf(object: PDFObject | undefined, copier: Copier): PDFRef | undefined {
  const page = copier.resolved(object)
  return page === undefined ? undefined : copier.pages.get(page)
}

/**
 * An explicit destination within the document; named destinations are resolved, since people and programs choose the
 * names.
 */
export function destination(value: PDFObject, copier: Copier): PDFArray | undefined {
  let now: PDFObject | undefined = value
  for (let n = 0; n < 3 && !(now instanceof PDFArray); n += 1) {
    if (now instanceof PDFDict) now = copier.entry(now, 'D')
    else if (now instanceof PDFName)
      now = copier.resolved(copier.destinations.get(now.decodeText()))
    else if (isText(now)) now = copier.resolved(copier.destinations.get(now.decodeText()))
  }
  if (!(now instanceof PDFArray)) return undefined
  const [first, ...rest] = now.asArray()
  const target = copier.resolved(first)
  const page =
    target instanceof PDFNumber ? copier.inOrder[target.asNumber()] : pageOf(first, copier)
  if (page === undefined) return undefined
  const [named, ...numbers] = rest.map((item) => copier.resolved(item))
  if (named === undefined) return copier.array([page])
  const how = named instanceof PDFName && Object.hasOwn(HOW, named.decodeText()) ? named : of('Fit')
  const box = boxOf(copier.originals.get(page)?.page, copier)
  const parts = numbers.slice(0, HOW[how.decodeText()]?.length).map((item, n) => {
    if (!(item instanceof PDFNumber)) return PDFNull
    const [is, value] = [HOW[how.decodeText()]?.[n], item.asNumber()]
    if (is === 'z') return PDFNumber.of(Math.round(within(0, value, 64) * 100) / 100)
    const at = is === 'x' ? 0 : 1
    return PDFNumber.of(Math.round(within(box[at] ?? 0, value, box[at + 2] ?? 0)))
  })
  return copier.array([page, how, ...parts])
}

/** Parameters of each kind of destination: coordinates, and zoom. */
const HOW: Readonly<Record<string, string>> = Object.fromEntries(
  'Fit: FitB: FitH:y FitV:x FitBH:y FitBV:x FitR:xyxy XYZ:xyz'
    .split(' ')
    .map((each) => each.split(':')),
)
const within = (least: number, value: number, most: number) =>
  Math.min(most, Math.max(least, value))

/** Media box of a page: left, bottom, right, top. */
function boxOf(page: PDFObject | undefined, copier: Copier): readonly number[] {
  let now = page
  for (let n = 0; now instanceof PDFDict && n < 100; n += 1) {
    const [a, b, c, d] = numbersOf(now, 'MediaBox', copier)
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined)
      return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
    now = copier.entry(now, 'Parent')
  }
  return [0, 0, 612, 792]
}

export function goTo(dict: PDFDict, copier: Copier): PDFObject | undefined {
  const to = copier.entry(dict, 'D')
  if (copier.nameIn(dict, 'S') === 'GoTo' && to !== undefined) return destination(to, copier)
  // Any other action would run without a click on an address.
  copier.findings.add('scripts')
  return undefined
}

const LEADS_AWAY = new Set(['GoToR', 'GoToE', 'Thread', 'URI'])

export function copyAction(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const does = copier.nameIn(object, 'S')
  if (does === 'GoTo' || does === 'URI' || does === 'Named') {
    const copy = copier.dict(object, 'Action', ['IsMap', 'Next', 'NewWindow'])
    if (object.has(of('Next'))) copier.findings.add('scripts')
    const needs = does === 'GoTo' ? 'D' : does === 'URI' ? 'URI' : 'N'
    if (copy.has(of(needs))) return copy
    if (does === 'GoTo') return undefined
  }
  copier.findings.add(LEADS_AWAY.has(does ?? '') ? 'links' : 'scripts')
  return undefined
}

/** An address that a browser or mail program opens on a click; `undefined` for any other. */
export function address(
  value: PDFObject,
  { findings }: Pick<Copier, 'findings'>,
): PDFObject | undefined {
  if (!isText(value)) return undefined
  const setting = writtenIn(value).trim()
  const bare = bareAddress(setting)
  const text = plainWords(bare).text.replace(/\p{Cc}/gu, '')
  if (!isAddress(text) || /^https?:\/\/[^/]*@/i.test(text)) return undefined
  if (bare !== setting) findings.add(/^mailto:/i.test(bare) ? 'words' : 'wrapped')
  if (text !== bare) findings.add('unseen')
  return canonicalText(utf8(text))
}

/** An address as it is read: many programs write it in UTF-8 without a mark. */
function writtenIn(value: PDFString | PDFHexString): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value.asBytes())
  } catch {
    return decodedText(value)
  }
}
