import { type DocumentBytes, MAIN, rels, types, zipOf } from './documents.ts'
import { JPEG, PNG } from './pictures.ts'

/*
 * A letter, a bill and a talk, part by part as Word, Excel and PowerPoint 365 write them: theme, defaults, styles by
 * name, levels of lists, a table with its style, headers, notes, a picture, a rule and a chart of a sheet.
 */

const NS = 'http://schemas.openxmlformats.org'
const MS = 'http://schemas.microsoft.com/office'
const A = `${NS}/drawingml/2006/main`
const R = `${NS}/officeDocument/2006/relationships`
const S = `${NS}/spreadsheetml/2006/main`
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
const override = (name: string, type: string) =>
  `<Override PartName="${name}" ContentType="${MAIN}.${type}+xml"/>`
const CORE = `${NS}/package/2006/metadata/core-properties`
const PROPERTY_TYPES = [
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
  override('/docProps/app.xml', 'extended-properties'),
]
const PROPERTIES = {
  '_rels/.rels': (main: string) =>
    rels(
      `officeDocument ${main}`,
      `${CORE} docProps/core.xml`,
      'extended-properties docProps/app.xml',
    ),
  'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title><dc:creator>Anna Seed</dc:creator><cp:keywords></cp:keywords><cp:lastModifiedBy>Anna Seed</cp:lastModifiedBy><cp:revision>3</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-03-03T03:03:00Z</dcterms:created></cp:coreProperties>`,
  'docProps/app.xml': `${HEAD}<Properties xmlns="${NS}/officeDocument/2006/extended-properties" xmlns:vt="${NS}/officeDocument/2006/docPropsVTypes"><Template>Normal.dotm</Template><TotalTime>7</TotalTime><Application>Microsoft Office Word</Application><Company>Seed</Company><AppVersion>16.0000</AppVersion></Properties>`,
}

