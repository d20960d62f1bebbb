import {
  type PDFContext,
  type PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib'

/** References to references, and lists in lists: more are a trap. */
export const DEEPEST = 40

/** A document as it was handed over: anything in it may stand behind a reference. */
export class Old {
  readonly from: PDFContext

  constructor(from: PDFContext) {
    this.from = from
  }

  /** The thing itself, behind however many references. */
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

  /** The name that stands there, without its mark. */
  nameIn(dict: PDFDict, key: string): string | null {
    const value = this.entry(dict, key)
    return value instanceof PDFName ? value.decodeText() : null
  }

  numberIn(dict: PDFDict, key: string): number | null {
    const value = this.entry(dict, key)
    return value instanceof PDFNumber ? value.asNumber() : null
  }
}
