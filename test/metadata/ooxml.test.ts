import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { uprightExif } from '../../src/metadata/strip/exif.ts'
import { stripOdf } from '../../src/metadata/strip/odf.ts'
import { stripOoxml } from '../../src/metadata/strip/ooxml.ts'
import { concat } from '../../src/sealing/bytes.ts'
import { docx, MAIN, type Made, odt, rels, types, zipOf } from './documents.ts'
import { JPEG } from './pictures.ts'

/** Who must not be found in any copy: every one of them is put into what the copy is made of. */
const ANNA = 'Anna Seed'
const BORIS = 'Boris Seed'
const WHEN = '2026-03-03T03:03:03Z'
const PATH = 'C:\\Users\\anna.seed\\secret'

function textsOf(bytes: Uint8Array): Record<string, string> {
  const parts = Object.entries(unzipSync(bytes))
  return Object.fromEntries(parts.map(([name, part]) => [name, Buffer.from(part).toString()]))
}
const everything = (bytes: Uint8Array) => Object.entries(textsOf(bytes)).flat().join('\n')
const photo = concat(
  JPEG.subarray(0, 2),
  new Uint8Array([0xff, 0xfe, 0, 11]),
  new TextEncoder().encode(ANNA),
  JPEG.subarray(2),
)