const colour = (name: string, value: string) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`
const font = (name: string, face: string) =>
  `<a:${name}><a:latin typeface="${face}" panose="02110004020202020204"/><a:ea typeface=""/><a:cs typeface=""/><a:font script="Jpan" typeface="游ゴシック"/></a:${name}>`
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
const line = `<a:ln w="12700" cap="flat" cmpd="sng" algn="ctr">${fill}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>`
const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>'
const THEME = `${HEAD}<a:theme xmlns:a="${A}" name="Office Theme"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>${[
  ['dk2', '0E2841'],
  ['lt2', 'E8E8E8'],
  ['accent1', '156082'],
  ['accent2', 'E97132'],
  ['accent3', '196B24'],
  ['accent4', '0F9ED5'],
  ['accent5', 'A02B93'],
  ['accent6', '4EA72E'],
  ['hlink', '467886'],
  ['folHlink', '96607D'],
]
  .map(([name = '', value = '']) => colour(name, value))
  .join(
    '',
  )}</a:clrScheme><a:fontScheme name="Office">${font('majorFont', 'Aptos Display')}${font('minorFont', 'Aptos')}</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/><a:extLst><a:ext uri="{05A4C25C-085E-4340-85A3-A5531E510DB2}"><thm15:themeFamily xmlns:thm15="${MS}/thememl/2012/main" name="Office Theme" id="{2E142A2C-CD16-42D6-873A-C26D2A0506FA}" vid="{1BDDFF52-6CD6-40A5-AB3C-68EB2F1E4D0A}"/></a:ext></a:extLst></a:theme>`

// Word

const W = `xmlns:mc="${NS}/markup-compatibility/2006" xmlns:r="${R}" xmlns:wp="${NS}/drawingml/2006/wordprocessingDrawing" xmlns:w="${NS}/wordprocessingml/2006/main" xmlns:w14="${MS}/word/2010/wordml" xmlns:w15="${MS}/word/2012/wordml" xmlns:w16cid="${MS}/word/2016/wordml/cid" mc:Ignorable="w14 w15 w16cid"`
const FONTS =
  '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
let paragraphs = 0
const run = (words: string, how = '') =>
  `<w:r w:rsidRPr="00A77B3E">${how && `<w:rPr>${how}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`
const p = (inside: string, how = '') => {
  paragraphs += 1
  return `<w:p w14:paraId="5D2A1B${(paragraphs % 90) + 10}" w14:textId="77777777" w:rsidR="00A77B3E" w:rsidRDefault="00C1564F">${how && `<w:pPr>${how}</w:pPr>`}${inside}</w:p>`
}
const styled = (id: string) => `<w:pStyle w:val="${id}"/>`
const field = (code: string, shown: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:noProof/></w:rPr><w:t>${shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
const level = (n: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${n}" w:tplc="0409000F"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${720 * (n + 1)}" w:hanging="360"/></w:pPr></w:lvl>`
const style = (type: string, id: string, name: string, inside: string, isDefault = false) =>
  `<w:style w:type="${type}"${isDefault ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${inside.replace(/^((?:<w:(?:basedOn|next|link) [^>]*>)*)/, '$1<w:uiPriority w:val="9"/><w:qFormat/><w:rsid w:val="00A77B3E"/>')}</w:style>`
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('')
const cell = (words: string, how = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="4508" w:type="dxa"/>${how}</w:tcPr>${p(run(words))}</w:tc>`
const row = (...cells: readonly string[]) =>
  `<w:tr w:rsidR="00A77B3E" w14:paraId="3AB0${(paragraphs % 90) + 10}F1" w14:textId="77777777" w:rsidTr="00A77B3E">${cells.join('')}</w:tr>`
const PIC = `${NS}/drawingml/2006/picture`
const inline = `<w:r><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" wp14:anchorId="5E0F1A2B" wp14:editId="50D07946" xmlns:wp14="${MS}/word/2010/wordprocessingDrawing"><wp:extent cx="1828800" cy="1219200"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="1" name="Picture 1" descr="A room"/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="${A}" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="${A}"><a:graphicData uri="${PIC}"><pic:pic xmlns:pic="${PIC}"><pic:nvPicPr><pic:cNvPr id="1" name="IMG_0007.jpg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId8"><a:extLst><a:ext uri="{28A0092B-C50C-407E-A947-70E740481C1C}"><a14:useLocalDpi xmlns:a14="${MS}/drawing/2010/main" val="0"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="1219200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
const note =
  '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
const separator = (id: number, type: string, what: string) =>
  `<w:footnote w:type="${type}" w:id="${id}">${p(`<w:r><w:${what}/></w:r>`, '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>')}</w:footnote>`
const BODY = [
  p(
    `<w:bookmarkStart w:id="0" w:name="_Toc194000000"/>${run('What happened in March')}<w:bookmarkEnd w:id="0"/>`,
    styled('Heading1'),
  ),
  p(
    `${run('The director signed ')}${run('before', '<w:b/><w:bCs/>')}${run(' the tender was opened')}${note}${run(', and said: “nobody asks”. قالت المديرة نعم. ')}<w:hyperlink r:id="rId9" w:history="1">${run('The rules', '<w:rStyle w:val="Hyperlink"/>')}</w:hyperlink>${run('.')}`,
  ),
  p(
    run('The first thing'),
    `${styled('ListParagraph')}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`,
  ),
  p(
    run('What follows from it'),
    `${styled('ListParagraph')}<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`,
  ),
  `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="4508"/><w:gridCol w:w="4508"/></w:tblGrid>${row(cell('Name', '<w:shd w:val="clear" w:color="auto" w:fill="DAE9F7"/>'), cell('Sum'))}${row(cell('Müller'), cell('12.50 €'))}</w:tbl>`,
  p(inline, '<w:jc w:val="center"/>'),
  p(`${run('See page ')}${field('PAGEREF _Toc194000000 \\h', '1')}`),
].join('')

function word365(): DocumentBytes {
  const word = (name: string, inside: string) => `${HEAD}<w:${name} ${W}>${inside}</w:${name}>`
  return zipOf({
    '[Content_Types].xml': types(
      '/word/document.xml',
      `${MAIN}.wordprocessingml.document.main+xml`,
      [
        ...PROPERTY_TYPES,
        '<Default Extension="jpg" ContentType="image/jpeg"/>',
        ...['styles', 'settings', 'webSettings', 'fontTable', 'numbering', 'footnotes'].map(
          (part) => override(`/word/${part}.xml`, `wordprocessingml.${part}`),
        ),
        override('/word/footer1.xml', 'wordprocessingml.footer'),
        override('/word/theme/theme1.xml', 'theme'),
      ].join(''),
    ),
    ...PROPERTIES,
    '_rels/.rels': PROPERTIES['_rels/.rels']('word/document.xml'),
    'word/document.xml': word(
      'document',
      `<w:body>${BODY}<w:sectPr w:rsidR="00A77B3E"><w:footerReference w:type="default" r:id="rId10"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:space="708"/><w:docGrid w:linePitch="360"/></w:sectPr></w:body>`,
    ),
    'word/_rels/document.xml.rels': rels(
      'styles styles.xml',
      'settings settings.xml',
      'webSettings webSettings.xml',
      'fontTable fontTable.xml',
      'theme theme/theme1.xml',
      'numbering numbering.xml',
      'footnotes footnotes.xml',
      'image media/image1.jpg',
      'hyperlink https://press.invalid/rules ext',
      'footer footer1.xml',
    ),
    'word/styles.xml': word(
      'styles',
      [
        `<w:docDefaults><w:rPrDefault><w:rPr>${FONTS}<w:kern w:val="2"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="278" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/></w:latentStyles>',
        style('paragraph', 'Normal', 'Normal', '', true),
        style(
          'paragraph',
          'Heading1',
          'heading 1',
          '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:color w:val="0F4761" w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="40"/></w:rPr>',
        ),
        style('character', 'DefaultParagraphFont', 'Default Paragraph Font', '', true),
        style(
          'table',
          'TableNormal',
          'Normal Table',
          '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
          true,
        ),
        style('numbering', 'NoList', 'No List', '', true),
        style(
          'paragraph',
          'ListParagraph',
          'List Paragraph',
          '<w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="720"/><w:contextualSpacing/></w:pPr>',
        ),
        style(
          'table',
          'TableGrid',
          'Table Grid',
          `<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr>`,
        ),
        style(
          'character',
          'Hyperlink',
          'Hyperlink',
          '<w:rPr><w:color w:val="467886" w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr>',
        ),
      ].join(''),
    ),
    'word/numbering.xml': word(
      'numbering',
      `<w:abstractNum w:abstractNumId="0" w15:restartNumberingAfterBreak="0"><w:nsid w:val="5A7B3C1D"/><w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="7E0A1B2C"/>${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum><w:num w:numId="1" w16cid:durableId="194000001"><w:abstractNumId w:val="0"/></w:num>`,
    ),
    'word/footnotes.xml': word(
      'footnotes',
      `${separator(-1, 'separator', 'separator')}${separator(0, 'continuationSeparator', 'continuationSeparator')}<w:footnote w:id="1">${p(`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>${run(' On the third.')}`)}</w:footnote>`,
    ),
    'word/footer1.xml': word(
      'ftr',
      p(`${run('Page ')}${field('PAGE   \\* MERGEFORMAT', '1')}`, '<w:jc w:val="right"/>'),
    ),
    'word/settings.xml': word(
      'settings',
      '<w:zoom w:percent="120"/><w:proofState w:spelling="clean" w:grammar="clean"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:rsids><w:rsidRoot w:val="00A77B3E"/><w:rsid w:val="00C1564F"/></w:rsids><w:themeFontLang w:val="en-GB"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/><w14:docId w14:val="4A7B3C1D"/><w15:chartTrackingRefBased/><w15:docId w15:val="{3B0A7A3E-0000-4000-8000-000000000000}"/>',
    ),
    'word/webSettings.xml': word('webSettings', '<w:optimizeForBrowser/><w:allowPNG/>'),
    'word/fontTable.xml': word(
      'fonts',
      '<w:font w:name="Aptos"><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/><w:sig w:usb0="20000287" w:usb1="00000003" w:usb2="00000000" w:usb3="00000000" w:csb0="0000019F" w:csb1="00000000"/></w:font>',
    ),
    'word/theme/theme1.xml': THEME,
    'word/media/image1.jpg': JPEG,
  })
}

