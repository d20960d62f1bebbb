import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { FileRefused } from '#metadata/metadata-finding.ts'
import { stripOdf } from '#metadata/strip/odf.ts'
import { stripOoxml } from '#metadata/strip/ooxml.ts'
import { changed } from './changed.ts'
import { docx, odfPart, odt, rels, zipOf } from './documents.ts'
import { ordinaryDocx } from './office-documents.ts'
import { readable } from './readable.ts'

const SEED = 'SeedWord77'

test('T-147 the type of the first part is one that the standard names, to the letter', () => {
  for (const type of [
    `application/${SEED}.wordprocessingml.document.main+xml`,
    `&quot;/>${SEED}application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml`,
  ]) {
    const made = changed(
      ordinaryDocx,
      '[Content_Types].xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      type,
    )
    expect(() => stripOoxml(made)).toThrow(FileRefused)
  }
})

test('T-147 a part whose relationship is of no known type is in no copy', () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const made = docx({
    'word/document.xml': `<w:document xmlns:w="${W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p><w:sectPr><w:headerReference r:id="rId1"/></w:sectPr></w:body></w:document>`,
    'word/_rels/document.xml.rels': rels('constructor a.xml'),
    'word/a.xml': `<w:hdr xmlns:w="${W}"><w:p><w:r><w:t>${SEED}</w:t></w:r></w:p></w:hdr>`,
  })
  const { bytes } = stripOoxml(made)
  expect(readable(bytes).join('\n')).not.toContain(SEED)
  expect(Object.keys(unzipSync(bytes))).not.toContain('word/undefined')
})

test('T-147 the type of a document of OpenDocument and of what is in it are ours', () => {
  const made = odt({
    'content.xml': odfPart('document-content', '<office:body><office:text/></office:body>'),
  })
  for (const name of ['mimetype', 'MIMETYPE']) {
    const other = zipOf({ ...unzipSync(made), [name]: `${SEED} text` })
    expect(() => stripOdf(other)).toThrow(FileRefused)
  }
  const document = zipOf({
    ...unzipSync(made),
    'content.xml': odfPart(
      'document-content',
      '<office:body><office:text><text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p></office:text></office:body>',
    ),
    'Object 1/content.xml': odfPart(
      'document-content',
      '<office:body><office:chart/></office:body>',
    ),
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="&quot;/>${SEED}.opendocument.chart"/></manifest:manifest>`,
  })
  expect(readable(stripOdf(document).bytes).join('\n')).not.toContain(SEED)
})
