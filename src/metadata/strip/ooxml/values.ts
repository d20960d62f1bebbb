import { keyOf, NOT_KNOWN } from '../../xml/namespaces.ts'
import { isSwitch } from '../../xml/tree.ts'
import { byListedName } from '../office/clean.ts'
import { isLanguage } from '../office/languages.ts'
import {
  isColours,
  isDashes,
  isDrawing,
  isNumbers,
  isPath,
  isTime,
  MOTION_PATH,
  plainNumbers,
  plainSwitch,
  plainTokens,
  VML_PATH,
} from '../office/values.ts'
import { Vocabulary } from '../office/vocabulary.ts'
import { HAS_STYLE, plainStyle } from './vml-style.ts'
import names from './vocabulary.json' with { type: 'json' }

export const OOXML_VOCABULARY = new Vocabulary(names)

type Check = (value: string) => boolean

/** Cells, and rows and columns of them. */
const isRange: Check = (value) =>
  value.split(' ').every((one) => /^\$?[A-Z]{0,3}\$?\d{0,7}(:\$?[A-Z]{0,3}\$?\d{0,7})?$/.test(one))
const any: Check = () => true
const sign: Check = (value) => [...value].length <= 2
/** Extension by which a link has the colour of its words. */
export const LINK_COLOUR = '{A12FA001-AC4F-418D-AE19-62706E023703}'

