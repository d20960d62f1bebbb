import { PDFDict, PDFName, type PDFObject, type PDFRef } from '@cantoo/pdf-lib'
import type { StayLocation } from '../../stay.ts'
import type { Copier } from './copy.ts'
import { destination } from './links.ts'
import { numbers } from './numbers.ts'
import { DEEPEST } from './old.ts'
import { isText } from './values.ts'

const of = (name: string) => PDFName.of(name)
const CHAIN = ['First', 'Last', 'Next', 'Prev']

/** Copies the outline (bookmarks) as viewers traverse it. An item that leads nowhere and has no children is dropped. */
export function outlines(value: PDFObject, copier: Copier): PDFObject | undefined {
  const visited = new Set<PDFObject>()
  const made = (from: PDFDict, above: PDFRef | null, depth: number): PDFRef | null => {
    copier.location = placeOf(from, copier)
    const copy = copier.dict(from, above === null ? 'Titles' : 'Outline', CHAIN)
    const title = copy.get(of('Title'))
    // An item without a visible title cannot be clicked.
    if (!(isText(title) && /[^\s\u2800]/.test(title.decodeText()))) {
      for (const key of ['Dest', 'A']) if (copy.delete(of(key))) copier.findings.add('links')
    }
    const colour = numbers(from, 'C', copier)
    if (colour.length === 3 && colour.every((part) => part > 0.9)) copier.keeps('title', copy)
    const ref = copier.to.nextRef()
    let before: PDFRef | null = null
    let open = 0
    let kid = copier.entry(from, 'First')
    for (
      ;
      kid instanceof PDFDict && !visited.has(kid) && depth < DEEPEST;
      kid = copier.entry(kid, 'Next')
    ) {
      visited.add(kid)
      const next = made(kid, ref, depth + 1)
      if (next === null) continue
      const [last, now] = [before, copier.to.lookup(next, PDFDict)]
      if (last === null) copy.set(of('First'), next)
      else {
        copier.to.lookup(last, PDFDict).set(of('Next'), next)
        now.set(of('Prev'), last)
      }
      open += 1 + Math.max(0, Number(now.get(of('Count'))?.toString() ?? 0))
      before = next
    }
    if (before !== null) {
      copy.set(of('Last'), before)
      copy.set(of('Count'), copier.to.obj((copier.numberIn(from, 'Count') ?? 0) < 0 ? -open : open))
    } else if (!(copy.has(of('Dest')) || copy.has(of('A')))) {
      copier.findings.add('words')
      return null
    }
    if (above !== null) copy.set(of('Parent'), above)
    copier.to.assign(ref, copy)
    return ref
  }
  const all = value instanceof PDFDict ? made(value, null, 0) : null
  copier.location = { at: 'document' }
  return all ?? undefined
}

/** Page that an outline item leads to. */
function placeOf(title: PDFDict, copier: Copier): StayLocation {
  const action = copier.entry(title, 'A')
  const to =
    copier.entry(title, 'Dest') ??
    (action instanceof PDFDict ? copier.entry(action, 'D') : undefined)
  const page = to === undefined ? undefined : destination(to, copier)?.get(0)
  const original = page === undefined ? undefined : copier.originals.get(page)
  return original === undefined ? { at: 'document' } : { at: 'page', n: original.n }
}
