import type { Node } from '../../xml/tree.ts'
import { type ContentModel, readParents } from '../office/content-model.ts'

const PARENTS = readParents(
  `
w:t w:delText w:instrText w:delInstrText w:sym < w:r m:r
w:r w:fldSimple w:bdo w:dir < LINE
w:hyperlink < LINE MATH
w:ins w:del w:moveFrom w:moveTo < LINE MATH w:rPr w:trPr w:tcPr w:numPr m:ctrlPr m:rPr w:body w:tbl w:tr
w:sdt < LINE BLOCK MATH w:tbl w:tr
w:sdtContent < w:sdt
w:p w:tbl < BLOCK
w:tr < w:tbl
w:tc < w:tr
w:body < w:document
w:footnote < w:footnotes
w:endnote < w:endnotes
w:comment < w:comments
w:ruby < w:r
w:rt w:rubyBase < w:ruby
w:txbxContent < wps:txbx v:textbox
wps:txbx < wps:wsp
wps:wsp < a:graphicData wpg:wgp wpg:grpSp wpc:wpc
w:drawing w:pict < w:r m:r w:numPicBullet
wp:inline wp:anchor < w:drawing
m:t < m:r
m:r < MATH w:hyperlink
m:oMath < LINE MATH m:oMathPara a14:m
m:oMathPara < LINE BLOCK a14:m
a14:m < a:p
ARGUMENT < STRUCTURE
STRUCTURE m:m < MATH
m:mr < m:m
a:t < a:r a:fld
a:r a:fld < a:p
a:p < p:txBody a:txBody xdr:txBody cdr:txBody lc:txBody p188:txBody dgm:t c:rich c:txPr
p:txBody < p:sp
a:txBody < a:tc a:sp a:txSp
xdr:txBody < xdr:sp
cdr:txBody < cdr:sp
p188:txBody < p188:cm p188:reply
a:graphic < wp:inline wp:anchor p:graphicFrame xdr:graphicFrame cdr:graphicFrame wpg:graphicFrame wpc:graphicFrame wp:graphicFrame a:graphicFrame
a:graphicData < a:graphic
a:tbl < a:graphicData
a:tr < a:tbl
a:tc < a:tr
p:sp p:grpSp p:graphicFrame p:cxnSp < p:spTree p:grpSp
p:spTree < p:cSld
p:cSld < p:sld p:sldLayout p:sldMaster p:notes p:notesMaster p:handoutMaster
p:text < p:cm
p:cm < p:cmLst
xdr:sp < xdr:twoCellAnchor xdr:oneCellAnchor xdr:absoluteAnchor xdr:grpSp
cdr:sp < cdr:relSizeAnchor cdr:absSizeAnchor cdr:grpSp
dgm:t < dgm:pt
dgm:pt < dgm:ptLst
dgm:ptLst < dgm:dataModel
c:rich < c:tx
c:name < c:trendline
c:tx < c:title c:ser c:dLbl c:trendlineLbl c:dispUnitsLbl
c:f < c:strRef c:numRef c:multiLvlStrRef
c:v < c:pt c:tx
c:pt < c:strCache c:numCache c:strLit c:numLit c:lvl
s:sheetData < s:worksheet
s:row < s:sheetData
s:c < s:row
s:v s:f s:is < s:c
s:si < s:sst
s:r s:rPh < s:si s:is s:text
s:t < s:si s:is s:text s:r s:rPh
s:text < s:comment
s:comment < s:commentList
s:commentList s:authors < s:comments
s:author < s:authors
s:formula < s:cfRule
s:formula1 s:formula2 < s:dataValidation
s:definedName < s:definedNames
s:oddHeader s:oddFooter s:evenHeader s:evenFooter s:firstHeader s:firstFooter < s:headerFooter
s:calculatedColumnFormula s:totalsRowFormula < s:tableColumn
v:textbox < v:shape v:rect v:oval v:roundrect v:line v:polyline v:arc v:curve v:image
div font span b i u p < v:textbox div font span b i u p
`,
  {
    LINE: 'w:p w:hyperlink w:fldSimple w:bdo w:dir w:rt w:rubyBase',
    BLOCK: 'w:body w:tc w:hdr w:ftr w:footnote w:endnote w:comment w:txbxContent w:docPartBody',
    ARGUMENT: 'm:e m:num m:den m:sub m:sup m:deg m:lim m:fName',
    MATH: 'ARGUMENT m:oMath',
    STRUCTURE: `m:acc m:bar m:box m:borderBox m:d m:eqArr m:f m:func m:groupChr m:limLow m:limUpp m:mr m:nary m:phant
      m:rad m:sPre m:sSub m:sSubSup m:sSup`,
  },
)

export const OOXML_CONTENT_MODEL: ContentModel = {
  parents: PARENTS,
  transparent: (element) =>
    /^(mc:(AlternateContent|Choice|Fallback)|w:(sdt|sdtContent|smartTag|customXml|ins|del|moveFrom|moveTo))$/.test(
      element,
    ),
  once: new Set(
    `w:body w:sdtContent w:rt w:rubyBase w:txbxContent wps:txbx v:textbox p:txBody a:txBody xdr:txBody cdr:txBody
     p188:txBody a:t a:graphic a:graphicData a:tbl p:spTree p:cSld p:text dgm:t dgm:ptLst c:rich c:tx c:f c:v
     s:sheetData s:v s:f s:is s:text s:t s:commentList s:authors`.split(/\s+/),
  ),
  unread: new Set(
    `c:txPr w:numPicBullet dgm:sampData dgm:styleData dgm:clrData a:lstStyle w:rPr w:pPr w:sectPr w:sdtPr
     w:background`.split(/\s+/),
  ),
  words: new Set(
    'w:t w:delText w:instrText w:delInstrText w:sym a:r a:fld a:t m:t dgm:t div font span b i u p'.split(
      ' ',
    ),
  ),
}

/**
 * Lists of which ECMA-376 asks one entry at least, and which themselves need not be there. Excel and PowerPoint offer
 * to repair a file that has an empty one.
 */
const NEVER_EMPTY = new RegExp(
  `^(s:(bookViews|cellStyles|chartFormats|cols|(col|row)(Fields|Items)|colors|conditionalFormat(s|ting)|customFilters
    |data(Fields|Validations)|discretePr|groupItems|hyperlinks|ignoredErrors|indexedColors|mergeCells|mruColors
    |page(Fields|s)|pivot(Caches|Fields|Hierarchies)|protectedRanges|references|scenarios|sets|sheetViews|sortByTuple
    |ext(Lst)?)|x14:(conditionalFormattings|dataValidations|sparkline(Group)?s)
    |p:(attrNameLst|bldLst|(child|sub)?[tT]nLst|(st|end|prev|next)CondLst)
    |c:(cat|val|xVal|yVal|plus|minus|errBars|dispUnits|legendEntry)|w:tabs)$`.replace(/\s+/g, ''),
)

/** Lists that have lost their last entry. */
export function cutEmptyLists(node: Node): void {
  node.children = node.children.filter((child) => {
    if (typeof child === 'string') return true
    cutEmptyLists(child)
    return child.children.length > 0 || !NEVER_EMPTY.test(child.name)
  })
}