const known: Check = (value) =>
  keyOf(value).key !== NOT_KNOWN ||
  /^http:\/\/(schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/drawingml\/(2006\/)?(table|ole|compatibility)$/.test(
    value,
  )
/** Attributes whose text the standard leaves free, as `element@name`: what is read, names of what is read, and how it looks. */
const FREE = byListedName<Check>([
  [
    any,
    `a:buFont@typeface a:cs@typeface a:ea@typeface a:latin@typeface a:sym@typeface a:font@typeface
     a:buChar@char m:mathFont@val c:numFmt@formatCode c:pt@formatCode p:font@typeface v:textpath@string
     s:cellStyle@name s:cfRule@text s:cfvo@val s:customFilter@val s:dataField@name 
     s:definedName@name s:filter@val
     s:item@n s:numFmt@formatCode s:pageField@name s:pageField@cap s:pivotField@name s:pivotField@subtotalCaption
     s:cacheField@name s:cacheField@caption s:s@v s:s@c s:n@c s:e@v s:b@c s:d@c s:m@c s:rFont@val s:name@val
     s:sheet@name s:table@displayName s:table@name s:tableColumn@name s:tableColumn@totalsRowLabel
     s:table@dataCellStyle s:table@headerRowCellStyle s:table@totalsRowCellStyle s:tableColumn@dataCellStyle
     s:tableColumn@headerRowCellStyle s:tableColumn@totalsRowCellStyle s:tableStyle@name s:tableStyleInfo@name
     s:tableStyles@defaultTableStyle s:tableStyles@defaultPivotStyle s:pivotTableStyleInfo@name
     s:pivotTableDefinition@name s:pivotTableDefinition@dataCaption s:pivotTableDefinition@colHeaderCaption
     s:pivotTableDefinition@rowHeaderCaption s:pivotTableDefinition@grandTotalCaption
     s:pivotTableDefinition@errorCaption s:pivotTableDefinition@missingCaption s:worksheetSource@name
     s:worksheetSource@sheet x14:cfRule@text
     w:basedOn@val w:link@val w:next@val w:pStyle@val w:rStyle@val w:tblStyle@val w:style@styleId w:styleLink@val
     w:numStyleLink@val w:defaultTableStyle@val w:clickAndTypeStyle@val w:name@val w:font@name w:rFonts@ascii
     w:rFonts@cs w:rFonts@eastAsia w:rFonts@hAnsi w:sym@font w:lvlText@val w:listItem@displayText w:listItem@value
     w:listEntry@val w:default@val w:fldSimple@instr w:bookmarkStart@name mc:Choice@Requires`,
  ],
  // The first three numbers of a list: `001, 002, 003, ...`
  [
    (value) => /^(\d{1,6}|\p{L}\p{M}?)(, (\d{1,6}|\p{L}\p{M}?)){2}, \.\.\.$/u.test(value),
    'w:numFmt@format',
  ],
  [sign, 'm:begChr@val m:chr@val m:endChr@val m:sepChr@val'],
  [(value) => /^[.,;·٫،؛、]$/.test(value), 'w:decimalSymbol@val w:listSeparator@val'],
  [
    isRange,
    `s:autoFilter@ref s:c@r s:comment@ref s:conditionalFormatting@sqref s:dataValidation@sqref s:dimension@ref s:f@ref
     s:f@r1 s:f@r2 s:hyperlink@ref s:ignoredError@sqref s:location@ref s:mergeCell@ref s:oleSize@ref
     s:pane@topLeftCell s:row@spans
     s:sortCondition@ref s:sortState@ref s:sheetPr@syncRef s:table@ref s:worksheetSource@ref`,
  ],
  [
    isLanguage,
    `a:defRPr@lang a:defRPr@altLang a:rPr@lang a:rPr@altLang a:endParaRPr@lang a:endParaRPr@altLang c:lang@val
     w:lang@val w:lang@bidi w:lang@eastAsia w:themeFontLang@val w:themeFontLang@bidi w:themeFontLang@eastAsia
     w:noLineBreaksAfter@lang w:noLineBreaksBefore@lang p:kinsoku@lang w:lid@val`,
  ],
  // What decides whether something is seen is a boolean or not written, so every program reads it alike.
  [
    isSwitch,
    `s:col@hidden s:row@hidden s:definedName@hidden s:headerFooter@differentOddEven s:headerFooter@differentFirst
     s:workbookPr@date1904 s:alignment@wrapText s:alignment@shrinkToFit s:dataBar@showValue s:iconSet@showValue
     x14:dataBar@showValue x14:iconSet@showValue s:c@ph s:pageSetup@useFirstPageNumber p:sld@show
     p:sld@showMasterSp p:sldLayout@showMasterSp p:sp@useBgFill p:cNvPr@hidden xdr:cNvPr@hidden a:cNvPr@hidden
     pic:cNvPr@hidden wps:cNvPr@hidden wp:docPr@hidden wp:anchor@hidden wp:anchor@simplePos a:tc@hMerge a:tc@vMerge
     a:tblPr@firstRow a:tblPr@lastRow a:tblPr@firstCol a:tblPr@lastCol a:tblPr@bandRow a:tblPr@bandCol a:xfrm@flipH
     a:xfrm@flipV c:delete@val c:autoTitleDeleted@val c:varyColors@val c:showLegendKey@val c:showVal@val
     c:showCatName@val c:showSerName@val c:showPercent@val c:showBubbleSize@val c:dispEq@val c:dispRSqr@val
     c:numFmt@sourceLinked m:show@val m:degHide@val m:subHide@val m:supHide@val w:vanish@val w:specVanish@val
     w:hidden@val w:titlePg@val w:evenAndOddHeaders@val w:displayBackgroundShape@val w:autoHyphenation@val w:rtl@val
     w:cs@val w:style@default w:tblLook@firstRow w:tblLook@lastRow w:tblLook@firstColumn w:tblLook@lastColumn
     w:tblLook@noHBand w:tblLook@noVBand`,
  ],
  [isTime, 's:d@v'],
  [(value) => /^\S*$/.test(value), 'w:hyperlink@anchor'],
  [(value) => /^[A-Z][a-z]{3}$/.test(value), 'a:font@script'],
  [known, 'a:graphicData@uri'],
  [(value) => value === LINK_COLOUR, 'a:ext@uri'],
  [
    (value) =>
      /^(slidenum|TxLink|TXLINK|CELL(REF|RANGE)|datetime(FigureOut|figureout|\d{0,2}))$/.test(
        value,
      ),
    'a:fld@type',
  ],
  [
    (value) =>
      /^(Table of Contents|Cover Pages|Bibliographies|Page Numbers( \((Top of Page|Bottom of Page|Margins)\))?)$/.test(
        value,
      ),
    'w:docPartGallery@val',
  ],
  [(value) => /^[dMyhHmsAaPp/.,:'\s年月日-]*$/u.test(value), 'w:dateFormat@val'],
  [(value) => value === 'http://schemas.microsoft.com/office/word', 'w:compatSetting@uri'],
  [(value) => COMPATIBLE.has(value), 'w:compatSetting@name'],
  [(value) => /^#_x0000_[a-z]{1,2}\d{1,9}$/.test(value), 'v:shape@type'],
])

const COMPATIBLE = new Set(
  `compatibilityMode overrideTableStyleFontSizeAndJustification enableOpenTypeFeatures doNotFlipMirrorIndents
   differentiateMultirowTableHeaders useWord2013TrackBottomHyphenation
   allowHyphenationAtTrackBottom allowSpaceOfSameStyleInTable`.split(/\s+/),
)

/** The value as every copy spells it; `undefined` for one that the standard does not define here. */
export function ooxmlValue(element: string, at: string, value: string): string | undefined {
  const [key = '', local = ''] = at.includes(':') ? at.split(':') : ['', at]
  const where = key || element.split(':')[0]
  const only = (passes: boolean, plain: (value: string) => string) =>
    passes ? plain(value) : undefined
  // Rewritten once it is known where each leads.
  if (key === 'r' || at === 'o:relid') return value
  const check = FREE.get(`${element}@${local}`)
  if (check !== undefined) return only(check(value), check === isSwitch ? plainSwitch : same)
  if (at === 'xml:space') return only(value === 'preserve' || value === 'default', same)
  if (at === 'style' && HAS_STYLE.test(element)) return plainStyle(element, value) || undefined
  if (COLOURED.test(local) && /^[vo]$/.test(key || element.charAt(0)))
    return only(isColours(value), plainTokens)
  if (local === 'dashstyle') return only(isDashes(value), plainTokens)
  const list = LISTS.get(`${where}:${local}`)
  if (list?.(value)) return local === 'eqn' ? plainTokens(value) : plainNumbers(value)
  if (OF_DIAGRAM.test(`${element}@${at}`)) return OOXML_VOCABULARY.plainList(element, at, value, 8)
  const plain = OOXML_VOCABULARY.plain(element, at, value)
  return plain !== undefined && !/^[vox]$/.test(where ?? '') ? plainSpelt(plain) : plain
}
/** `on` and `true` are 1; a number stays what it is. */
const plainSpelt = (value: string): string => (/^\d*$/.test(value) ? value : plainSwitch(value))
const same = (value: string): string => value

const COLOURED = /^(colors|color2?|fillcolor|strokecolor|chromakey|extrusioncolor)$/
const numbers =
  (most: number): Check =>
  (value) =>
    isNumbers(value, most)
/** A formula of an older drawing and its values. */
const FORMULA =
  /^(val|sum|prod|mid|abs|min|max|if|mod|atan2|sin|cos|cosatan2|sinatan2|sqrt|sumangle|ellipse|tan)( +([@#]?-?\d{1,7}|width|height|[xy]center|[xy]limo|hasstroke|hasfill|pixel(linewidth|width|height)|emu(width|height)2?)){0,3} *$/i
/** Paths, formulas and points of older drawings, and what moves on a slide; each by its own grammar. */
const LISTS: ReadonlyMap<string, Check> = new Map([
  ...byListedName<Check>([
    [
      numbers(2),
      `v:coordsize v:coordorigin v:from v:to v:control1 v:control2 v:limo v:position v:xrange v:yrange v:polar
       v:radiusrange v:focusposition v:focussize v:size v:origin v:offset v:offset2 v:map v:switch o:offset o:origin
       o:lightposition o:lightposition2 o:skewamt o:from o:to`,
    ],
    [numbers(3), 'o:viewpoint o:orientation o:viewpointorigin o:rotationcenter o:rotationangle'],
    [numbers(4), 'v:inset'],
    [numbers(6), 'v:matrix o:matrix'],
    [numbers(8), 'v:adj o:data'],
    [numbers(16), 'o:connectangles'],
    [numbers(24), 'v:textboxrect'],
    [numbers(64), 'o:connectlocs'],
    [numbers(256), 'v:wrapcoords o:wrapcoords'],
    [numbers(Infinity), 'v:points'],
    [(value) => isPath(value, VML_PATH), 'v:path'],
    [(value) => FORMULA.test(value), 'v:eqn'],
    [(value) => isPath(value, MOTION_PATH), 'p:path'],
    [isDrawing, 'p:from p:to p:by p:fmla p:val p:filter p:prLst p:tmFilter'],
  ]),
])
const OF_DIAGRAM = /^dgm:(forEach|if|presOf)@(axis|ptType|hideLastTrans|st|cnt|step)$/
