import { type DocumentBytes, MAIN, odfManifest, odfPart, rels, types, zipOf } from './documents.ts'
import { JPEG } from './pictures.ts'
import { withPosition } from './with-position.ts'

/* Documents with a name, an hour, a session or a path in every place that one of them was ever found in. */

export const ANNA = 'Anna Seed'
export const BORIS = 'Boris Seed'
export const WHEN = '2026-03-03T03:03:03Z'
const PATHS = {
  windows: 'C:\\Users\\anna.seed\\x.png',
  server: '\\\\seed-server\\share\\x.png',
  mac: '/Users/anna.seed/Desktop/x.png',
  unix: '/home/anna.seed/x.png',
  address: 'file:///C:/Users/anna.seed/x.png',
}
const GUID = '{5EEDA11A-0000-4000-8000-00005EED5EED}'

/** What must stand nowhere in a copy. */
export const SEEDS =
  /anna|boris|seed|2026-03-03|00AA11BB|00CC22DD|00EE33FF|tracker|5EEDA11A|S-1-5-21|PRINTER |>AS<|"AS"/i

const ns = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  s: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  p: 'http://schemas.openxmlformats.org/presentationml/2006/main',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
  x15: 'http://schemas.microsoft.com/office/spreadsheetml/2010/11/main',
  x15ac: 'http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac',
  xr: 'http://schemas.microsoft.com/office/spreadsheetml/2014/revision',
  p188: 'http://schemas.microsoft.com/office/powerpoint/2018/8/main',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  seed: 'urn:anna-seed',
}
const declared = (...prefixes: readonly (keyof typeof ns)[]) =>
  prefixes.map((prefix) => ` xmlns:${prefix}="${ns[prefix]}"`).join('')
const ALL = declared(...(Object.keys(ns) as (keyof typeof ns)[]))
const override = (name: string, type: string) =>
  `<Override PartName="${name}" ContentType="${type}"/>`
