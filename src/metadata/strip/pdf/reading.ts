import { PDFArray, PDFDict, PDFName, PDFNull, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import { STRUCTURE_ROLES } from './content.ts'
import type { Copier } from './copy.ts'
import { pageOf } from './links.ts'

const of = (name: string) => PDFName.of(name)

/** Copies a number tree as one array. */
export function tree(
  root: PDFObject,
  copier: Copier,
  copy: (item: PDFObject, number: number) => PDFObject | undefined,
): PDFObject | undefined {
  if (!(root instanceof PDFDict)) return undefined
  const list = new Map<number, PDFObject>()
  const visited = new Set<PDFObject>()
  const open: PDFObject[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!(node instanceof PDFDict) || visited.has(node)) continue
    visited.add(node)
    const [numbers, below] = [copier.entry(node, 'Nums'), copier.entry(node, 'Kids')]
    if (below instanceof PDFArray) {
      for (const kid of below.asArray().toReversed()) {
        const plain = copier.resolved(kid)
        if (plain !== undefined) open.push(plain)
      }
    }
    if (!(numbers instanceof PDFArray)) continue
    const items = numbers.asArray()
    for (let at = 0; at + 1 < items.length; at += 2) {
      const [number, item] = [copier.resolved(items[at]), items[at + 1]]
      const place = number instanceof PDFNumber ? number.asNumber() : -1
      const made = item === undefined || !isPlace(place) ? undefined : copy(item, place)
      if (made !== undefined) list.set(place, made)
    }
  }
  const made = copier.to.obj({})
  const sorted = [...list].sort(([one], [other]) => one - other)
  made.set(of('Nums'), copier.array(sorted.flatMap(([at, item]) => [PDFNumber.of(at), item])))
  return made
}

const isPlace = (number: number) => Number.isInteger(number) && number >= 0

/** Parent tree entry: the elements of a page's marked content by new MCIDs, or the element of an object. */
export function parent(item: PDFObject, copier: Copier, holder: number): PDFObject | undefined {
  const plain = copier.resolved(item)
  if (!(plain instanceof PDFArray)) return copier.value('Element', item)
  const elements: PDFObject[] = []
  for (const [old, place] of copier.holders.get(holder) ?? []) {
    const one = plain.asArray()[old]
    elements[place] = (one === undefined ? one : copier.value('Element', one)) ?? PDFNull
  }
  return copier.array(elements)
}

export function element(object: PDFObject, copier: Copier): PDFObject | undefined {
  if (!(object instanceof PDFDict)) return undefined
  const around = copier.elementPage
  let page: PDFObject | undefined
  let above: PDFObject | undefined = object
  for (let n = 0; page === undefined && above instanceof PDFDict && n < 100; n += 1) {
    page = copier.entry(above, 'Pg')
    above = copier.entry(above, 'P')
  }
  copier.elementPage = page
  const copy = copier.dict(object, 'Element', ['ID', 'C'])
  copier.elementPage = around
  return copy
}

/** Standard structure type of a type, by the document's role map; `Div` for an unknown one. */
export function roleOf(name: string, copier: Copier): string {
  let now = name
  for (let n = 0; n < 8 && !STRUCTURE_ROLES.has(now); n += 1) now = copier.roles.get(now) ?? 'Div'
  return STRUCTURE_ROLES.has(now) ? now : 'Div'
}

/** Children of a structure element: MCIDs, elements, and references to objects. */
export function kids(value: PDFObject, copier: Copier, raw: PDFObject): PDFObject | undefined {
  const items = value instanceof PDFArray ? value.asArray() : [raw]
  const copies = items.map((item) => {
    const plain = copier.resolved(item)
    if (plain instanceof PDFNumber) return pieceOf(plain.asNumber(), copier.elementPage, copier)
    if (!(plain instanceof PDFDict)) return undefined
    const kind = copier.nameIn(plain, 'Type')
    if (kind === 'MCR' || plain.has(of('MCID'))) return piece(plain, copier)
    if (kind === 'OBJR' || plain.has(of('Obj'))) return beside(plain, copier)
    return copier.value('Element', item)
  })
  return copier.array(copies.filter((copy) => copy !== undefined))
}

function pieceOf(number: number, owner: PDFObject | undefined, copier: Copier) {
  const place = owner === undefined ? undefined : copier.pieces.get(owner)?.get(number)
  return place === undefined ? undefined : PDFNumber.of(place)
}

function piece(dict: PDFDict, copier: Copier): PDFObject | undefined {
  const own = copier.entry(dict, 'Pg')
  const stream = dict.get(of('Stm'))
  const owner = stream === undefined ? (own ?? copier.elementPage) : copier.resolved(stream)
  const number = pieceOf(copier.numberIn(dict, 'MCID') ?? -1, owner, copier)
  if (number === undefined) return undefined
  const copy = copier.to.obj({ Type: 'MCR', MCID: number })
  const page = pageOf(own, copier)
  if (page !== undefined) copy.set(of('Pg'), page)
  const form = stream === undefined ? undefined : copier.copyOf('XObject', stream)
  if (form !== undefined) copy.set(of('Stm'), form)
  return copy
}

function beside(dict: PDFDict, copier: Copier): PDFObject | undefined {
  const object = dict.get(of('Obj'))
  const made =
    object === undefined
      ? undefined
      : (copier.copyOf('Annotation', object) ??
        copier.copyOf('Field', object) ??
        copier.copyOf('XObject', object))
  if (made === undefined) return undefined
  const copy = copier.to.obj({ Type: 'OBJR', Obj: made })
  const page = pageOf(dict.get(of('Pg')), copier)
  if (page !== undefined) copy.set(of('Pg'), page)
  return copy
}
