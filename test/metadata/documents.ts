import { type Zippable, zipSync } from 'fflate'

/** Documents made of their parts, with everything in them that can name somebody. */
const encoder = new TextEncoder()

export type DocumentBytes = Uint8Array<ArrayBuffer>

export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): DocumentBytes {
  const entries = Object.entries(parts).map(([name, content]) => {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content
    return [name, [bytes, { level: name === 'mimetype' ? 0 : 6, mtime: '2026-03-03 03:03' }]]
  })
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Zippable))
}

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const MAIN = 'application/vnd.openxmlformats-officedocument'

export function types(main: string, type: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${main}" ContentType="${type}"/>${more}</Types>`
}

/** Each line: type, target, `ext` where it leads out of the document (or `-`), an id of its own. */
export function rels(...lines: readonly string[]): string {
  const all = lines.map((line, n) => {
    const [type = '', target, external = '-', id = `rId${n + 1}`] = line.split(' ')
    const mode = external === 'ext' ? ' TargetMode="External"' : ''
    const whole = type.includes('://') ? type : `${OFFICE}/${type}`
    return `<Relationship Id="${id}" Type="${whole}" Target="${target}"${mode}/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${RELS}">${all.join('')}</Relationships>`
}

export function docx(parts: Readonly<Record<string, string | Uint8Array>> = {}): DocumentBytes {
  return zipOf({
    '[Content_Types].xml': types(
      '/word/document.xml',
      `${MAIN}.wordprocessingml.document.main+xml`,
    ),
    '_rels/.rels': rels('officeDocument word/document.xml'),
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>what happened</w:t></w:r></w:p></w:body></w:document>`,
    ...parts,
  })
}

export function macroDocx(): DocumentBytes {
  const type = 'application/vnd.ms-word.document.macroEnabled.main+xml'
  return docx({
    '[Content_Types].xml': types('/word/document.xml', type),
    'word/vbaProject.bin': 'x',
  })
}

export const OASIS = 'urn:oasis:names:tc:opendocument:xmlns'
const PREFIXES = {
  office: `${OASIS}:office:1.0`,
  text: `${OASIS}:text:1.0`,
  table: `${OASIS}:table:1.0`,
  draw: `${OASIS}:drawing:1.0`,
  style: `${OASIS}:style:1.0`,
  meta: `${OASIS}:meta:1.0`,
  svg: `${OASIS}:svg-compatible:1.0`,
  fo: `${OASIS}:xsl-fo-compatible:1.0`,
  presentation: `${OASIS}:presentation:1.0`,
  config: `${OASIS}:config:1.0`,
  of: `${OASIS}:of:1.2`,
  dc: 'http://purl.org/dc/elements/1.1/',
  xlink: 'http://www.w3.org/1999/xlink',
  chart: `${OASIS}:chart:1.0`,
  number: `${OASIS}:datastyle:1.0`,
  drawooo: 'http://openoffice.org/2010/draw',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
  officeooo: 'http://openoffice.org/2009/office',
}
const declared = Object.entries(PREFIXES)
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('')

/** A part of an open document: what stands in `office:<root>`. */
export function odfPart(root: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<office:${root}${declared} office:version="1.3">${inside}</office:${root}>`
}

export function odfManifest(
  type: string,
  ...paths: readonly (readonly [string, string])[]
): string {
  const all = [['/', type] as const, ...paths].map(
    ([path, of]) =>
      `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${of}"/>`,
  )
  return `<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0">${all.join('')}</manifest:manifest>`
}

const ODT = 'application/vnd.oasis.opendocument.text'

export function odt(parts: Readonly<Record<string, string | Uint8Array>> = {}): DocumentBytes {
  return zipOf({
    mimetype: ODT,
    'content.xml': odfPart(
      'document-content',
      '<office:body><office:text><text:p>what happened</text:p></office:text></office:body>',
    ),
    'META-INF/manifest.xml': odfManifest(ODT),
    ...parts,
  })
}