// Excel

const XL = `xmlns="${S}" xmlns:r="${R}" xmlns:mc="${NS}/markup-compatibility/2006" mc:Ignorable="x14ac xr" xmlns:x14ac="${MS}/spreadsheetml/2009/9/ac" xmlns:xr="${MS}/spreadsheetml/2014/revision"`
const UID = 'xr:uid="{3B0A7A3E-0000-4000-8000-000000000000}"'
const number = (ref: string, value: number, s: number, formula = '') =>
  `<c r="${ref}" s="${s}">${formula && `<f>${formula}</f>`}<v>${value}</v></c>`
const word = (ref: string, at: number, s = 0) => `<c r="${ref}" s="${s}" t="s"><v>${at}</v></c>`
const sheetRow = (n: number, ...cells: readonly string[]) =>
  `<row r="${n}" spans="1:3" x14ac:dyDescent="0.25">${cells.join('')}</row>`
const STRINGS = ['Bills of March', 'Name', 'Sum', 'Day', 'Müller', 'José', 'All']
const xf = (inside: string) => `<xf borderId="0" xfId="0" ${inside}/>`
const side = (name: string, how = '') => `<${name}${how}/>`
const C = `${NS}/drawingml/2006/chart`
const series = (ref: string, kind: string, inside: string) =>
  `<c:${kind}><c:f>${ref}</c:f>${inside}</c:${kind}>`
