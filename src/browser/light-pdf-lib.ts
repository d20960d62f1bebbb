import type { Plugin } from 'vite'

/** How wide the letters of fonts are that a program writes with: nothing here writes a letter. */
const withoutFontWidths: Plugin = {
  name: 'pdf-lib-without-font-widths',
  enforce: 'pre',
  load: (id) =>
    /standard-fonts[\\/](Courier|Helvetica|Symbol|Times|ZapfDingbats)[\w-]*\.compressed\.json$/.test(
      id,
    )
      ? { code: '""', moduleType: 'json' }
      : null,
}

/**
 * What a program asks of a catalog, of pages, fields and words that draw: nothing here does. A catalog is a dictionary
 * like any other.
 */
const withoutForms: Plugin = {
  name: 'pdf-lib-without-forms',
  enforce: 'pre',
  load: (id) =>
    /@cantoo[\\/]pdf-lib[\\/]es[\\/].*PDF(Catalog|PageLeaf|PageTree|ContentStream|Operator|OperatorNames)\.js$/.test(
      id,
    )
      ? "import Dict from '../objects/PDFDict.js'; export default class extends Dict {}"
      : null,
}

/** What pdf-lib says of a mistake, and does for who writes with it: dates, rectangles, streams, marks of changes. */
const OF_WRITERS =
  /^(?: {4}(?:getLiteral|contentStream|formXObject|get(?:Push|Pop)GraphicsStateContentStream|addRandomSuffix|findContainingIndirectObject|objectContains|decodeDate|asRectangle|scalePDFNumbers|uniqueKey)\(.*?^ {4}\}|PDFString\.fromDate = .*?^\};)$/gms
const withoutWriting: Plugin = {
  name: 'pdf-lib-without-writing',
  transform(code, id) {
    if (!/@cantoo[\\/]pdf-lib[\\/]/.test(id)) return null
    const plain = code.replaceAll(/new Error\((?:`[^`]*`|'[^']*')\)/g, 'new Error()')
    if (/errors\.js$/.test(id)) return plain.replaceAll(/^ {4}constructor\(.*?^ {4}\}$/gms, '')
    return /(PDFContext|objects[\\/]\w+)\.js$/.test(id) ? plain.replaceAll(OF_WRITERS, '') : plain
  },
}

/** Of pdf-lib what reads documents, and writes them as they are. */
export const lightPdfLib: readonly Plugin[] = [withoutFontWidths, withoutForms, withoutWriting]
