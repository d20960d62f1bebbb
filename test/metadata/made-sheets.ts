import { MAIN, rels, types, zipOf } from './documents.ts'

export const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
export const XDR = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'
export const C = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'
const XM = 'http://schemas.microsoft.com/office/excel/2006/main'
export const V = 'urn:schemas-microsoft-com:vml'

/** A font, a filling, a format and an alignment for each style of a cell, and one style laid over by a rule. */
export interface Sheet {
  readonly font?: string
  readonly fill?: string
  readonly format?: string
  readonly over?: string
  readonly sheet?: string
  readonly strings?: string
  readonly cells?: string
  readonly more?: Readonly<Record<string, string | Uint8Array>>
  readonly links?: readonly string[]
}
export const cellOf = (value: string, type = 'inlineStr') =>
  type === 'inlineStr'
    ? `<c r="A1" s="1" t="inlineStr"><is><t>${value}</t></is></c>`
    : `<c r="A1" s="1" t="${type}"><v>${value}</v></c>`

export function madeSheet({
  font = '',
  fill = '',
  format = '',
  over = '',
  sheet = '',
  strings = '',
  cells = cellOf('words'),
  more,
  links = [],
}: Sheet) {
  return zipOf({
    '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
    '_rels/.rels': rels('officeDocument xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      'worksheet s.xml',
      'styles st.xml',
      'theme t.xml',
      'sharedStrings ss.xml',
    ),
    'xl/ss.xml': `<sst xmlns="${S}">${strings}</sst>`,
    'xl/t.xml': `<a:theme xmlns:a="${A}" name="T"><a:themeElements><a:clrScheme name="T"><a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>`,
    'xl/st.xml': `<styleSheet xmlns="${S}"><numFmts><numFmt numFmtId="170" formatCode="${format.replaceAll('"', '&quot;')}"/></numFmts><fonts><font><sz val="11"/></font><font><sz val="11"/>${font}</font></fonts><fills><fill/><fill><patternFill patternType="gray125"/></fill><fill>${fill}</fill></fills><cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="${format === '' ? 0 : 170}" fontId="1" fillId="2"/></cellXfs><dxfs><dxf>${over}</dxf></dxfs></styleSheet>`,
    'xl/s.xml': `<worksheet xmlns="${S}" xmlns:r="${R}" xmlns:x14="${X14}" xmlns:xm="${XM}"><sheetData><row r="1">${cells}</row></sheetData>${sheet}</worksheet>`,
    'xl/_rels/s.xml.rels': rels(...links),
    ...more,
  })
}
