import { PDFDict, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import type { Old } from './old.ts'

/**
 * Whether a rule admits an object, checked before anything of it is copied: a stream where one is required, an image or
 * form, a layer.
 */
export function isAdmitted(rule: string, target: PDFObject, old: Old): boolean {
  switch (rule) {
    case 'Codes':
    case 'Drawing':
    case 'Glyph':
    case 'Program':
    case 'Table':
      return target instanceof PDFStream
    case 'XObject':
      return (
        target instanceof PDFStream &&
        /^(Image|Form)$/.test(old.nameIn(target.dict, 'Subtype') ?? '') &&
        old.nameIn(target.dict, 'Subtype2') !== 'PS'
      )
    case 'Layer':
      return target instanceof PDFDict && /^OC(G|MD)$/.test(old.nameIn(target, 'Type') ?? '')
    case 'Function':
    case 'Pattern':
    case 'Shading':
      return true
    default:
      return target instanceof PDFDict
  }
}
