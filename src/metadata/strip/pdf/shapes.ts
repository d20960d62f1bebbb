import type { MetadataFinding } from '../../metadata-finding.ts'

/**
 * Entries allowed in each dictionary, with the rule of each: `num`, `to9` (an integer up to 9), `bool`, `nums`
 * (a list of numbers, `nums4` of at most 4), `lines` (numbers and lists of them), `name` (one of `NAMES`), `names` (one
 * or a list of them), `text` (is read), `lang`, `free` (a name that the document chose, which is replaced), `font` (a font name), `colour`,
 * `function`, `page`, `dest`, `draws` (operators in a string), the name of another dictionary, `[X]` an array of X,
 * `{X}` entries under chosen names.
 */
const TABLE: Readonly<Record<string, string>> = {
  Catalog: `Type:name Version:version ViewerPreferences:Viewer PageLayout:name PageMode:name Lang:lang MarkInfo:Marks
    PageLabels:labels Outlines:outlines OpenAction:opening AcroForm:Form StructTreeRoot:Reading OCProperties:Layers`,
  Viewer: `HideToolbar:bool HideMenubar:bool HideWindowUI:bool FitWindow:bool CenterWindow:bool Direction:name
    NonFullScreenPageMode:name PrintScaling:name Duplex:name
    PickTrayByPDFSize:bool`,
  Marks: 'Marked:bool UserProperties:bool Suspects:bool',
  PageLabel: 'Type:name S:name St:num',
  Titles: 'Type:name',
  Outline: 'Type:name Title:text F:to3 Dest:dest A:action',
  Page: `Type:name MediaBox:nums4 CropBox:nums4 Rotate:turn UserUnit:hundredths
    Group:Group StructParents:num Tabs:name Resources:Resources`,
  Resources: `ExtGState:{State} ColorSpace:{colour} Pattern:{Pattern} Shading:{Shading} XObject:{XObject}
    Font:{Font} Properties:{Layer}`,
  Group: 'Type:name S:name CS:colour I:bool K:bool',
  State: `Type:name LW:num LC:to2 LJ:to2 ML:hundredths D:dash RI:name OP:bool op:bool OPM:to1 Font:sized TR:function
    TR2:function SA:bool BM:names SMask:soft CA:share ca:share AIS:bool TK:bool`,
  Mask: 'Type:name S:name G:XObject BC:nums32 TR:function',
  Form_: `Type:name Subtype:name BBox:nums4 Matrix:nums6 Resources:Resources Group:Group StructParent:num
    StructParents:num OC:Layer`,
  Image: `Type:name Subtype:name Width:num Height:num ColorSpace:colour BitsPerComponent:to32 Intent:name ImageMask:bool
    Mask:mask Decode:nums Interpolate:bool SMask:XObject SMaskInData:to2 Matte:nums StructParent:num OC:Layer`,
  Tiling: `Type:name PatternType:to2 PaintType:to2 TilingType:to3 BBox:nums4 XStep:num YStep:num Matrix:nums6
    Resources:Resources`,
  Shaded: 'Type:name PatternType:to2 Shading:Shading Matrix:nums6 ExtGState:State',
  Shading: `ShadingType:to7 ColorSpace:colour Background:nums32 BBox:nums4 AntiAlias:bool Domain:nums4 Matrix:nums6
    Function:function Coords:nums6 Extend:bools2 BitsPerCoordinate:to32 BitsPerComponent:to32 BitsPerFlag:to32 Decode:nums
    VerticesPerRow:num`,
  Calibrated: 'WhitePoint:nums3 BlackPoint:nums3 Gamma:gamma Matrix:nums9 Range:nums4',
  Function: `FunctionType:to4 Domain:nums Range:nums Size:nums BitsPerSample:to32 Order:to3 Encode:nums Decode:nums
    C0:nums32 C1:nums32 N:num Functions:[function] Bounds:nums`,
  Font: `Type:name Subtype:name BaseFont:font FirstChar:num LastChar:num Widths:nums Encoding:encoding ToUnicode:Codes
    FontDescriptor:Letters DescendantFonts:[Font] CIDSystemInfo:Ordering DW:num W:lines DW2:nums2 W2:lines CIDToGIDMap:glyphs`,
  OwnFont: `Type:name Subtype:name FirstChar:num LastChar:num Widths:nums Encoding:ownEncoding ToUnicode:Codes
    FontBBox:nums4 FontMatrix:nums6 CharProcs:{Glyph} Resources:Resources FontDescriptor:Letters`,
  OwnEncoding: 'Type:name Differences:ownLetters',
  Encoding: 'Type:name BaseEncoding:name Differences:letters',
  Ordering: 'Registry:maker Ordering:list Supplement:to9',
  Letters: `Type:name FontName:font FontStretch:name FontWeight:to900 Flags:fontFlags FontBBox:nums4 ItalicAngle:num Ascent:num
    Descent:num CapHeight:num XHeight:num StemV:num MissingWidth:num
    FontFile:Program FontFile2:Program FontFile3:Program`,
  Codes_: 'Type:name CMapName:codes WMode:to1 CIDSystemInfo:Ordering',
  Reading: 'Type:name K:[Element] ParentTree:parents',
  Element: 'Type:name S:role P:above Pg:page K:kids A:[Attributes] Lang:lang',
  Attributes: 'O:name ColSpan:to32 RowSpan:to32 Scope:name ListNumbering:name',
  Layers: 'OCGs:[Layer] D:Shown',
  Layer: 'Type:name Intent:names Usage:Usage OCGs:[Layer] P:name VE:expression',
  Usage: 'View:Viewed Print:Printed Export:Exported Zoom:Zoomed',
  Viewed: 'ViewState:name',
  Printed: 'PrintState:name',
  Exported: 'ExportState:name',
  Zoomed: 'min:hundredths max:hundredths',
  Shown: `BaseState:name ON:[Layer] OFF:[Layer] Intent:names AS:[Event] Order:order RBGroups:order Locked:[Layer]
    ListMode:name`,
  Event: 'Event:name OCGs:[Layer] Category:names',
  Form: 'Fields:[Field] NeedAppearances:bool DA:draws DR:Resources Q:to2',
  Field: `Type:name Subtype:name FT:name Parent:Field Kids:[Field] Ff:fieldFlags Opt:[option] DA:draws Q:to2 MaxLen:to9999 TI:to9999
    I:nums Rect:nums4 F:flags AP:Looks AS:free Border:border BS:Line MK:Look H:name P:page A:action OC:Layer StructParent:num`,
  Look: 'R:turn BC:shares4 BG:shares4 CA:text TP:to6',
  Looks: 'N:look',
  Line: 'Type:name W:num S:name D:nums4',
  Cloud: 'S:name I:num',
  Annotation: `Type:name Subtype:name Rect:nums4 Contents:text P:page F:flags AP:Looks AS:free Border:border C:shares4
    StructParent:num OC:Layer A:action Dest:dest H:name QuadPoints:nums BS:Line Open:bool Name:name DA:draws Q:to2
    CL:nums6 BE:Cloud RD:nums4 LE:names L:nums4 IC:shares4 LL:num LLE:num Cap:bool LLO:num CP:name CO:nums2 Vertices:nums
    InkList:lines CA:share ca:share Sy:name IT:name`,
  Action: 'Type:name S:name D:dest URI:address N:name',
}

