import { type Bytes, utf8 } from '#bytes.ts'
import { elementsIn, parseXml, textIn } from '../../xml/tree.ts'

/**
 * Settings for a layout that differs from today's defaults: documents from Word or from older versions have other
 * spacing.
 */
const LAYOUT = new Set(
  `AddExternalLeading AddFrameOffsets AddParaLineSpacingToTableCells AddParaSpacingToTableCells AddParaTableSpacing
   AddParaTableSpacingAtStart AddVerticalFrameOffsets AlignTabStopPosition AllowTextAfterFloatingTableBreak
   ApplyParagraphMarkFormatToNumbering ApplyTextAttrToEmptyLineAtEndOfParagraph AutoFirstLineIndentDisregardLineSpace
   BackgroundParaOverDrawings ClipAsCharacterAnchoredWriterFlyFrames ClippedPictures CollapseEmptyCellPara
   ConsiderTextWrapOnObjPos ContinuousEndnotes DisableOffPagePositioning DoNotBreakWrappedTables
   DoNotCaptureDrawObjsOnPage DoNotJustifyLinesWithManualBreak DoNotMirrorRtlDrawObjs DoNotResetParaAttrsForNumFont
   DropCapPunctuation EmptyDbFieldHidesPara FloattableNomargins FootnoteInColumnToPageEnd FrameAutowidthWithMorePara
   GutterAtTop HeaderSpacingBelowLastPara HyphenateURLs IgnoreFirstLineIndentInNumbering
   IgnoreTabsAndBlanksForLineCalculation InvertBorderSpacing IsKernAsianPunctuation JustifyLinesWithShrinking
   MathBaselineAlignment MinRowHeightInclBorder MsWordCompMinLineHeightByFly MsWordCompTrailingBlanks
   NoGapAfterNoteNumber NoNumberingShowFollowBy OutlineLevelYieldsNumbering PropLineSpacingShrinksFirstLine
   SmallCapsPercentage66 StylesNoDefault SubtractFlysAnchoredAtFlys SurroundTextWrapSmall TabAtLeftIndentForParagraphsInList
   TableRowKeep TabOverflow TabOverMargin TabOverSpacing TabsRelativeToIndent TreatSingleColumnBreakAsPageBreak
   UnbreakableNumberings UnxForceZeroExtLeading UseFormerLineSpacing UseFormerObjectPositioning UseFormerTextWrapping
   UseOldNumbering UseOldPrinterMetrics UseVariableWidthNBSP WordLikeWrapForAsCharFlys`.split(
    /\s+/,
  ),
)
/** Settings with values other than true and false, and their type. */
const OTHERS: ReadonlyMap<string, readonly [type: string, values: RegExp]> = new Map([
  ['PrinterIndependentLayout', ['string', /^(disabled|(low|high)-resolution)$/]],
  ['CharacterCompressionType', ['short', /^[012]$/]],
])
const BOOLEAN = ['boolean', /^(true|false)$/] as const
const CONFIG = 'urn:oasis:names:tc:opendocument:xmlns:config:1.0'
/** Programs expect this prefix in the name of the settings. */
const OOO = 'http://openoffice.org/2004/office'
const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'

/** The settings part with the layout settings only; `null` when there are none. */
export function layoutOf(bytes: Bytes): Bytes | null {
  const settings = new Map<string, string>()
  for (const node of elementsIn(parseXml(bytes).root)) {
    const name = node.attributes.get('config:name') ?? ''
    const [type, values] = OTHERS.get(name) ?? (LAYOUT.has(name) ? BOOLEAN : [])
    const value = textIn(node).trim()
    if (node.name !== 'config:config-item' || !values?.test(value)) continue
    settings.set(
      name,
      `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`,
    )
  }
  const items = [...settings].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
  if (items.length === 0) return null
  return utf8(
    `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-settings xmlns:config="${CONFIG}" xmlns:office="${OFFICE}" xmlns:ooo="${OOO}" office:version="1.3"><office:settings><config:config-item-set config:name="ooo:configuration-settings">${items.join('')}</config:config-item-set></office:settings></office:document-settings>`,
  )
}