const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code.slice(0, 5)}</w:instrText></w:r><w:r><w:instrText xml:space="preserve">${code.slice(5)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`

export const PHOTO = withPosition(JPEG, ANNA)
export const CORE = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>${ANNA}</dc:creator><cp:lastModifiedBy>${BORIS}</cp:lastModifiedBy><dcterms:created>${WHEN}</dcterms:created><dc:title>${ANNA}</dc:title></cp:coreProperties>`
const APP = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Word</Application><Company>${ANNA}</Company><TotalTime>3</TotalTime></Properties>`

const paragraphs = [
  `<w:p w:rsidR="00AA11BB" w:rsidRDefault="00CC22DD" w14:paraId="00EE33FF"><w:r w:rsidRPr="00EE33FF"><w:t>what happened on w:date="2026" author="x"</w:t></w:r></w:p>`,
  `<w:p><w:ins w:id="1" w:author="${ANNA}" w:date="${WHEN}"><w:r><w:t>it's "said" &gt; added</w:t></w:r></w:ins><w:del w:id="2" w:author="${BORIS}" w:date="${WHEN}"><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
  `<w:p seed:who="${ANNA}"><seed:mark who="${ANNA}"><w:r><w:t>${ANNA}</w:t></w:r></seed:mark>${ANNA}<w:r><w:t>between</w:t></w:r></w:p>`,
  ...Object.values(PATHS).map(
    (path, n) =>
      `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="${n + 1}" name="${path}" descr="${path}" title="${ANNA}"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:embed="rImage" r:link="rTracker"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
  ),
  `<w:p>${field(`INCLUDEPICTURE "${PATHS.windows.replaceAll('\\', '\\\\')}"`, 'a picture')}${field(`HYPERLINK "${PATHS.address}"`, 'a file')}${field('AUTHOR', ANNA)}${field('FILENAME \\p', PATHS.mac)}${field(`ADDIN SEED.${ANNA}`, 'cited')}${field(`DDEAUTO Excel "${PATHS.server}"`, 'linked')}${field('SAVEDATE', WHEN)}${field(`XE "${ANNA}"`, '')}${field('HYPERLINK "https://press.invalid/x" \\o "Anna Seed"', 'pressed')}</w:p>`,
  `<w:p><w:fldSimple w:instr=" USERNAME "><w:r><w:t>${ANNA}</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" LINK Excel.Sheet &quot;${PATHS.windows}&quot;"><w:r><w:t>a cell</w:t></w:r></w:fldSimple></w:p>`,
  `<w:p><w:bookmarkStart w:id="7" w:name="OLE_LINK_${'AnnaSeed'}"/><w:r><w:t>marked</w:t></w:r><w:bookmarkEnd w:id="7"/><w:bookmarkStart w:id="8" w:name="seed_used"/><w:bookmarkEnd w:id="8"/><w:hyperlink w:anchor="seed_used" w:tooltip="${ANNA}"><w:r><w:t>inside</w:t></w:r></w:hyperlink><w:hyperlink r:id="rPress"><w:r><w:t>press</w:t></w:r></w:hyperlink><w:hyperlink r:id="rFile"><w:r><w:t>to a file</w:t></w:r></w:hyperlink></w:p>`,
  `<w:sdt><w:sdtPr><w:alias w:val="${ANNA}"/><w:tag w:val="seed"/><w:id w:val="12"/><w:dataBinding w:xpath="/seed" w:storeItemID="${GUID}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>`,
  `<w:customXml w:uri="urn:seed" w:element="anna"><w:customXmlPr><w:attr w:name="anna" w:val="seed"/></w:customXmlPr><w:p><w:permStart w:id="9" w:ed="anna.seed@x.invalid"/><w:r><w:t>zero&#x200B;&#x200C;width</w:t></w:r><w:permEnd w:id="9"/></w:p></w:customXml>`,
  `<w:p><w:r><w:pict><v:shape id="${ANNA}" alt="${ANNA}" style="width:72pt" o:title="${ANNA} photo" o:gfxdata="seed" href="${PATHS.address}"><v:imagedata src="${PATHS.mac}" o:title="seed" r:id="rImage"/></v:shape></w:pict></w:r><w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rOle"/></w:object></w:r></w:p>`,
  `<mc:AlternateContent><mc:Choice Requires="w14 seed"><w:p><w:r><w:t>${ANNA}</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>for older programs</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>`,
  `<!--${ANNA}--><?seed ${ANNA}?>`,
]

export function seededDocx(): DocumentBytes {
  const ml = `${MAIN}.wordprocessingml`
  return zipOf({
    '[Content_Types].xml': types(
      '/word/document.xml',
      `${ml}.document.main+xml`,
      [
        override('/word/comments.xml', `${ml}.comments+xml`),
        override('/word/settings.xml', `${ml}.settings+xml`),
        override('/word/people.xml', 'application/vnd.seed+xml'),
      ].join(''),
    ),
    '_rels/.rels': rels(
      'officeDocument word/document.xml',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties docProps/core.xml',
      'extended-properties docProps/app.xml',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail docProps/thumbnail.jpeg',
      'http://anna-seed.invalid/of/her/own docProps/own.xml',
    ),
    'docProps/core.xml': CORE,
    'docProps/app.xml': APP,
    'docProps/own.xml': `<a>${ANNA}</a>`,
    'docProps/thumbnail.jpeg': PHOTO,
    'customXml/item1.xml': `<a>${ANNA}</a>`,
    'current.bin': ANNA,
    'word/document.xml': `<?xml version="1.0"?><w:document${ALL} mc:Ignorable="w14 seed"><w:body>${paragraphs.join('')}</w:body></w:document>`,
    'word/_rels/document.xml.rels': rels(
      'customXml ../customXml/item1.xml',
      'people people.xml',
      'comments comments.xml',
      'settings settings.xml',
      'documenttasks tasks.xml',
      'hyperlink https://press.invalid/story ext rPress',
      'hyperlink file:///C:/Users/anna.seed ext rFile',
      'image http://tracker.invalid/pixel.png ext rTracker',
      'image media/seed.jpeg - rImage',
      'oleObject embeddings/oleObject1.bin - rOle',
      'aFChunk chunk.mht - rChunk',
      'video media/seed.3gp',
      'attachedTemplate file:///C:/Users/anna.seed/x.dotx ext',
    ),
    'word/settings.xml': `<w:settings${ALL}><w:attachedTemplate r:id="rId1"/><w:writeProtection w:hash="seed"/><w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids><w15:docId w15:val="${GUID}"/><w:docVars><w:docVar w:name="a" w:val="${ANNA}"/></w:docVars></w:settings>`,
    'word/_rels/settings.xml.rels': rels('attachedTemplate file:///C:/Users/anna.seed/x.dotx ext'),
    'word/comments.xml': `<w:comments${ALL}><w:comment w:id="0" w:author="${ANNA}" w:initials="AS" w:date="${WHEN}"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/people.xml': `<w15:people${ALL}><w15:person w15:author="${ANNA}"/></w15:people>`,
    'word/tasks.xml': `<a>${ANNA}</a>`,
    'word/media/seed.jpeg': PHOTO,
    'word/media/seed.3gp': `\0\0\0\x18ftyp3gp${ANNA}`,
    'word/embeddings/oleObject1.bin': `OLE ${ANNA}`,
    'word/chunk.mht': `From: ${ANNA}`,
  })
}

export function seededXlsx(): DocumentBytes {
  const ml = `${MAIN}.spreadsheetml`
  return zipOf({
    '[Content_Types].xml': types(
      '/xl/workbook.xml',
      `${ml}.sheet.main+xml`,
      [
        override('/xl/worksheets/sheet1.xml', `${ml}.worksheet+xml`),
        override('/xl/comments1.xml', `${ml}.comments+xml`),
        override('/xl/connections.xml', `${ml}.connections+xml`),
        override('/xl/externalLinks/externalLink1.xml', `${ml}.externalLink+xml`),
      ].join(''),
    ),
    '_rels/.rels': rels('officeDocument xl/workbook.xml'),
    'xl/workbook.xml': `<s:workbook${ALL} mc:Ignorable="x15 xr"><s:fileVersion appName="xl" codeName="${GUID}"/><s:fileSharing userName="${ANNA}"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="${PATHS.windows}"/></mc:Choice></mc:AlternateContent><xr:revisionPtr documentId="8_${GUID}"/><s:sheets><s:sheet name="Bills" sheetId="1" r:id="rSheet"/></s:sheets><s:externalReferences><s:externalReference r:id="rLink"/></s:externalReferences><s:definedNames><s:definedName name="x" comment="${ANNA}">[1]Sheet1!$A$1</s:definedName></s:definedNames></s:workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      'worksheet worksheets/sheet1.xml - rSheet',
      'externalLink externalLinks/externalLink1.xml - rLink',
      'connections connections.xml',
      'http://schemas.microsoft.com/office/2017/10/relationships/person persons/person.xml',
    ),
    'xl/worksheets/sheet1.xml': `<s:worksheet${ALL} xr:uid="${GUID}"><s:sheetPr codeName="Anna"/><s:sheetData><s:row r="1"><s:c r="A1"><s:v>42</s:v></s:c><s:c r="B1"><s:f>[1]Sheet1!A1+'C:\\Users\\anna.seed\\[b.xlsx]S'!A1</s:f><s:v>7</s:v></s:c><s:c r="C1"><s:f>WEBSERVICE("http://tracker.invalid")</s:f><s:v>8</s:v></s:c><s:c r="D1"><s:f>SUM(A1)</s:f><s:v>42</s:v></s:c></s:row></s:sheetData><s:sheetProtection password="CC1A" sheet="1"/><s:protectedRanges><s:protectedRange name="seed" securityDescriptor="O:WDG:WDD:(A;;CC;;;S-1-5-21-1)"/></s:protectedRanges><s:scenarios><s:scenario name="b" user="${ANNA}" comment="by ${ANNA}"/></s:scenarios><s:pageSetup paperSize="9" r:id="rPrinter"/><s:customProperties><s:customPr name="seed" r:id="rOwn"/></s:customProperties><s:extLst><s:ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"><x15:timelineRefs>${ANNA}</x15:timelineRefs></s:ext></s:extLst></s:worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': rels(
      'printerSettings ../printerSettings/printerSettings1.bin - rPrinter',
      'customProperty ../customProperty1.bin - rOwn',
      'comments ../comments1.xml',
      'queryTable ../queryTables/queryTable1.xml',
    ),
    'xl/printerSettings/printerSettings1.bin': `PRINTER ${ANNA}`,
    'xl/customProperty1.bin': ANNA,
    'xl/model/item.data': ANNA,
    'xl/comments1.xml': `<s:comments${ALL}><s:authors><s:author>${ANNA}</s:author></s:authors><s:commentList><s:comment ref="A1" authorId="0" xr:uid="${GUID}"><s:text><s:r><s:t>${ANNA}:</s:t></s:r><s:r><s:t xml:space="preserve"> look</s:t></s:r></s:text></s:comment></s:commentList></s:comments>`,
    'xl/persons/person.xml': `<person displayName="${BORIS}" userId="S::b" providerId="AD"/>`,
    'xl/queryTables/queryTable1.xml': `<s:queryTable${ALL} name="${ANNA}"/>`,
    'xl/connections.xml': `<s:connections${ALL}><s:connection name="q" odcFile="${PATHS.windows}"><s:olapPr localConnection="${PATHS.windows}"/></s:connection></s:connections>`,
    'xl/externalLinks/externalLink1.xml': `<s:externalLink${ALL}><s:ddeLink ddeService="Excel" ddeTopic="${PATHS.windows}"/></s:externalLink>`,
  })
}

export function seededPptx(): DocumentBytes {
  const ml = `${MAIN}.presentationml`
  return zipOf({
    '[Content_Types].xml': types(
      '/ppt/presentation.xml',
      `${ml}.presentation.main+xml`,
      [
        override('/ppt/slides/slide1.xml', `${ml}.slide+xml`),
        override('/ppt/authors.xml', 'application/vnd.ms-powerpoint.authors+xml'),
        override('/ppt/commentAuthors.xml', `${ml}.commentAuthors+xml`),
        override('/ppt/comments/comment1.xml', `${ml}.comments+xml`),
      ].join(''),
    ),
    '_rels/.rels': rels('officeDocument ppt/presentation.xml'),
    'ppt/presentation.xml': `<p:presentation${ALL}><p:sldIdLst><p:sldId id="256" r:id="rSlide"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:custDataLst><p:tags r:id="rTags"/></p:custDataLst><p:modifyVerifier hashData="seed" saltData="seed"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': rels(
      'slide slides/slide1.xml - rSlide',
      'commentAuthors commentAuthors.xml',
      'http://schemas.microsoft.com/office/2018/10/relationships/authors authors.xml',
      'presProps presProps.xml',
      'tags tags/tag1.xml - rTags',
      'http://schemas.microsoft.com/office/2016/11/relationships/changesInfo changesInfos/changesInfo1.xml',
    ),
    'ppt/presProps.xml': `<p:presentationPr${ALL}><p:htmlPubPr r:id="x" title="${ANNA}"/></p:presentationPr>`,
    'ppt/tags/tag1.xml': `<p:tagLst${ALL}><p:tag name="SEED" val="${ANNA}"/></p:tagLst>`,
    'ppt/slides/slide1.xml': `<p:sld${ALL}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="${ANNA}" descr="${PATHS.unix}"><a:hlinkClick r:id="rFile" tooltip="${ANNA}" action="ppaction://hlinkfile"/></p:cNvPr></p:nvSpPr><p:txBody><a:p><a:fld id="${GUID}" type="slidenum"><a:t>1</a:t></a:fld><a:r><a:t>what we saw</a:t></a:r></a:p></p:txBody></p:sp><p:pic><p:nvPicPr><p:cNvPr id="3" name="x.mpg"/><p:cNvPicPr/><p:nvPr><a:videoFile r:link="rFilm"/></p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed="rPdf"/></p:blipFill></p:pic></p:spTree></p:cSld></p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': rels(
      'hyperlink file:///home/anna.seed/x ext rFile',
      'video ../media/media1.MPG - rFilm',
      'image ../media/image1.pdf - rPdf',
      'comments ../comments/comment1.xml',
    ),
    'ppt/media/media1.MPG': `\0\0\x01\xba${ANNA}`,
    'ppt/media/image1.pdf': `%PDF-1.4\n/Author (${ANNA})`,
    'ppt/commentAuthors.xml': `<p:cmAuthorLst${ALL}><p:cmAuthor id="0" name="${ANNA}" initials="AS" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>`,
    'ppt/authors.xml': `<p188:authorLst${ALL}><p188:author id="${GUID}" name="${BORIS}" initials="BS" userId="S::boris" providerId="AD"/></p188:authorLst>`,
    'ppt/comments/comment1.xml': `<p:cmLst${ALL}><p:cm authorId="0" dt="${WHEN}" idx="1"><p:pos x="1" y="1"/><p:text>a remark</p:text></p:cm></p:cmLst>`,
    'ppt/changesInfos/changesInfo1.xml': `<a name="${ANNA}"/>`,
  })
}

const ODF = 'application/vnd.oasis.opendocument'
const remark = `<office:annotation office:name="${ANNA}" loext:sender="${ANNA}"><dc:creator>${ANNA}</dc:creator><dc:date>${WHEN}</dc:date><meta:creator-initials>AS</meta:creator-initials><text:p>a remark</text:p></office:annotation>`

export function seededOdt(): DocumentBytes {
  return zipOf({
    mimetype: `${ODF}.text`,
    'content.xml': odfPart(
      'document-content',
      `<office:scripts><office:script>${ANNA}</office:script></office:scripts><office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties officeooo:rsid="00aa11bb"/></style:style></office:automatic-styles><office:body><office:text><text:user-field-decls><text:user-field-decl office:string-value="${ANNA}" text:name="u"/></text:user-field-decls><text:p>what happened ${remark}<text:bookmark text:name="seed_mark"/><text:span officeooo:rsid="00aa11bb">here</text:span></text:p><text:p><text:a xlink:href="${PATHS.address}" office:name="${ANNA}">to a file</text:a> <text:a xlink:href="https://press.invalid/" xlink:title="${ANNA}">press</text:a><text:initial-creator>${ANNA}</text:initial-creator><text:file-name>${PATHS.unix}</text:file-name><text:date text:date-value="${WHEN}">Tuesday</text:date><loext:wrap who="${ANNA}"><text:span>wrapped</text:span></loext:wrap></text:p><text:p><draw:frame draw:name="${ANNA}"><draw:image xlink:href="https://tracker.invalid/x.png"/></draw:frame><draw:frame><draw:image xlink:href="${PATHS.address}"/><svg:title>${ANNA}</svg:title></draw:frame><draw:frame><draw:image xlink:href="Pictures/seed.jpg"/></draw:frame><draw:frame><draw:object xlink:href="./Object%201"/><draw:image xlink:href="Pictures/seed.jpg"/></draw:frame></text:p><text:section text:name="s"><text:section-source xlink:href="../seed.odt"/><text:p>in a section</text:p></text:section><!--${ANNA}--><?seed ${ANNA}?></office:text></office:body>`,
    ),
    'styles.xml': odfPart(
      'document-styles',
      `<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>head <text:creator>${ANNA}</text:creator></text:p></style:header></style:master-page></office:master-styles>`,
    ),
    'meta.xml': odfPart(
      'document-meta',
      `<office:meta><meta:initial-creator>${ANNA}</meta:initial-creator><dc:date>${WHEN}</dc:date></office:meta>`,
    ),
    'settings.xml': odfPart(
      'document-settings',
      `<office:settings><config:config-item config:name="SomePath" config:type="string">${PATHS.unix}</config:config-item></office:settings>`,
    ),
    'Object 1/content.xml': odfPart('document-content', `<office:body>${ANNA}</office:body>`),
    'Pictures/seed.jpg': PHOTO,
    'Thumbnails/thumbnail.png': ANNA,
    'current.bin': ANNA,
    'META-INF/manifest.xml': odfManifest(
      `${ODF}.text`,
      ['Object 1/', `${ODF}.spreadsheet`],
      ['seed', ANNA],
    ),
  })
}

export function seededOds(): DocumentBytes {
  return zipOf({
    mimetype: `${ODF}.spreadsheet`,
    'content.xml': odfPart(
      'document-content',
      `<office:body><office:spreadsheet><table:table table:name="Bills"><table:table-row><table:table-cell table:formula="of:='${PATHS.address}'#$S.A1" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell><table:table-cell table:formula="of:=SUM([.A1])"><text:p>7</text:p></table:table-cell></table:table-row></table:table><table:table table:name="'file:///home/anna.seed/b.ods'#$S"><table:table-source xlink:href="${PATHS.address}"/><table:table-row><table:table-cell><text:p>${ANNA}</text:p></table:table-cell></table:table-row></table:table><table:dde-links><table:dde-link><office:dde-source office:dde-topic="${PATHS.windows}"/></table:dde-link></table:dde-links></office:spreadsheet></office:body>`,
    ),
    'META-INF/manifest.xml': odfManifest(`${ODF}.spreadsheet`),
  })
}

export const SEEDED = {
  'a.docx': seededDocx,
  'a.xlsx': seededXlsx,
  'a.pptx': seededPptx,
  'a.odt': seededOdt,
  'a.ods': seededOds,
} as const
