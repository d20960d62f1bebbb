import { PDFBool, PDFDict, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'

/** What the page's own things are, by the names that it gives them. */
export interface PageResources {
  /** What the settings are before the first word: those of a new page, or those of who draws it. */
  readonly fresh: boolean
  /** Beyond these sides nothing is seen. */
  readonly box: readonly number[] | null
  /** Bytes of a code of a font: `own` for one of drawings, `null` where it is not known. */
  readonly face: (name: string) => 1 | 2 | 'own' | null
  readonly object: (name: string) => 'picture' | 'stencil' | 'form'
}

/** What names stand for where something is drawn with these resources. */
export function offeredBy(
  resources: PDFObject | undefined,
  copier: Copier,
  fresh: boolean,
  box: readonly number[],
): PageResources {
  const find = (kind: string, name: string) => {
    const list = resources instanceof PDFDict ? copier.entry(resources, kind) : undefined
    return list instanceof PDFDict ? copier.entry(list, name) : undefined
  }
  const [x1 = 0, y1 = 0, x2, y2] = box
  return {
    fresh,
    box:
      x2 === undefined || y2 === undefined
        ? null
        : [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)],
    face: (name) => {
      const font = find('Font', name)
      if (!(font instanceof PDFDict)) return null
      const kind = copier.nameIn(font, 'Subtype')
      if (kind === 'Type0')
        return /^Identity-[HV]$/.test(copier.nameIn(font, 'Encoding') ?? '') ? 2 : null
      return kind === 'Type3' ? 'own' : 1
    },
    object: (name) => {
      const object = find('XObject', name)
      if (!(object instanceof PDFStream) || copier.nameIn(object.dict, 'Subtype') !== 'Image')
        return 'form'
      return copier.entry(object.dict, 'ImageMask') === PDFBool.True ? 'stencil' : 'picture'
    },
  }
}