export type EntryRules = ReadonlyMap<string, string>

export const SHAPES: ReadonlyMap<string, EntryRules> = new Map(
  Object.entries(TABLE).map(([shape, keys]) => [
    shape,
    new Map(
      keys.split(/\s+/).map((entry) => {
        const at = entry.indexOf(':')
        return [entry.slice(0, at), entry.slice(at + 1)] as const
      }),
    ),
  ]),
)

/** Entries that identify nobody, and are written again where needed. */
export const QUIET: ReadonlySet<string> = new Set(
  `Type Length Filter DecodeParms F FFilter FDecodeParms DL Parent Kids Count ProcSet Pages Contents Annots Extensions
   Version Name Names Dests MCID N Alternate Length1 Length2 Length3 UseCMap Popup AP ParentTreeNextKey FormType`.split(
    /\s+/,
  ),
)

/** Finding of an omitted entry; any other is `other`. */
export const SAYS: Readonly<Record<string, MetadataFinding>> = {
  AA: 'scripts',
  AF: 'embedded',
  ActualText: 'words',
  Alt: 'words',
  Author: 'author',
  Collection: 'embedded',
  CreationDate: 'comments',
  Creator: 'software',
  CreatorInfo: 'software',
  DSS: 'signature',
  E: 'words',
  EF: 'embedded',
  IRT: 'comments',
  LastModified: 'taken',
  Lock: 'signature',
  M: 'comments',
  ModDate: 'taken',
  NM: 'comments',
  OPI: 'links',
  Perms: 'signature',
  PieceInfo: 'software',
  PrivateData: 'software',
  T: 'words',
  'PTEX.FileName': 'words',
  'PTEX.InfoDict': 'taken',
  RC: 'comments',
  RV: 'words',
  Ref: 'links',
  SigFlags: 'signature',
  Subj: 'comments',
  TU: 'words',
  Thumb: 'preview',
  Title: 'words',
  URI: 'links',
  XFA: 'scripts',
}

