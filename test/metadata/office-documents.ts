import { type DocumentBytes, MAIN, odfManifest, odfPart, rels, types, zipOf } from './documents.ts'
import { JPEG, PNG } from './pictures.ts'

/*
 * Ordinary documents, with what Office and LibreOffice write into each of them: marks of the session, properties,
 * generated names. Nobody hid anything; `stays` has to be empty.
 */

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
const PIC = 'http://schemas.openxmlformats.org/drawingml/2006/picture'
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006'
const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml'
const X14AC = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac'
const XR = 'http://schemas.microsoft.com/office/spreadsheetml/2014/revision'
const WPS = 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'
const V = 'urn:schemas-microsoft-com:vml'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const override = (name: string, type: string) =>
  `<Override PartName="${name}" ContentType="${type}"/>`
const core = `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Anna Seed</dc:creator><cp:lastModifiedBy>Boris Seed</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2026-03-03T03:03:03Z</dcterms:created></cp:coreProperties>`
const app = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application><Company>Seed</Company></Properties>`
const theme = `${HEAD}<a:theme xmlns:a="${A}" name="Office Theme"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1></a:clrScheme></a:themeElements></a:theme>`
const picture = (p: string, id: number) =>
  `<${p}:nvPicPr><${p}:cNvPr id="${id}" name="Picture ${id}"/><${p}:cNvPicPr/></${p}:nvPicPr><${p}:blipFill><a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch></${p}:blipFill><${p}:spPr/>`

export function ordinaryDocx(): DocumentBytes {
  const document = `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:wp="${WP}" xmlns:a="${A}" xmlns:pic="${PIC}" xmlns:mc="${MC}" xmlns:w14="${W14}" xmlns:wps="${WPS}" xmlns:v="${V}" mc:Ignorable="w14"><w:body>
<w:p w14:paraId="5D2A1B3C" w14:textId="77777777" w:rsidR="00AA11BB" w:rsidRDefault="00CC22DD"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="0" w:name="_Toc194000000"/><w:r><w:t xml:space="preserve">What happened </w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>
<w:p><w:hyperlink w:anchor="_Toc194000000" w:history="1"><w:r><w:t>To the top, page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF _Toc194000000 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>
<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData uri="${PIC}"><pic:pic>${picture('pic', 1)}</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>قالت: نعم &amp; "no"</w:t></w:r><w:r><w:tab/><w:br/></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="${WPS}"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="_x0000_s1026" style="width:72pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:p><w:hyperlink r:id="rId6"><w:r><w:t>a page</w:t></w:r></w:hyperlink></w:p>
<w:sectPr w:rsidR="00AA11BB"><w:footerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
  return zipOf({
    '[Content_Types].xml': types(
      '/word/document.xml',
      `${MAIN}.wordprocessingml.document.main+xml`,
      [
        '<Default Extension="jpeg" ContentType="image/jpeg"/>',
        override('/word/styles.xml', `${MAIN}.wordprocessingml.styles+xml`),
        override('/word/settings.xml', `${MAIN}.wordprocessingml.settings+xml`),
        override('/word/footer1.xml', `${MAIN}.wordprocessingml.footer+xml`),
        override('/word/theme/theme1.xml', `${MAIN}.theme+xml`),
      ].join(''),
    ),
    '_rels/.rels': rels(
      'officeDocument word/document.xml',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties docProps/core.xml',
      'extended-properties docProps/app.xml',
    ),
    'docProps/core.xml': core,
    'docProps/app.xml': app,
    'word/document.xml': document,
    'word/_rels/document.xml.rels': rels(
      'styles styles.xml',
      'settings settings.xml',
      'theme theme/theme1.xml',
      'webSettings webSettings.xml',
      'image media/image1.jpeg',
      'hyperlink https://press.invalid/story ext',
      'footer footer1.xml',
    ),
    'word/styles.xml': `${HEAD}<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rsid w:val="00AA11BB"/></w:style></w:styles>`,
    'word/settings.xml': `${HEAD}<w:settings xmlns:w="${W}" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w:zoom w:percent="100"/><w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids><w15:docId w15:val="{3B0A7A3E-0000-4000-8000-000000000000}"/></w:settings>`,
    'word/webSettings.xml': `${HEAD}<w:webSettings xmlns:w="${W}"/>`,
    'word/footer1.xml': `${HEAD}<w:ftr xmlns:w="${W}"><w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`,
    'word/theme/theme1.xml': theme,
    'word/media/image1.jpeg': JPEG,
  })
}