const core = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>${ANNA}</dc:creator><cp:lastModifiedBy>${BORIS}</cp:lastModifiedBy><dcterms:created xsi:type="x">${WHEN}</dcterms:created><dc:title>${ANNA}</dc:title></cp:coreProperties>`
const app = `<Properties><Application>Word</Application><Company>${ANNA}</Company><TotalTime>3</TotalTime></Properties>`
const theme = `<w:document xmlns:w="w"><w:body><w:p w:rsidR="00AA11BB" w:rsidRDefault='00CC22DD'><w:r w:rsidRPr="00EE33FF"><w:t>what happened on w:date="2026" author="x"</w:t></w:r><w:ins w:id="1" w:author="${ANNA}" w:date="${WHEN}"><w:r><w:t>added</w:t></w:r></w:ins><w:del w:id="2" w:author='${BORIS}' w:date="${WHEN}"><w:r><w:delText>struck out</w:delText></w:r></w:del><wp:docPr id="1" name="Picture" descr="${PATH}"/></w:p></w:body></w:document>`

function seeded(): Made {
  return docx({
    '[Content_Types].xml': types(
      '/word/document.xml',
      `${MAIN}.wordprocessingml.document.main+xml`,
      '<Override PartName="/word/people.xml" ContentType="p"/><Override PartName="/customXml/itemProps1.xml" ContentType="c"/>',
    ),
    '_rels/.rels': rels(
      'officeDocument word/document.xml',
      'metadata/core-properties docProps/core.xml',
      'extended-properties docProps/app.xml',
      'metadata/thumbnail docProps/thumbnail.jpeg',
    ),
    'docProps/core.xml': core,
    'docProps/app.xml': app,
    'docProps/custom.xml': `<Properties><property name="Owner"><vt:lpwstr>${ANNA}</vt:lpwstr></property></Properties>`,
    'docProps/thumbnail.jpeg': photo,
    'customXml/item1.xml': `<a>${ANNA}</a>`,
    'customXml/itemProps1.xml': `<a>${ANNA}</a>`,
    'word/document.xml': theme,
    'word/_rels/document.xml.rels': rels(
      'customXml ../customXml/item1.xml',
      'people people.xml',
      'hyperlink https://press.invalid/story ext',
      'hyperlink file:///C:/Users/anna.seed ext',
      'image http://tracker.invalid/pixel.png ext',
      'image media/image1.jpeg',
    ),
    'word/settings.xml': `<w:settings xmlns:w="w"><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids><w15:docId w15:val="{AAAA}"/><w:docVars><w:docVar w:name="a" w:val="${ANNA}"/></w:docVars></w:settings>`,
    'word/_rels/settings.xml.rels': rels('attachedTemplate file:///C:/Users/anna.seed/x.dotx ext'),
    'word/comments.xml': `<w:comments xmlns:w="w"><w:comment w:id="0" w:author="${ANNA}" w:initials="AS" w:date="${WHEN}"><w:t>a remark</w:t></w:comment></w:comments>`,
    'word/people.xml': `<w15:person w15:author="${ANNA}"><w15:presenceInfo w15:userId="S::anna.seed@x.invalid"/></w15:person>`,
    'word/media/image1.jpeg': photo,
    'word/embeddings/oleObject1.bin': `OLE ${ANNA}`,
    'word/embeddings/sheet.xlsx': xlsx(),
  })
}

function xlsx(): Made {
  return zipOf({
    '[Content_Types].xml': types('/xl/workbook.xml', `${MAIN}.spreadsheetml.sheet.main+xml`),
    '_rels/.rels': rels('officeDocument xl/workbook.xml'),
    'docProps/core.xml': core,
    'xl/workbook.xml': `<workbook><fileSharing userName="${ANNA}"/><mc:Choice Requires="x15"><x15ac:absPath url="${PATH}"/></mc:Choice><xr:revisionPtr documentId="8_{AA}"/></workbook>`,
    'xl/worksheets/sheet1.xml':
      '<worksheet><c><v>42</v></c><pageSetup paperSize="9" r:id="rId1"/></worksheet>',
    'xl/printerSettings/printerSettings1.bin': `PRINTER ${ANNA}`,
    'xl/comments1.xml': `<comments><authors><author>${ANNA}</author></authors><t>${ANNA}: look</t></comments>`,
    'xl/persons/person.xml': `<person displayName="${BORIS}" userId="S::b" providerId="AD"/>`,
    'xl/pivotCache/pivotCacheDefinition1.xml': `<p refreshedBy="${ANNA}" refreshedDate="1"/>`,
    'xl/connections.xml': `<connection connection="Server=${ANNA}" odcFile="${PATH}"/>`,
    'xl/_rels/workbook.xml.rels': rels('externalLinkPath file:///C:/Users/anna.seed/b.xlsx ext'),
  })
}

function pptx(): Made {
  return zipOf({
    '[Content_Types].xml': types(
      '/ppt/presentation.xml',
      `${MAIN}.presentationml.presentation.main+xml`,
    ),
    'ppt/commentAuthors.xml': `<p:cmAuthor id="0" name="${ANNA}" initials="AS"/>`,
    'ppt/authors.xml': `<p188:author id="{1}" name="${BORIS}" initials="BS" userId="S::b" providerId="AD"/>`,
    'ppt/comments/comment1.xml': `<p:cm authorId="0" dt="${WHEN}"><p:text>a remark</p:text></p:cm>`,
    'ppt/presentation.xml': '<p:presentation/>',
    'ppt/changesInfos/changesInfo1.xml': `<a name="${ANNA}"/>`,
  })
}

const SEEDS =
  /anna|boris|seed|2026-03-03|00AA11BB|00CC22DD|00EE33FF|tracker|AAAA|PRINTER |>AS<|"AS"/i

describe('T-90 who made a document, who changed it and who commented it', () => {
  test.each([
    ['Word', seeded()],
    ['Excel', xlsx()],
    ['PowerPoint', pptx()],
  ])('stands in no copy of a document of %s', (_, bytes) => {
    expect(everything(bytes)).toMatch(SEEDS)
    const copy = stripOoxml(bytes)
    const parts = textsOf(copy.bytes)
    const telling = Object.entries(parts).filter(([name, text]) => SEEDS.test(`${name}\n${text}`))
    expect(telling).toEqual([])
    expect(stripOoxml(copy.bytes).bytes).toEqual(copy.bytes)
  })

  test('what was found is told, and what stays as well', () => {
    const { found, stays } = stripOoxml(seeded())
    expect(found).toEqual([
      'taken',
      'author',
      'software',
      'words',
      'preview',
      'changes',
      'comments',
      'embedded',
      'links',
      'other',
    ])
    expect(stays).toEqual([
      { kind: 'earlier', place: 'word/document.xml' },
      { kind: 'embedded', place: 'word/embeddings/sheet.xlsx' },
    ])
  })

  test('the words stay, tracked ones too, and who spoke with whom', () => {
    const parts = textsOf(stripOoxml(seeded()).bytes)
    const text = parts['word/document.xml'] ?? ''
    expect(text).toContain('what happened on w:date="2026" author="x"')
    expect(text).toContain('<w:ins w:id="1" w:author="Author 1">')
    expect(text).toContain('<w:del w:id="2" w:author="Author 2">')
    expect(text).toContain('struck out')
    expect(parts['word/comments.xml']).toContain('w:author="Author 1"')
    expect(parts['word/comments.xml']).toContain('a remark')
  })

  test('a link that has to be pressed stays; what would be called up by itself does not', () => {
    const parts = textsOf(stripOoxml(seeded()).bytes)
    const links = parts['word/_rels/document.xml.rels'] ?? ''
    expect(links).toContain('https://press.invalid/story')
    expect(links).not.toMatch(/tracker|file:/)
    expect(links).not.toMatch(/customXml|people/)
    expect(parts['[Content_Types].xml']).not.toMatch(/people|customXml/)
    expect(Object.keys(parts)).not.toContain('word/people.xml')
  })

  test('a photo and a workbook inside are cleaned like any other; what cannot be is emptied', () => {
    const parts = unzipSync(stripOoxml(seeded()).bytes)
    expect(parts['word/media/image1.jpeg']).toEqual(JPEG)
    expect(parts['word/embeddings/oleObject1.bin']).toHaveLength(0)
    expect(everything(parts['word/embeddings/sheet.xlsx'] ?? new Uint8Array())).toContain('42')
  })

  test('UTF-16 is read as what it is', () => {
    const sixteen = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${theme}`, 'utf16le')
    const parts = textsOf(stripOoxml(docx({ 'word/document.xml': new Uint8Array(sixteen) })).bytes)
    expect(parts['word/document.xml']).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/)
    expect(parts['word/document.xml']).not.toMatch(SEEDS)
  })
})

