import { type Zippable, zipSync } from 'fflate'

/** Documents made of their parts, with everything in them that can name somebody. */
const encoder = new TextEncoder()

export type Made = Uint8Array<ArrayBuffer>

export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Made {
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

export function rels(...lines: readonly string[]): string {
  const all = lines.map((line, n) => {
    const [type, target, external] = line.split(' ')
    const mode = external === undefined ? '' : ` TargetMode="External"`
    const whole = type?.includes('/') ? type : `${OFFICE}/${type}`
    return `<Relationship Id="rId${n + 1}" Type="${whole}" Target="${target}"${mode}/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${RELS}">${all.join('')}</Relationships>`
}

export function docx(parts: Readonly<Record<string, string | Uint8Array>> = {}): Made {
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

export function macroDocx(): Made {
  const type = 'application/vnd.ms-word.document.macroEnabled.main+xml'
  return docx({
    '[Content_Types].xml': types('/word/document.xml', type),
    'word/vbaProject.bin': 'x',
  })
}

export function odt(parts: Readonly<Record<string, string | Uint8Array>> = {}): Made {
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml':
      '<office:document-content><text:p>what happened</text:p></office:document-content>',
    'META-INF/manifest.xml':
      '<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>',
    ...parts,
  })
}
