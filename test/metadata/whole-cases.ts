import { unzipSync } from 'fflate'
import { caseOf } from './cases.ts'
import { type DocumentBytes, odfManifest, odfPart, odt, rels, zipOf } from './documents.ts'
import { ordinaryDocx, ordinaryPptx, ordinaryXlsx } from './office-documents.ts'

/*
 * The Office and ODF files of the cases as a program would write them: prefixes are declared, parts are related and
 * listed, a workbook has sheets, and the mark stands where the case has it. A case of which that is missing is refused or
 * left out for being broken, which proves nothing about its mark.
 */

const SCHEMA = 'http://schemas.openxmlformats.org'
const SHEET = `${SCHEMA}/spreadsheetml/2006/main`
const PACKAGE = `${SCHEMA}/package/2006`
const NAMESPACES: Readonly<Record<string, string>> = {
  w: `${SCHEMA}/wordprocessingml/2006/main`,
  r: `${SCHEMA}/officeDocument/2006/relationships`,
  p: `${SCHEMA}/presentationml/2006/main`,
  cp: `${PACKAGE}/metadata/core-properties`,
  dc: 'http://purl.org/dc/elements/1.1/',
  t: 'http://schemas.microsoft.com/office/tasks/2019/documenttasks',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
}
const declared = (...prefixes: readonly string[]) =>
  prefixes.map((one) => ` xmlns:${one}="${NAMESPACES[one]}"`).join('')

type Parts = Readonly<Record<string, Uint8Array>>
type More = Record<string, string | Uint8Array>

const textOf = (parts: Parts, name: string) => Buffer.from(parts[name] ?? []).toString()

/** What stands in the first element of a part of the case. */
function insideOf(parts: Parts, name: string): string {
  const [, inside] =
    /^(?:<\?[^>]*\?>)*<[^>]*>([\s\S]*)<\/[^>]*>$/.exec(textOf(parts, name).trim()) ?? []
  if (inside === undefined) throw new Error(`${name} has no element with anything in it`)
  return inside
}

/** A part of the case whose first element has the namespaces of its prefixes. */
const partOf = (parts: Parts, name: string, declarations: string) =>
  textOf(parts, name).replace(/<([\w:]+)[^>]*?(?=\/?>)/, `<$1${declarations}`)

/** An ordinary document with one part changed and others added, which are related and of a known type. */
function whole(
  make: () => DocumentBytes,
  part: string,
  from: string,
  to: string,
  more: More = {},
): DocumentBytes {
  const parts: More = { ...unzipSync(make()) }
  const change = (name: string, mark: string, words: string) => {
    const text = Buffer.from(parts[name] ?? '').toString()
    if (!text.includes(mark)) throw new Error(`${name} has no ${mark}`)
    parts[name] = text.replace(mark, () => words)
  }
  change(part, from, to)
  for (const [name, content] of Object.entries(more)) {
    if (name.startsWith('+'))
      change(name.slice(1), '</Relationships>', `${content}</Relationships>`)
    else parts[name] = content
  }
  const types = Object.keys(more)
    .filter((name) => !name.startsWith('+'))
    .map((name) => `<Override PartName="/${name}" ContentType="${TYPES[name] ?? 'x/y'}"/>`)
  change('[Content_Types].xml', '</Types>', `${types.join('')}</Types>`)
  return zipOf(parts)
}
const OFFICE = 'application/vnd.openxmlformats-officedocument'
const TYPES: Readonly<Record<string, string>> = {
  'meta/cp.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  'word/afchunk1.docx': `${OFFICE}.wordprocessingml.document.main+xml`,
  'word/afchunk1.mht': 'message/rfc822',
  'word/documenttasks/documenttasks1.xml': 'application/vnd.ms-office.documenttasks+xml',
  'word/media/media1.3gp': 'video/3gpp',
  'ppt/media/media1.MPG': 'video/mpeg',
  'ppt/media/image1.pdf': 'application/pdf',
  'ppt/presProps.xml': `${OFFICE}.presentationml.presProps+xml`,
  'xl/connections.xml': `${OFFICE}.spreadsheetml.connections+xml`,
  'xl/externalLinks/externalLink1.xml': `${OFFICE}.spreadsheetml.externalLink+xml`,
  'xl/customProperty1.bin': `${OFFICE}.spreadsheetml.customProperty`,
  'xl/model/item.data': 'application/vnd.openxmlformats-officedocument.model+data',
}
/** One relationship, under an id that no ordinary document has. */
const relation = (type: string, target: string) =>
  rels(`${type} ${target} - rId90`).replace(/^.*(<Relationship [^>]*>).*$/s, '$1')

const WORD = 'word/document.xml'
const word = (from: string, to: string, more: More = {}) =>
  whole(ordinaryDocx, WORD, from, to, more)
/** In a paragraph of its own, in front of the others. */
const inParagraph = (inside: string, more: More = {}) =>
  word('<w:body>', `<w:body><w:p>${inside}</w:p>`, more)