/** Names with a standard meaning. */
export const NAMES: ReadonlySet<string> = new Set(
  `Catalog Pages Page Outlines Font XObject Annot Action ExtGState Mask Pattern Group OCG OCMD Encoding FontDescriptor
   StructTreeRoot StructElem MCR OBJR Border CMap PageLabel Metadata
   SinglePage OneColumn TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight UseNone UseOutlines UseThumbs FullScreen
   UseOC UseAttachments L2R R2L MediaBox CropBox BleedBox TrimBox ArtBox AppDefault None Simplex DuplexFlipShortEdge
   DuplexFlipLongEdge D R r A a S C W Z Transparency Alpha Luminosity AbsoluteColorimetric RelativeColorimetric Saturation
   Perceptual Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference
   Exclusion Hue Color Identity Default Form Image Type0 Type1 MMType1 Type3 TrueType CIDFontType0 CIDFontType2
   StandardEncoding MacRomanEncoding WinAnsiEncoding MacExpertEncoding Type1C CIDFontType0C OpenType
   UltraCondensed ExtraCondensed Condensed SemiCondensed SemiExpanded Expanded ExtraExpanded UltraExpanded
   View Design All AllOn AnyOn AnyOff AllOff And Or Not ON OFF Unchanged VisiblePages AllPages Print Export Zoom User
   Layout List Table PrintField Block Inline Before Start End Center Justify Middle After Auto LrTb RlTb TbRl TbLr
   Underline Overline LineThrough Row Column Both Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha
   Hidden Dotted Dashed Solid Double Groove Ridge Inset Outset rb cb pb tv
   Tx Btn Ch Sig U I O P T N B G H V Text Link FreeText Line Polygon PolyLine Highlight Squiggly StrikeOut Stamp Caret Ink
   Widget PrinterMark Watermark Redact Note Comment Key Help NewParagraph Paragraph Insert Cross
   Approved AsIs Confidential Departmental Draft Experimental Expired Final ForComment ForPublicRelease NotApproved
   NotForPublicRelease Sold TopSecret
   Diamond OpenArrow ClosedArrow Butt ROpenArrow RClosedArrow Slash FreeTextCallout FreeTextTypeWriter LineArrow
   LineDimension PolygonCloud PolyLineDimension PolygonDimension InkHighlight Inline Top
   GoTo URI Named NextPage PrevPage FirstPage LastPage XYZ Fit FitH FitV FitR FitB FitBH FitBV`.split(
    /\s+/,
  ),
)