const points = (...values: readonly string[]) =>
  `<c:ptCount val="${values.length}"/>${values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('')}`
const axis = (name: string, id: number, other: number, at: string) =>
  `<c:${name}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${at}"/><c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${other}"/><c:crosses val="autoZero"/></c:${name}>`
const CHART = `${HEAD}<c:chartSpace xmlns:c="${C}" xmlns:a="${A}" xmlns:r="${R}"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx>${series('Bills!$B$2', 'strRef', `<c:strCache>${points('Sum')}</c:strCache>`)}</c:tx><c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:cat>${series('Bills!$A$3:$A$4', 'strRef', `<c:strCache>${points('Müller', 'José')}</c:strCache>`)}</c:cat><c:val>${series('Bills!$B$3:$B$4', 'numRef', `<c:numCache><c:formatCode>0.00</c:formatCode>${points('12.5', '7.25')}</c:numCache>`)}</c:val></c:ser><c:gapWidth val="219"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>${axis('catAx', 111111111, 222222222, 'b')}${axis('valAx', 222222222, 111111111, 'l')}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`
const XDR = `${NS}/drawingml/2006/spreadsheetDrawing`
const corner = (name: string, col: number, n: number) =>
  `<xdr:${name}><xdr:col>${col}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${n}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`

function excel365(): DocumentBytes {
  return zipOf({
    '[Content_Types].xml': types(
      '/xl/workbook.xml',
      `${MAIN}.spreadsheetml.sheet.main+xml`,
      [
        ...PROPERTY_TYPES,
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>',
        override('/xl/worksheets/sheet1.xml', 'spreadsheetml.worksheet'),
        override('/xl/sharedStrings.xml', 'spreadsheetml.sharedStrings'),
        override('/xl/styles.xml', 'spreadsheetml.styles'),
        override('/xl/theme/theme1.xml', 'theme'),
        override('/xl/drawings/drawing1.xml', 'drawing'),
        override('/xl/charts/chart1.xml', 'drawingml.chart'),
      ].join(''),
    ),
    ...PROPERTIES,
    '_rels/.rels': PROPERTIES['_rels/.rels']('xl/workbook.xml'),
    'xl/workbook.xml': `${HEAD}<workbook ${XL}><fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="29029"/><workbookPr defaultThemeVersion="202300"/><xr:revisionPtr revIDLastSave="0" documentId="13_ncr:1_{3B0A7A3E-0000-4000-8000-000000000000}" xr6:coauthVersionLast="47" xmlns:xr6="${MS}/spreadsheetml/2016/revision6"/><bookViews><workbookView xWindow="-108" yWindow="-108" windowWidth="23256" windowHeight="12456" ${UID}/></bookViews><sheets><sheet name="Bills" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">Bills!$2:$2</definedName></definedNames><calcPr calcId="191029"/></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      'worksheet worksheets/sheet1.xml',
      'theme theme/theme1.xml',
      'styles styles.xml',
      'sharedStrings sharedStrings.xml',
    ),
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet ${XL} ${UID}><dimension ref="A1:C5"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="B5" sqref="B5"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="1" width="18.77734375" customWidth="1"/><col min="3" max="3" width="12" bestFit="1" customWidth="1"/></cols><sheetData>${sheetRow(1, word('A1', 0, 1), '<c r="B1" s="1"/><c r="C1" s="1"/>')}${sheetRow(2, word('A2', 1, 2), word('B2', 2, 2), word('C2', 3, 2))}${sheetRow(3, word('A3', 4), number('B3', 12.5, 3), number('C3', 46095, 4))}${sheetRow(4, word('A4', 5), number('B4', 7.25, 3), number('C4', 46096, 4))}${sheetRow(5, word('A5', 6), number('B5', 19.75, 3, 'SUM(B3:B4)'))}</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells><conditionalFormatting sqref="B3:B4"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>10</formula></cfRule></conditionalFormatting><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="portrait" r:id="rId1"/><headerFooter><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter><drawing r:id="rId2"/></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': rels(
      'printerSettings ../printerSettings/printerSettings1.bin',
      'drawing ../drawings/drawing1.xml',
    ),
    'xl/printerSettings/printerSettings1.bin': 'PRINTER of Anna Seed',
    'xl/drawings/drawing1.xml': `${HEAD}<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}"><xdr:twoCellAnchor>${corner('from', 0, 6)}${corner('to', 3, 20)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${C}"><c:chart xmlns:c="${C}" xmlns:r="${R}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': rels('chart ../charts/chart1.xml'),
    'xl/charts/chart1.xml': CHART,
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${S}" count="7" uniqueCount="7">${STRINGS.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${XL}><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts><fonts count="2" x14ac:knownFonts="1"><font><sz val="11"/><color theme="1"/><name val="Aptos Narrow"/><family val="2"/><scheme val="minor"/></font><font><b/><sz val="14"/><color theme="1"/><name val="Aptos Narrow"/><family val="2"/><scheme val="minor"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.79998168889431442"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border>${['left', 'right', 'top', 'bottom', 'diagonal'].map((one) => side(one)).join('')}</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${xf('numFmtId="0" fontId="0" fillId="0"')}<xf borderId="0" xfId="0" numFmtId="0" fontId="1" fillId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>${xf('numFmtId="0" fontId="0" fillId="2" applyFill="1"')}${xf('numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"')}${xf('numFmtId="14" fontId="0" fillId="0" applyNumberFormat="1"')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`,
    'xl/theme/theme1.xml': THEME,
  })
}

// PowerPoint

const PML = `xmlns:a="${A}" xmlns:r="${R}" xmlns:p="${NS}/presentationml/2006/main"`
const TREE =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
const box = (x: number, y: number, cx: number, cy: number) =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm>`
const creation = `<a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId xmlns:a16="${MS}/drawing/2014/main" id="{3B0A7A3E-0000-4000-8000-000000000000}"/></a:ext></a:extLst>`
const place = (id: number, ph: string, where: string, words: string) =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Placeholder ${id}">${creation}</p:cNvPr><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${ph}/></p:nvPr></p:nvSpPr><p:spPr>${where}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${words}</p:txBody></p:sp>`
const paragraph = (words: string, lvl = 0) =>
  `<a:p>${lvl === 0 ? '' : `<a:pPr lvl="${lvl}"/>`}<a:r><a:rPr lang="en-GB" dirty="0"/><a:t>${words}</a:t></a:r><a:endParaRPr lang="en-GB" dirty="0"/></a:p>`
const TITLE = `${box(838200, 365125, 10515600, 1325563)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
const TEXT = `${box(838200, 1825625, 5200000, 4351338)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
const levels = (size: number, bullet: string) =>
  [1, 2]
    .map(
      (n) =>
        `<a:lvl${n}pPr marL="${228600 + (n - 1) * 457200}" indent="-228600" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc>${bullet}<a:defRPr sz="${size - n * 200}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${n}pPr>`,
    )
    .join('')
const sheet = (name: string, inside: string, more = '', how = '') =>
  `${HEAD}<p:${name} ${PML}${how}><p:cSld${name === 'sld' ? '' : ' name="Title and Content"'}>${name === 'sldMaster' ? '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>' : ''}<p:spTree>${TREE}${inside}</p:spTree></p:cSld>${more}</p:${name}>`
const own = '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>'
const tc = (words: string) =>
  `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraph(words)}</a:txBody><a:tcPr/></a:tc>`
const tr = (...cells: readonly string[]) => `<a:tr h="370840">${cells.map(tc).join('')}</a:tr>`

function powerpoint365(): DocumentBytes {
  const ml = 'presentationml'
  return zipOf({
    '[Content_Types].xml': types(
      '/ppt/presentation.xml',
      `${MAIN}.${ml}.presentation.main+xml`,
      [
        ...PROPERTY_TYPES,
        '<Default Extension="png" ContentType="image/png"/>',
        override('/ppt/slideMasters/slideMaster1.xml', `${ml}.slideMaster`),
        override('/ppt/slideLayouts/slideLayout1.xml', `${ml}.slideLayout`),
        override('/ppt/slides/slide1.xml', `${ml}.slide`),
        override('/ppt/presProps.xml', `${ml}.presProps`),
        override('/ppt/viewProps.xml', `${ml}.viewProps`),
        override('/ppt/tableStyles.xml', `${ml}.tableStyles`),
        override('/ppt/theme/theme1.xml', 'theme'),
      ].join(''),
    ),
    ...PROPERTIES,
    '_rels/.rels': PROPERTIES['_rels/.rels']('ppt/presentation.xml'),
    'ppt/presentation.xml': `${HEAD}<p:presentation ${PML} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>${levels(2000, '')}</p:defaultTextStyle></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': rels(
      'slideMaster slideMasters/slideMaster1.xml',
      'slide slides/slide1.xml',
      'presProps presProps.xml',
      'viewProps viewProps.xml',
      'theme theme/theme1.xml',
      'tableStyles tableStyles.xml',
    ),
    'ppt/presProps.xml': `${HEAD}<p:presentationPr ${PML}/>`,
    'ppt/viewProps.xml': `${HEAD}<p:viewPr ${PML}><p:normalViewPr><p:restoredLeft sz="15611"/><p:restoredTop sz="94694"/></p:normalViewPr></p:viewPr>`,
    'ppt/tableStyles.xml': `${HEAD}<a:tblStyleLst xmlns:a="${A}" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>`,
    'ppt/theme/theme1.xml': THEME,
    'ppt/slideMasters/slideMaster1.xml': sheet(
      'sldMaster',
      place(2, 'type="title"', TITLE, paragraph('Click to edit Master title style')) +
        place(
          3,
          'type="body" idx="1"',
          TEXT,
          paragraph('Click to edit Master text styles') + paragraph('Second level', 1),
        ),
      `<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>${levels(4600, '<a:buNone/>')}</p:titleStyle><p:bodyStyle>${levels(3000, '<a:buFont typeface="Arial"/><a:buChar char="•"/>')}</p:bodyStyle><p:otherStyle>${levels(2000, '')}</p:otherStyle></p:txStyles>`,
    ),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': rels(
      'slideLayout ../slideLayouts/slideLayout1.xml',
      'theme ../theme/theme1.xml',
    ),
    'ppt/slideLayouts/slideLayout1.xml': sheet(
      'sldLayout',
      place(2, 'type="title"', '', paragraph('Click to edit Master title style')) +
        place(3, 'idx="1"', '', paragraph('Click to edit Master text styles')),
      own,
      ' type="obj" preserve="1"',
    ),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': rels(
      'slideMaster ../slideMasters/slideMaster1.xml',
    ),
    'ppt/slides/slide1.xml': sheet(
      'sld',
      `${place(2, 'type="title"', '', paragraph('What we saw'))}${place(3, 'idx="1"', '', paragraph('The tender was signed early') + paragraph('قالت: نعم', 1))}<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Table 4"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="6400000" y="1825625"/><a:ext cx="4800000" cy="741680"/></p:xfrm><a:graphic><a:graphicData uri="${NS}/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1" bandRow="1"><a:tableStyleId>{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}</a:tableStyleId></a:tblPr><a:tblGrid><a:gridCol w="2400000"/><a:gridCol w="2400000"/></a:tblGrid>${tr('Name', 'Sum')}${tr('Müller', '12.50')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame><p:pic><p:nvPicPr><p:cNvPr id="5" name="Picture 5" descr="A room"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${box(6400000, 3600000, 1828800, 1219200)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`,
      own,
    ),
    'ppt/slides/_rels/slide1.xml.rels': rels(
      'slideLayout ../slideLayouts/slideLayout1.xml',
      'image ../media/image1.png',
    ),
    'ppt/media/image1.png': PNG,
  })
}

export const OFFICE_365 = {
  'letter.docx': word365,
  'bills.xlsx': excel365,
  'talk.pptx': powerpoint365,
} as const
