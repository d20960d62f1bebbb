import {
  type PDFContext,
  type PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib'

/** Deepest chain of references and nesting of arrays. */
export const DEEPEST = 40

/** The document as it was read; any value may be an indirect reference. */
export class Old {
  readonly from: PDFContext

  constructor(from: PDFContext) {
    this.from = from
  }

  /** The object behind all references; `undefined` when there is none. */
  resolved(object: PDFObject | undefined): PDFObject | undefined {
    let now = object
    for (let n = 0; now instanceof PDFRef; n += 1) {
      if (n > DEEPEST) return undefined
      now = this.from.lookup(now)
    }
    return now
  }

  entry(dict: PDFDict, key: string): PDFObject | undefined {
    return this.resolved(dict.get(PDFName.of(key)))
  }

  /** Value of a name entry without its slash; `null` for anything else. */
  nameIn(dict: PDFDict, key: string): string | null {
    const value = this.entry(dict, key)
    return value instanceof PDFName ? value.decodeText() : null
  }

  numberIn(dict: PDFDict, key: string): number | null {
    const value = this.entry(dict, key)
    return value instanceof PDFNumber ? value.asNumber() : null
  }
}