test('T-90 an open document tells no author, no printer and no day', () => {
  const remark = `<office:annotation><dc:creator>${ANNA}</dc:creator><dc:date>${WHEN}</dc:date><text:p>a remark</text:p></office:annotation>`
  const made = odt({
    'meta.xml': `<office:meta><meta:initial-creator>${ANNA}</meta:initial-creator><dc:date>${WHEN}</dc:date></office:meta>`,
    'content.xml': `<office:document-content><office:scripts><x>${ANNA}</x></office:scripts><text:tracked-changes>${remark}</text:tracked-changes>${remark}<text:p>what happened</text:p></office:document-content>`,
    'settings.xml': `<config:config-item config:name="PrinterName" config:type="string">${ANNA}</config:config-item>`,
    'Thumbnails/thumbnail.png': ANNA,
    'Pictures/1.jpg': photo,
  })
  const { bytes, found, stays } = stripOdf(made)
  expect(everything(bytes)).not.toMatch(SEEDS)
  expect(everything(bytes)).toContain('what happened')
  expect(everything(bytes)).toContain('a remark')
  expect(found).toEqual(
    expect.arrayContaining(['author', 'taken', 'comments', 'scripts', 'preview']),
  )
  expect(stays).toEqual([{ kind: 'earlier', place: 'content.xml' }])
  expect(stripOdf(bytes).bytes).toEqual(bytes)
  // Readers tell its kind by what stands there, as it is, in front.
  expect(Buffer.from(bytes).subarray(30, 38).toString()).toBe('mimetype')
  expect(Buffer.from(bytes).subarray(38, 77).toString()).toBe(
    'application/vnd.oasis.opendocument.text',
  )
})

test('a document that can run programs, or needs a password, is not taken', () => {
  const refused = (bytes: Made, strip: (bytes: Made) => unknown = stripOoxml) => {
    try {
      strip(bytes)
      return null
    } catch (thrown) {
      return (thrown as { why?: string }).why
    }
  }
  expect(refused(docx({ 'word/vbaProject.bin': 'x' }))).toBe('macros')
  expect(refused(docx({ 'word/activeX/activeX1.xml': 'x' }))).toBe('macros')
  expect(refused(odt({ 'Basic/Standard/Module1.xml': 'x' }), stripOdf)).toBe('macros')
  const locked = '<manifest:manifest><manifest:encryption-data/></manifest:manifest>'
  expect(refused(odt({ 'META-INF/manifest.xml': locked }), stripOdf)).toBe('locked')
  let nested = docx()
  for (let n = 0; n < 5; n += 1) nested = docx({ 'word/embeddings/a.docx': nested })
  expect(refused(nested)).toBe(null)
})

test('case 50: every part of the copy is from 1980', () => {
  const copy = stripOoxml(seeded()).bytes
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 46 < copy.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    expect([view.getUint16(at + 12, true), view.getUint16(at + 14, true)]).toEqual([0, 33])
  }
  expect(uprightExif(6)).toHaveLength(32)
})

test('T-92 a name with a sign in it that XML allows, and a reader of tags might stumble over', () => {
  const made = docx({
    'word/document.xml': `<w:document><w:body><w:ins w:id="1" w:author="${ANNA} > ${BORIS}" w:date="${WHEN}"><w:r><w:t>it's "said" > added</w:t></w:r></w:ins></w:body></w:document>`,
  })
  const copy = everything(stripOoxml(made).bytes)
  for (const name of [ANNA, BORIS, WHEN]) expect(copy).not.toContain(name)
  expect(copy).toContain(`it's "said" > added`)
})

test('T-92 an object inside an open document says nothing of who made it, and one that is not cleaned goes', () => {
  const made = odt({
    'Object 1/content.xml': '<office:document-content/>',
    'Object 1/meta.xml': `<office:meta><meta:initial-creator>${ANNA}</meta:initial-creator><meta:creation-date>${WHEN}</meta:creation-date></office:meta>`,
    'Object 2': `an older document by ${BORIS}`,
    'ObjectReplacements/Object 2': 'how it looks',
  })
  const { bytes, found } = stripOdf(made)
  const copy = everything(bytes)
  for (const name of [ANNA, BORIS, WHEN]) expect(copy).not.toContain(name)
  expect(copy).toContain('how it looks')
  expect(found).toEqual(expect.arrayContaining(['author', 'embedded']))
})

test('T-92 drawings that are not cleaned are told to stay', () => {
  const made = docx({ 'word/media/image1.svg': `<svg><title>${ANNA}</title></svg>` })
  expect(stripOoxml(made).stays).toEqual([{ kind: 'other', place: 'word/media/image1.svg' }])
})