export function ordinaryXlsx(): DocumentBytes {
  return zipOf({
    '[Content_Types].xml': types(
      '/xl/workbook.xml',
      `${MAIN}.spreadsheetml.sheet.main+xml`,
      [
        override('/xl/worksheets/sheet1.xml', `${MAIN}.spreadsheetml.worksheet+xml`),
        override('/xl/sharedStrings.xml', `${MAIN}.spreadsheetml.sharedStrings+xml`),
        override('/xl/styles.xml', `${MAIN}.spreadsheetml.styles+xml`),
      ].join(''),
    ),
    '_rels/.rels': rels('officeDocument xl/workbook.xml', 'extended-properties docProps/app.xml'),
    'docProps/app.xml': app,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${S}" xmlns:r="${R}" xmlns:mc="${MC}" xmlns:xr="${XR}" mc:Ignorable="xr"><fileVersion appName="xl" lastEdited="7" codeName="{1}"/><workbookPr codeName="ThisWorkbook"/><xr:revisionPtr revIDLastSave="0" documentId="8_{3B0A7A3E}"/><bookViews><workbookView xWindow="0" yWindow="0"/></bookViews><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Bills!$A$1:$B$2</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      'worksheet worksheets/sheet1.xml',
      'sharedStrings sharedStrings.xml',
      'styles styles.xml',
      'calcChain calcChain.xml',
    ),
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${S}" xmlns:r="${R}" xmlns:mc="${MC}" xmlns:x14ac="${X14AC}" xmlns:xr="${XR}" mc:Ignorable="x14ac xr" xr:uid="{3B0A7A3E-0000-4000-8000-000000000000}"><sheetPr codeName="Sheet1"/><sheetData><row r="1" x14ac:dyDescent="0.3"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>42</v></c></row><row r="2"><c r="A2" t="str"><f>HYPERLINK("https://press.invalid/","a page")</f><v>a page</v></c><c r="B2"><f>SUM(B1)*Table1[Amount]+Bills!B1</f><v>84</v></c></row></sheetData><pageSetup paperSize="9" r:id="rId1"/></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': rels(
      'printerSettings ../printerSettings/printerSettings1.bin',
    ),
    'xl/printerSettings/printerSettings1.bin': 'PRINTER of Anna Seed',
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${S}" count="1" uniqueCount="1"><si><t xml:space="preserve"> Price </t></si></sst>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${S}"><fonts count="1"><font><sz val="11"/></font></fonts></styleSheet>`,
    'xl/calcChain.xml': `${HEAD}<calcChain xmlns="${S}"><c r="B2" i="1"/></calcChain>`,
  })
}

const slideParts = (name: string, inside = '') =>
  `${HEAD}<p:${name} xmlns:p="${P}" xmlns:a="${A}" xmlns:r="${R}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${inside}</p:spTree></p:cSld></p:${name}>`

export function ordinaryPptx(): DocumentBytes {
  const ml = `${MAIN}.presentationml`
  return zipOf({
    '[Content_Types].xml': types(
      '/ppt/presentation.xml',
      `${ml}.presentation.main+xml`,
      [
        override('/ppt/slides/slide1.xml', `${ml}.slide+xml`),
        override('/ppt/slideLayouts/slideLayout1.xml', `${ml}.slideLayout+xml`),
        override('/ppt/slideMasters/slideMaster1.xml', `${ml}.slideMaster+xml`),
        override('/ppt/theme/theme1.xml', `${MAIN}.theme+xml`),
        override('/ppt/viewProps.xml', `${ml}.viewProps+xml`),
      ].join(''),
    ),
    '_rels/.rels': rels('officeDocument ppt/presentation.xml'),
    'ppt/presentation.xml': `${HEAD}<p:presentation xmlns:p="${P}" xmlns:r="${R}"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': rels(
      'slideMaster slideMasters/slideMaster1.xml',
      'slide slides/slide1.xml',
      'viewProps viewProps.xml',
      'theme theme/theme1.xml',
    ),
    'ppt/viewProps.xml': `${HEAD}<p:viewPr xmlns:p="${P}"/>`,
    'ppt/theme/theme1.xml': theme,
    'ppt/slideMasters/slideMaster1.xml': slideParts('sldMaster'),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': rels(
      'slideLayout ../slideLayouts/slideLayout1.xml',
      'theme ../theme/theme1.xml',
    ),
    'ppt/slideLayouts/slideLayout1.xml': slideParts('sldLayout'),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': rels(
      'slideMaster ../slideMasters/slideMaster1.xml',
    ),
    'ppt/slides/slide1.xml': slideParts(
      'sld',
      `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title 1"><a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"/></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-US" dirty="0"/><a:t>What we saw</a:t></a:r></a:p></p:txBody></p:sp><p:pic>${picture('p', 3)}</p:pic>`,
    ),
    'ppt/slides/_rels/slide1.xml.rels': rels(
      'slideLayout ../slideLayouts/slideLayout1.xml',
      'none a',
      'none b',
      'none c',
      'image ../media/image1.png',
    ),
    'ppt/media/image1.png': PNG,
  })
}

