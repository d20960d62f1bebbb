import { PDFBool, PDFDict, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Copier } from './copy.ts'

/** The resources of a content stream, by their names. */
export interface PageResources {
  /** Whether settings are the defaults of a new page, instead of those of the stream that draws it. */
  readonly fresh: boolean
  /** Visible box; `null` when unknown. */
  readonly box: readonly number[] | null
  /** Bytes of a code of a font: `own` for Type 3, `null` when unknown. */
  readonly face: (name: string) => 1 | 2 | 'own' | null
  readonly object: (name: string) => 'picture' | 'stencil' | 'form'
}

/** Resources of a stream for `Canonical`. */
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
