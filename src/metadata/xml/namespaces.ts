/** Key of every namespace that no rule knows. */
export const NOT_KNOWN = '?'

const SCHEMA = 'http://schemas.openxmlformats.org'
const STRICT = 'http://purl.oclc.org/ooxml'
const MICROSOFT = 'http://schemas.microsoft.com/office'
const VENDOR = 'urn:schemas-microsoft-com'
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns'

/** Namespaces with two editions in ECMA-376, transitional and strict, by key. */
const BOTH: Readonly<Record<string, string>> = {
  w: 'wordprocessingml/2006/main',
  s: 'spreadsheetml/2006/main',
  p: 'presentationml/2006/main',
  a: 'drawingml/2006/main',
  c: 'drawingml/2006/chart',
  cdr: 'drawingml/2006/chartDrawing',
  dgm: 'drawingml/2006/diagram',
  lc: 'drawingml/2006/lockedCanvas',
  pic: 'drawingml/2006/picture',
  xdr: 'drawingml/2006/spreadsheetDrawing',
  wp: 'drawingml/2006/wordprocessingDrawing',
  m: 'officeDocument/2006/math',
  r: 'officeDocument/2006/relationships',
  app: 'officeDocument/2006/extended-properties',
  cust: 'officeDocument/2006/custom-properties',
}

/** Namespaces with one edition, by key; the key is also the prefix in the copy. */
const ONE: Readonly<Record<string, string>> = {
  mc: `${SCHEMA}/markup-compatibility/2006`,
  ct: `${SCHEMA}/package/2006/content-types`,
  pr: `${SCHEMA}/package/2006/relationships`,
  cp: `${SCHEMA}/package/2006/metadata/core-properties`,
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  w14: `${MICROSOFT}/word/2010/wordml`,
  w15: `${MICROSOFT}/word/2012/wordml`,
  p14: `${MICROSOFT}/powerpoint/2010/main`,
  wp14: `${MICROSOFT}/word/2010/wordprocessingDrawing`,
  wps: `${MICROSOFT}/word/2010/wordprocessingShape`,
  wpg: `${MICROSOFT}/word/2010/wordprocessingGroup`,
  wpc: `${MICROSOFT}/word/2010/wordprocessingCanvas`,
  x14: `${MICROSOFT}/spreadsheetml/2009/9/main`,
  a14: `${MICROSOFT}/drawing/2010/main`,
  xm: `${MICROSOFT}/excel/2006/main`,
  ahyp: `${MICROSOFT}/drawing/2018/hyperlinkcolor`,
  p188: `${MICROSOFT}/powerpoint/2018/8/main`,
  pc: `${MICROSOFT}/powerpoint/2013/main/command`,
  ac: `${MICROSOFT}/drawing/2013/main/command`,
  v: `${VENDOR}:vml`,
  o: `${VENDOR}:office:office`,
  x: `${VENDOR}:office:excel`,
  w10: `${VENDOR}:office:word`,
  pvml: `${VENDOR}:office:powerpoint`,
  office: `${OASIS}:office:1.0`,
  style: `${OASIS}:style:1.0`,
  text: `${OASIS}:text:1.0`,
  table: `${OASIS}:table:1.0`,
  draw: `${OASIS}:drawing:1.0`,
  fo: `${OASIS}:xsl-fo-compatible:1.0`,
  svg: `${OASIS}:svg-compatible:1.0`,
  smil: `${OASIS}:smil-compatible:1.0`,
  number: `${OASIS}:datastyle:1.0`,
  chart: `${OASIS}:chart:1.0`,
  dr3d: `${OASIS}:dr3d:1.0`,
  anim: `${OASIS}:animation:1.0`,
  presentation: `${OASIS}:presentation:1.0`,
  meta: `${OASIS}:meta:1.0`,
  manifest: `${OASIS}:manifest:1.0`,
  config: `${OASIS}:config:1.0`,
  form: `${OASIS}:form:1.0`,
  script: `${OASIS}:script:1.0`,
  of: `${OASIS}:of:1.2`,
  oooc: 'http://openoffice.org/2004/calc',
  ooow: 'http://openoffice.org/2004/writer',
  drawooo: 'http://openoffice.org/2010/draw',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
  xlink: 'http://www.w3.org/1999/xlink',
  math: 'http://www.w3.org/1998/Math/MathML',
  xml: 'http://www.w3.org/XML/1998/namespace',
}

const KEYS = new Map<string, { readonly key: string; readonly strict: boolean }>([
  ['', { key: '', strict: false }],
  ...Object.entries(ONE).map(([key, uri]) => [uri, { key, strict: false }] as const),
  ...Object.entries(BOTH).flatMap(([key, path]) => [
    [`${SCHEMA}/${path}`, { key, strict: false }] as const,
    [`${STRICT}/${strictPath(path)}`, { key, strict: true }] as const,
  ]),
])

/** Path of the strict edition: without the year, and with two names written differently. */
function strictPath(path: string): string {
  return path
    .replace('/2006', '')
    .replace('extended-properties', 'extendedProperties')
    .replace('custom-properties', 'customProperties')
}

export function keyOf(uri: string): { readonly key: string; readonly strict: boolean } {
  return KEYS.get(uri) ?? { key: NOT_KNOWN, strict: false }
}

/** URI of a namespace by its key. @returns `undefined` for an unknown key */
export function uriOf(key: string, strict: boolean): string | undefined {
  const path = BOTH[key]
  if (path === undefined) return ONE[key]
  return strict ? `${STRICT}/${strictPath(path)}` : `${SCHEMA}/${path}`
}