const ODT = 'application/vnd.oasis.opendocument'
const meta = odfPart(
  'document-meta',
  '<office:meta><meta:generator>LibreOffice/24.2</meta:generator><meta:initial-creator>Anna Seed</meta:initial-creator><meta:creation-date>2026-03-03T03:03:03</meta:creation-date></office:meta>',
)
const settings = odfPart(
  'document-settings',
  '<office:settings><config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="Rsid" config:type="int">1234567</config:config-item></config:config-item-set></office:settings>',
)

function ordinaryOdf(type: string, body: string, more: Record<string, string | Uint8Array> = {}) {
  const parts = {
    'content.xml': odfPart(
      'document-content',
      `<office:scripts/><office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties officeooo:rsid="0012d687"/></style:style></office:automatic-styles><office:body>${body}</office:body>`,
    ),
    'styles.xml': odfPart('document-styles', '<office:styles/>'),
    'meta.xml': meta,
    'settings.xml': settings,
    'manifest.rdf':
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF>',
    'Thumbnails/thumbnail.png': PNG,
    'Configurations2/accelerator/current.xml': '',
    ...more,
  }
  // LibreOffice opens nothing that holds a part which is not listed.
  const listed = Object.keys(parts).map(
    (path) => [path, path.endsWith('.xml') ? 'text/xml' : ''] as const,
  )
  return zipOf({
    mimetype: `${ODT}.${type}`,
    ...parts,
    'META-INF/manifest.xml': odfManifest(`${ODT}.${type}`, ...listed),
  })
}

export const ordinaryOdt = (): DocumentBytes =>
  ordinaryOdf(
    'text',
    '<office:text><text:sequence-decls/><text:h text:outline-level="1"><text:bookmark-start text:name="__RefHeading___Toc1_2"/>What happened<text:bookmark-end text:name="__RefHeading___Toc1_2"/></text:h><text:p text:style-name="P1">قالت: <text:span>نعم</text:span><text:s text:c="2"/>&amp; no<text:line-break/><text:a xlink:type="simple" xlink:href="https://press.invalid/">a page</text:a> <text:page-number>1</text:page-number></text:p><text:p><draw:frame draw:name="Image1" svg:width="1cm"><draw:image xlink:href="Pictures/1.jpg" loext:mime-type="image/jpeg"/></draw:frame></text:p></office:text>',
    { 'Pictures/1.jpg': JPEG },
  )

export const ordinaryOds = (): DocumentBytes =>
  ordinaryOdf(
    'spreadsheet',
    '<office:spreadsheet><table:table table:name="Bills"><table:table-column/><table:table-row><table:table-cell office:value-type="float" office:value="42"><text:p>42</text:p></table:table-cell><table:table-cell table:formula="of:=SUM([.A1])" office:value-type="float" office:value="42"><text:p>42</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>',
  )

export const ordinaryOdp = (): DocumentBytes =>
  ordinaryOdf(
    'presentation',
    '<office:presentation><draw:page draw:name="page1"><draw:frame presentation:class="title"><draw:text-box><text:p>What we saw</text:p></draw:text-box></draw:frame><presentation:notes><draw:page-thumbnail draw:page-number="1"/></presentation:notes></draw:page></office:presentation>',
  )

/** A form with arcs, as LibreOffice takes it over from PowerPoint. */
const arcs = (): DocumentBytes =>
  ordinaryOdf(
    'presentation',
    '<office:presentation><draw:page draw:name="page1"><draw:custom-shape svg:x="1cm" svg:y="1cm" svg:width="5cm" svg:height="3cm"><text:p>Rounded</text:p><draw:enhanced-geometry svg:viewBox="0 0 0 0" draw:type="ooxml-roundRect" draw:modifiers="16667" draw:enhanced-path="M 0 ?f2 L ?f3 0 Z N" drawooo:enhanced-path="M 0 ?f2 G ?f2 ?f2 ?f3 ?f2 L ?f3 0 Z N"><draw:equation draw:name="f2" draw:formula="logheight/2"/><draw:equation draw:name="f3" draw:formula="logwidth"/></draw:enhanced-geometry></draw:custom-shape></draw:page></office:presentation>',
  )

/** A card: a frame of fixed size with a table whose columns are as high as it. */
const card = (): DocumentBytes => {
  const cell = `<table:table-cell>${'<text:p>What to say</text:p>'.repeat(6)}</table:table-cell>`
  return ordinaryOdf(
    'text',
    `<office:text><text:p><draw:frame text:anchor-type="paragraph" svg:width="9cm" svg:height="3cm"><draw:text-box><table:table table:name="Table1"><table:table-column table:number-columns-repeated="4"/><table:table-row>${cell.repeat(4)}</table:table-row></table:table></draw:text-box></draw:frame></text:p></office:text>`,
  )
}

export const ORDINARY = {
  'a.docx': ordinaryDocx,
  'a.xlsx': ordinaryXlsx,
  'a.pptx': ordinaryPptx,
  'a.odt': ordinaryOdt,
  'a.ods': ordinaryOds,
  'a.odp': ordinaryOdp,
  'arcs.odp': arcs,
  'card.odt': card,
} as const
