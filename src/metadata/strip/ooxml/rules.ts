import type { MetadataFinding } from '../../metadata-finding.ts'
import { isOn, type Node } from '../../xml/tree.ts'
import { type AttributeChange, byListedName, gone, type Rules } from '../office/clean.ts'
import { isDrawing, isNumbers, plainNumbers } from '../office/values.ts'
import { OOXML_CONTENT_MODEL } from './content-model.ts'
import { leadsAway } from './formulas.ts'
import { plainFormat } from './number-format.ts'
import { OOXML_VOCABULARY, ooxmlValue } from './values.ts'

const DROPPED = byListedName<MetadataFinding>([
  [
    'author',
    `w:permStart w:permEnd w:docVars s:fileSharing s:protectedRanges s:userProtectedRanges o:signatureline
     p:modifyVerifier`,
  ],
  ['software', 's:fileVersion w:attachedSchema w:saveThroughXslt w:activeWritingStyle'],
  [
    'words',
    `w:alias w:tag w:tblCaption w:tblDescription w:helpText w:statusText s:scenarios p:htmlPubPr
     s:webPublishing s:webPublishItems s:webPublishObjects`,
  ],
  [
    'links',
    `w:attachedTemplate w:mailMerge w:frameset w:sourceFileName w:dataBinding s:externalReferences
     s:singleXmlCells s:xmlPr s:xmlColumnPr w:hyperlinkBase`,
  ],
  [
    'embedded',
    `o:OLEObject w:objectEmbed w:objectLink s:oleObjects w:embedRegular w:embedBold w:embedItalic
     w:embedBoldItalic p:embeddedFontLst a:audioCd a:wavAudioFile a:audioFile a:videoFile a:quickTimeFile
     c:externalData w:movie a:snd p:stSnd p:snd`,
  ],
  [
    'scripts',
    `w:entryMacro w:exitMacro w:control p:controls s:smartTags s:smartTagPr s:smartTagTypes x:FmlaMacro
     x:ScriptText x:ScriptLanguage x:ScriptExtended
     x:ScriptLocation x:CF x:DDE x:MapOCX x:Camera p:custDataLst p:smartTags s:functionGroups`,
  ],
  ['comments', 'p:extLstMod'],
  ['unseen', 'w:softHyphen'],
  [
    'other',
    `w:lastRenderedPageBreak w:label w:tabIndex w:paperSrc w:zoom w:rsids w:rsid w:docId w:nsid w:tmpl w:divId w:divs w:placeholder w:customXmlPr w:smartTagPr w:fldData w:captions
     w:autoCaptions w:hdrShapeDefaults w:shapeDefaults w:schemaLibrary w:proofState w:printerSettings w:proofErr
     w:customXmlInsRangeStart w:customXmlInsRangeEnd w:customXmlDelRangeStart w:customXmlDelRangeEnd
     w:customXmlMoveFromRangeStart w:customXmlMoveFromRangeEnd w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd
     w:docPartUnique w:latentStyles w:altName w:aliases w:docPartCategory w:hash w:recipientData
     s:fileRecoveryPr s:mruColors s:controls x:FmlaLink x:FmlaPict x:FmlaRange x:FmlaTxbx x:FmlaGroup s:customWorkbookViews s:customSheetViews s:customProperties s:cellWatches s:webPublishItem
     s:customPr p:webPr c:extLst p:extLst dgm:extLst cdr:extLst wps:extLst p188:extLst p:photoAlbum
     a:extraClrSchemeLst a:custClrLst a:objectDefaults dgm:cat
     w:writeProtection w:documentProtection s:workbookProtection o:ink o:shapedefaults o:shapelayout o:colormru o:colormenu o:relationtable a:custDataLst`,
  ],
])

const UNWRAPPED = new Set(['w:smartTag', 'w:customXml'])

/** Attributes with a person: the author of a comment or of a change. */
const person: AttributeChange = (value, notes, element) =>
  notes.alias(value, isRemark(element) ? 'comments' : 'changes')
const isRemark = ({ name }: Node) => /:(comment|cmAuthor|author|cm|reply|person)$/.test(name)
const day: AttributeChange = (_, __, element) => ({
  finding: isRemark(element) ? 'comments' : 'changes',
})
/** Names of shapes, which may contain a file name. */
const drawn: AttributeChange = (value, notes, element) => {
  if (!/^[\p{L} ]*\d*$/u.test(value)) notes.findings.add('words')
  return `Object ${/^\d{1,9}$/.exec(element.attributes.get('id') ?? '')?.[0] ?? 1}`
}
const NO_DAY = '1970-01-01T00:00:00Z'
const created: AttributeChange = (value, notes) => {
  if (value !== NO_DAY) notes.findings.add('comments')
  return NO_DAY
}
const shapeId: AttributeChange = (value) =>
  /^(_x0000_[a-z]{1,2}\d+|[LCR][HF](FIRST|EVEN)?)$/.test(value) ? value : { finding: 'other' }
