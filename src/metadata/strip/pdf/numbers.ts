import { PDFArray, type PDFDict, PDFNumber, type PDFObject } from '@cantoo/pdf-lib'
import type { Old } from './old.ts'
import type { Matrix } from './raster.ts'

export function numbers(dict: PDFDict, key: string, doc: Old): readonly number[] {
  const list = doc.entry(dict, key)
  return list instanceof PDFArray ? list.asArray().map((item) => numberIn(item, doc)) : []
}

export function numberIn(object: PDFObject | undefined, doc: Old): number {
  const value = doc.resolved(object)
  return value instanceof PDFNumber ? value.asNumber() : 0
}

export function matrixOf(dict: PDFDict, doc: Old): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(dict, 'Matrix', doc)
  return [a, b, c, d, e, f]
}