const related = (part: string, type: string, target: string): More => ({
  [`+${part}`]: relation(type, target),
})
const DOCUMENT_RELS = 'word/_rels/document.xml.rels'
const BOOK = 'xl/workbook.xml'
const BOOK_RELS = 'xl/_rels/workbook.xml.rels'
const SHEET_PART = 'xl/worksheets/sheet1.xml'
const SLIDE = 'ppt/slides/slide1.xml'
const SLIDE_RELS = 'ppt/slides/_rels/slide1.xml.rels'
const inSheet = (inside: string, more: More = {}) =>
  whole(ordinaryXlsx, SHEET_PART, '</sheetData>', `</sheetData>${inside}`, more)
const inSlide = (attribute: string, blip: string, more: More) =>
  whole(
    ordinaryPptx,
    SLIDE,
    '</p:spTree>',
    `<p:pic><p:nvPicPr><p:cNvPr id="9" name="Picture 9"/><p:cNvPicPr/><p:nvPr>${attribute}</p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed="${blip}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr/></p:pic></p:spTree>`,
    more,
  )

const ODF = 'application/vnd.oasis.opendocument'
function open(body: string, more: More = {}, kind = 'text'): DocumentBytes {
  const parts: More = {
    'content.xml': odfPart(
      'document-content',
      `<office:body><office:${kind}>${body}</office:${kind}></office:body>`,
    ),
    ...more,
  }
  const listed = Object.keys(parts).map((path) => [path, 'text/xml'] as const)
  const type = `${ODF}.${kind}`
  return odt({ mimetype: type, ...parts, 'META-INF/manifest.xml': odfManifest(type, ...listed) })
}
const content = (parts: Parts) => insideOf(parts, 'content.xml')
const paragraph = (inside: string) => `<text:p>what happened ${inside}</text:p>`
const inFrame = (inside: string) => paragraph(`<draw:frame svg:width="1cm">${inside}</draw:frame>`)

