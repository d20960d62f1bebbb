import { PDFArray, PDFDict, PDFName, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from '../copy.ts'
import { Font, type FontDicts, PROGRAMS } from './font.ts'
import { Program } from './program.ts'
import { Uses } from './use.ts'

const of = (name: string) => PDFName.of(name)

/** Reduces every font of the copy to its drawn glyphs (T-147). */
export function reduceFonts(copier: Copier): void {
  const uses = new Uses(copier)
  const faces = new Map<PDFStream | null, FontDicts[]>()
  const shared = new Map<PDFDict, Set<number>>()
  for (const font of copier.fonts) {
    const kind = copier.to.lookup(font.get(of('Subtype')))
    const kinds = kind instanceof PDFName ? kind.decodeText() : ''
    if (kinds.startsWith('CIDFont')) continue
    const use = uses.of(font)
    const below = copier.to.lookup(font.get(of('DescendantFonts')))
    const first = below instanceof PDFArray ? copier.to.lookup(below.get(0)) : undefined
    const inner = first instanceof PDFDict ? first : font
    const descriptor = copier.to.lookup(inner.get(of('FontDescriptor')))
    const face = {
      font,
      inner,
      use,
      descriptor: descriptor instanceof PDFDict ? descriptor : undefined,
    }
    if (kinds === 'Type3') {
      new Font(copier, face, shared).own()
      continue
    }
    const program = programOf(face, copier)
    const beside = faces.get(program)
    if (beside === undefined) faces.set(program, [face])
    else beside.push(face)
  }
  let count = 0
  for (const [program, list] of faces) {
    const reduced = list.map((face) => new Font(copier, face, shared))
    if (program === null) for (const face of reduced) face.plain()
    else new Program(copier, program, reduced, count++).reduce()
  }
}

function programOf({ descriptor }: FontDicts, { to }: Copier): PDFStream | null {
  for (const key of descriptor === undefined ? [] : PROGRAMS) {
    const program = to.lookup(descriptor?.get(of(key)))
    if (program instanceof PDFStream) return program
  }
  return null
}