/** The first layouts, colours and looks of SmartArt; all others have names of ours, and stand in the document whole. */
const layout: AttributeChange = (value, notes) =>
  value === '' || ARRANGED.test(value) ? value : notes.rename('urn:diagram:', value)
const ARRANGED =
  /^urn:microsoft\.com\/office\/officeart\/2005\/8\/(layout|colors|quickstyle)\/(arrow|balance|chart|cycle|default|equation|funnel|gear|hierarchy|matrix|orgChart|pyramid|radial|target|venn|[bhlpv]?(list|process|chevron)|accent|colorful|simple|3d)[\d_]{0,3}(#\d)?$/i
const action: AttributeChange = (value) =>
  /^(ppaction:\/\/(hlinksldjump|noaction|hlinkshowjump\?jump=[a-z]{1,16}))?$/.test(value)
    ? value
    : { finding: 'scripts' }
/** Films and sounds are in no copy; what would move them still has a word. */
const command: AttributeChange = (value) =>
  /^(stop|pause|resume|togglePause)$/.test(value) ? value : 'stop'
const node: AttributeChange = (value, notes) => (value === '' ? '' : notes.rename('node', value))
const GUIDES =
  'gdRefAng gdRefR gdRefX gdRefY maxAng minAng maxR minR maxX minX maxY minY hR wR stAng swAng ang x y l t r b name'.split(
    ' ',
  )
/** Variables of a shape: those that the standard names, and others under names of ours. */
const guide: AttributeChange = (value, notes) =>
  GUIDE.test(value) ? value : notes.rename('guide', value)
/** An operator, and three of them. */
const guides: AttributeChange = (value, notes, element) => {
  const tokens = value.trim().split(/\s+/)
  if (tokens.length > 4) return { finding: 'other' }
  return tokens.map((token) => guide(token, notes, element)).join(' ')
}
const GUIDE =
  /^(-?\d{1,12}|[*+?/:-]{1,2}|abs|at2|cat2|cos|max|min|mod|pin|sat2|sin|sqrt|tan|val|[357]?cd[248]|hc|vc|hd\d|wd\d{1,2}|ss|ls|ssd\d{1,2}|[bhlrtwvxy]f?|adj\d{0,2}|guide\d+)$/
const movedTogether: AttributeChange = (value, notes) => notes.rename('move', value)
/** What Excel would keep out of sight: a name with its formula, and the formulas of cells on a protected sheet. */
const outOfSight: AttributeChange = (value, _, { attributes }) =>
  isOn(value) && attributes.get('name')?.startsWith('_xlnm.') !== true
    ? { finding: 'other' }
    : value
/** LibreOffice writes of each name that it is none. */
const macro: AttributeChange = (value) => ({ finding: isOn(value) ? 'scripts' : undefined })
const formulaOfCell: AttributeChange = (value) => (leadsAway(value) ? { finding: 'links' } : value)
const none: AttributeChange = (value, notes) => {
  if (value !== 'None') notes.findings.add('comments')
  return 'None'
}

const ATTRIBUTES: ReadonlyMap<string, AttributeChange> = new Map<string, AttributeChange>([
  ...byListedName<AttributeChange>([
    [person, 'w:author p:cmAuthor@name p188:author@name'],
    [gone('changes'), 'w:original'],
    [day, 'w:date w:initials p:cm@dt'],
    [gone('author'), 'w:ed w:edGrp userName refreshedBy user lastEdited'],
    [
      gone('taken'),
      `refreshedDate refreshedDateIso s:pivotCacheDefinition@refreshedVersion w:fullDate s:dynamicFilter@val
       s:dynamicFilter@maxVal s:dynamicFilter@valIso s:dynamicFilter@maxValIso s:top10@filterVal`,
    ],
    [gone('taken'), 'p:sldSyncPr@serverSldModifiedTime p:sldSyncPr@clientInsertedTime'],
    [
      // Of what no list has, the same is said.
      gone('other'),
      `s:table@connectionId s:tableColumn@uniqueName s:selection@sqref s:sheetView@topLeftCell
       s:pivotCacheDefinition@createdVersion w:tgtFrame tgtFrame target w:target o:targetscreensize`,
    ],
    [
      gone('words'),
      `descr title alt o:title tooltip w:tooltip altText
       s:definedName@comment s:definedName@description s:definedName@help s:definedName@statusBar s:table@comment
       s:hyperlink@display s:dataValidation@prompt s:dataValidation@promptTitle s:dataValidation@error
       s:dataValidation@errorTitle x14:dataValidation@prompt x14:dataValidation@promptTitle x14:dataValidation@error
       x14:dataValidation@errorTitle s:sortCondition@customList`,
    ],
    [gone('links'), 'src o:src href o:href url w:url w:docLocation invalidUrl'],
    [(value) => ({ finding: leadsAway(value) ? 'links' : 'other' }), 'textlink'],
    [gone('scripts'), 'macro'],
    [macro, 's:definedName@vbProcedure s:definedName@xlm s:definedName@function'],
    [
      drawn,
      ['a', 'wp', 'pic', 'p', 'xdr', 'wps', 'wpg', 'wpc', 'cdr', 'lc', 'dgm']
        .flatMap((key) => [`${key}:cNvPr@name`, `${key}:docPr@name`])
        .join(' '),
    ],
    [
      shapeId,
      'v:shape@id v:rect@id v:oval@id v:line@id v:group@id v:roundrect@id v:shapetype@id v:polyline@id v:arc@id v:curve@id v:image@id',
    ],
    [action, 'action'],
    [
      (value) => (/^(all|visible|1|true|on)$/.test(value) ? value : { finding: 'hidden' }),
      `s:workbookPr@showObjects s:workbookView@visibility s:workbookView@showSheetTabs
       s:workbookView@showHorizontalScroll s:workbookView@showVerticalScroll`,
    ],
    [command, 'p:cmd@cmd'],
    [layout, 'uniqueId loTypeId qsTypeId csTypeId'],
    [() => '0', 'pc:sldMk@cId'],
    [
      () => 'Office',
      'a:theme@name a:clrScheme@name a:fontScheme@name a:fmtScheme@name a:custClr@name a:tblStyle@styleName',
    ],
    [(value, notes) => notes.rename('Show', value), 'p:custShow@name'],
    [
      node,
      `dgm:layoutNode@name dgm:constr@forName dgm:constr@refForName dgm:rule@forName dgm:forEach@ref
       dgm:forEach@name dgm:choose@name dgm:if@name dgm:else@name dgm:prSet@presName dgm:prSet@presStyleLbl
       dgm:layoutNode@styleLbl dgm:styleLbl@name dgm:layoutNode@moveWith`,
    ],
    [layout, 'dgm:cxn@presId'],
    [guides, 'a:gd@fmla'],
    [
      guide,
      ['ahPolar', 'ahXY', 'arcTo', 'cxn', 'pos', 'pt', 'rect', 'gd']
        .flatMap((name) => GUIDES.map((at) => `a:${name}@${at}`))
        .join(' '),
    ],
    [movedTogether, 'w:moveFromRangeStart@w:name w:moveToRangeStart@w:name'],
    [formulaOfCell, 's:hyperlink@location'],
    [outOfSight, 's:definedName@hidden s:protection@hidden'],
  ]),
  ['s:numFmt@formatCode', plainFormat],
  ['c:numFmt@formatCode', plainFormat],
  ['p:cmAuthor@initials', none],
  ['p188:author@initials', none],
  ['p188:author@userId', none],
  ['p188:author@providerId', none],
  ['p188:cm@created', created],
  ['p188:reply@created', created],
])

const WORDS = new Set(
  `w:t w:delText w:instrText w:delInstrText a:t m:t s:t s:v s:f s:formula s:formula1 s:formula2 s:oddHeader s:oddFooter
   s:evenHeader s:evenFooter s:firstHeader s:firstFooter s:author s:definedName s:calculatedColumnFormula
   s:totalsRowFormula xm:f xm:sqref c:v c:f c:name c:formatCode p:text div font span b i u p`.split(
    /\s+/,
  ),
)
/** A number, a place, or the identifier of a style. */
const MEASURED =
  /^(x:\w+|(wp|wp14|xdr|cdr):(posOffset|align|pct\w+|col|colOff|row|rowOff|x|y)|a:tableStyleId)$/

export const OOXML: Rules = {
  vocabulary: OOXML_VOCABULARY,
  dropped: DROPPED,
  unwrapped: UNWRAPPED,
  attributes: ATTRIBUTES,
  valueOf: ooxmlValue,
  hasWords: (element, words) =>
    WORDS.has(element) ||
    (element === 'c:separator' && /^[^\p{L}\p{N}]{0,3}$/u.test(words)) ||
    (element === 'p:attrName' && isDrawing(words)),
  measureOf: (element, words) => {
    if (element === 'x:Anchor')
      return isNumbers(words.trim(), 8) ? plainNumbers(words.trim()) : undefined
    return MEASURED.test(element) ? OOXML_VOCABULARY.plainText(element, words.trim()) : undefined
  },
  contentModel: OOXML_CONTENT_MODEL,
  paragraphs: new Set(['w:p', 'a:p', 's:si', 's:is', 's:text', 'p:text', 'm:oMath']),
  keepsForeignWords: false,
}