/** By the name of the case. */
const WHOLE: Readonly<Record<string, (parts: Parts) => DocumentBytes>> = {
  'docx-core-props-at-other-path.docx': (parts) =>
    whole(ordinaryDocx, '_rels/.rels', 'docProps/core.xml', 'meta/cp.xml', {
      'meta/cp.xml': partOf(parts, 'meta/cp.xml', declared('cp', 'dc')),
    }),
  'docx-descr-mac-path.docx': (parts) =>
    word(
      '<wp:docPr id="1" name="Picture 1"/>',
      /<wp:docPr[^>]*>/.exec(insideOf(parts, WORD))?.[0] ?? '',
    ),
  'docx-document-task-history-tasks.docx': (parts) =>
    inParagraph('', {
      'word/documenttasks/documenttasks1.xml': partOf(
        parts,
        'word/documenttasks/documenttasks1.xml',
        declared('t'),
      ),
      ...related(
        DOCUMENT_RELS,
        'http://schemas.microsoft.com/office/2019/05/relationships/documenttasks',
        'documenttasks/documenttasks1.xml',
      ),
    }),
  'docx-instrtext-includepicture-path.docx': (parts) => {
    const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const code = /<w:r>.*<\/w:r>/.exec(insideOf(parts, WORD))?.[0] ?? ''
    return inParagraph(
      `${char('begin')}${code}${char('separate')}<w:r><w:t>shown</w:t></w:r>${char('end')}`,
    )
  },
  'docx-media-bin-3gp.docx': (parts) =>
    inParagraph(
      '<w:r><w:object><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="rId90"/></v:shape></w:object></w:r>',
      {
        'word/media/media1.3gp': parts['word/media/media1.3gp'] ?? '',
        ...related(DOCUMENT_RELS, 'image', 'media/media1.3gp'),
      },
    ),
  'docx-processing-instruction.docx': (parts) =>
    word('<w:document', `${/<\?app[^>]*>/.exec(textOf(parts, WORD))?.[0]}<w:document`),
  'docx-sdt-databinding-bookmark-goback-name.docx': (parts) =>
    inParagraph(
      `${/<w:bookmarkStart[^>]*>/.exec(insideOf(parts, WORD))?.[0]}<w:r><w:t>words</w:t></w:r><w:bookmarkEnd w:id="0"/>`,
    ),
  'docx-unicode-attr-prefix.docx': (parts) => {
    const [, prefix = '', value = ''] =
      /<([^\s:<>]+):ins ([^>]*)\/>/.exec(insideOf(parts, WORD)) ?? []
    return inParagraph(
      `<${prefix}:ins xmlns:${prefix}="${NAMESPACES['w']}" ${value}><w:r><w:t>put in</w:t></w:r></${prefix}:ins>`,
    )
  },
  'docx-vml-title-path.docx': (parts) =>
    inParagraph(
      `<w:r><w:pict><v:shape style="width:9pt;height:9pt">${(/<v:imagedata[^>]*>/.exec(insideOf(parts, WORD))?.[0] ?? '').replace('/>', `${declared('o')} r:id="rId5"/>`)}</v:shape></w:pict></w:r>`,
    ),
  'pptx-media-m4a-uppercase.pptx': (parts) =>
    inSlide('<a:videoFile r:link="rId90"/>', 'rId5', {
      'ppt/media/media1.MPG': parts['ppt/media/media1.MPG'] ?? '',
      ...related(SLIDE_RELS, 'video', '../media/media1.MPG'),
    }),
  'pptx-media-pdf.pptx': (parts) =>
    inSlide('', 'rId90', {
      'ppt/media/image1.pdf': parts['ppt/media/image1.pdf'] ?? '',
      ...related(SLIDE_RELS, 'image', '../media/image1.pdf'),
    }),
  'pptx-modifyverifier.pptx': (parts) =>
    whole(ordinaryPptx, 'ppt/presentation.xml', '<p:sldMasterIdLst>', '<p:sldMasterIdLst>', {
      'ppt/presProps.xml': partOf(parts, 'ppt/presProps.xml', declared('p', 'r')),
      ...related('ppt/_rels/presentation.xml.rels', 'presProps', 'presProps.xml'),
    }),
  'xlsx-connections-olappr-localconnection.xlsx': (parts) =>
    inSheet('', {
      'xl/connections.xml': partOf(parts, 'xl/connections.xml', ` xmlns="${SHEET}"`),
      ...related(BOOK_RELS, 'connections', 'connections.xml'),
    }),
  'xlsx-olelink-ddeservice.xlsx': (parts) =>
    whole(
      ordinaryXlsx,
      BOOK,
      '</sheets>',
      '</sheets><externalReferences><externalReference r:id="rId90"/></externalReferences>',
      {
        'xl/externalLinks/externalLink1.xml': partOf(
          parts,
          'xl/externalLinks/externalLink1.xml',
          ` xmlns="${SHEET}"`,
        ),
        ...related(BOOK_RELS, 'externalLink', 'externalLinks/externalLink1.xml'),
      },
    ),
  'xlsx-protectedrange-sid.xlsx': (parts) =>
    inSheet(
      insideOf(parts, SHEET_PART).replace(
        '<protectedRange ',
        '<protectedRange name="R" sqref="A1" ',
      ),
    ),
  'xlsx-scenario-user.xlsx': (parts) =>
    inSheet(insideOf(parts, SHEET_PART).replace('/>', '><inputCells r="B1" val="42"/></scenario>')),
  'xlsx-sheet-codename-customproperty.xlsx': (parts) =>
    inSheet('<customProperties><customPr name="p" r:id="rId90"/></customProperties>', {
      'xl/customProperty1.bin': parts['xl/customProperty1.bin'] ?? '',
      ...related('xl/worksheets/_rels/sheet1.xml.rels', 'customProperty', '../customProperty1.bin'),
    }),
  'xlsx-slicer-timeline-xl-querytables.xlsx': (parts) =>
    inSheet('', {
      'xl/model/item.data': parts['xl/model/item.data'] ?? '',
      ...related(BOOK_RELS, 'powerPivotData', 'model/item.data'),
    }),
  'ods-formula-path.ods': (parts) => {
    const rows = (words: string) =>
      `<table:table-column/><table:table-row><table:table-cell office:value-type="string"><text:p>${words}</text:p></table:table-cell></table:table-row>`
    const whole = content(parts).replace('/>', `>${rows('kept')}</table:table>`)
    return open(
      `<table:table table:name="Bills">${rows('what happened')}</table:table>${whole}`,
      {},
      'spreadsheet',
    )
  },
  'odt-annotation-office-name.odt': (parts) =>
    open(paragraph(content(parts).replace('/>', '><text:p>a remark</text:p></office:annotation>'))),
  'odt-creator-other-prefix.odt': (parts) => open(paragraph(content(parts))),
  'odt-extra-part.odt': (parts) =>
    open(content(parts), { 'current.bin': parts['current.bin'] ?? '' }),
  'odt-hyperlink-file.odt': (parts) => open(paragraph(content(parts))),
  'odt-linked-image-file-path.odt': (parts) => open(inFrame(content(parts))),
  'odt-remote-image-web-bug.odt': (parts) => open(inFrame(content(parts))),
  'odt-settings-path.odt': (parts) =>
    open(content(parts), {
      'settings.xml': odfPart(
        'document-settings',
        `<office:settings><config:config-item-set config:name="ooo:configuration-settings">${insideOf(parts, 'settings.xml')}</config:config-item-set></office:settings>`,
      ),
    }),
  'odt-styles-header-text-initial-creator.odt': (parts) =>
    open(content(parts), {
      'styles.xml': odfPart(
        'document-styles',
        `<office:automatic-styles><style:page-layout style:name="L"/></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:header><text:p>${textOf(parts, 'styles.xml')}</text:p></style:header></style:master-page></office:master-styles>`,
      ),
    }),
  'odt-user-field-decl.odt': (parts) =>
    open(
      `${content(parts).replace('<text:user-field-decl ', '<text:user-field-decl office:value-type="string" ')}${paragraph('')}`,
    ),
}

export const WHOLE_CASES = Object.entries(WHOLE).map(
  ([name, make]) => [name, () => make(unzipSync(caseOf(`metadata/${name}`).bytes))] as const,
)
