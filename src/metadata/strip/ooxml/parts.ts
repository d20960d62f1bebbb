import type { KindId } from '../../kinds.ts'
import type { MetadataFinding } from '../../metadata-finding.ts'
import { byListedName } from '../office/clean.ts'

/** A part that stays: where it stands in the copy, `#` being its number, and of what type it is. */
export interface PartKind {
  readonly path: string
  readonly type: string
  /** It belongs to its owner by being related; the others are named by an id in the owner's text. */
  readonly unnamed: boolean
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const WORD = `${OFFICE}.wordprocessingml`
const SHEET = `${OFFICE}.spreadsheetml`
const SLIDE = `${OFFICE}.presentationml`
const DRAWN = `${OFFICE}.drawingml`

const part = (path: string, type: string, unnamed = false): PartKind => ({
  path,
  type: `${type}+xml`,
  unnamed,
})

/** What more than one program has. */
const SHARED: Readonly<Record<string, PartKind>> = {
  theme: part('theme/theme#.xml', `${OFFICE}.theme`, true),
  themeOverride: part('theme/themeOverride#.xml', `${OFFICE}.themeOverride`, true),
  chart: part('charts/chart#.xml', `${DRAWN}.chart`),
  chartUserShapes: part('drawings/chartDrawing#.xml', `${DRAWN}.chartshapes`),
  diagramData: part('diagrams/data#.xml', `${DRAWN}.diagramData`),
  diagramLayout: part('diagrams/layout#.xml', `${DRAWN}.diagramLayout`),
  diagramQuickStyle: part('diagrams/quickStyle#.xml', `${DRAWN}.diagramStyle`),
  diagramColors: part('diagrams/colors#.xml', `${DRAWN}.diagramColors`),
  drawing: part('drawings/drawing#.xml', `${OFFICE}.drawing`),
  vmlDrawing: {
    path: 'drawings/vmlDrawing#.vml',
    type: `${OFFICE}.vmlDrawing`,
    unnamed: false,
  },
}

/** By the last word of the type of a relationship. */
export const PART_KINDS: Readonly<
  Record<'docx' | 'xlsx' | 'pptx', Readonly<Record<string, PartKind>>>
> = {
  docx: {
    ...SHARED,
    styles: part('styles.xml', `${WORD}.styles`, true),
    settings: part('settings.xml', `${WORD}.settings`, true),
    fontTable: part('fontTable.xml', `${WORD}.fontTable`, true),
    numbering: part('numbering.xml', `${WORD}.numbering`, true),
    footnotes: part('footnotes.xml', `${WORD}.footnotes`, true),
    endnotes: part('endnotes.xml', `${WORD}.endnotes`, true),
    comments: part('comments.xml', `${WORD}.comments`, true),
    header: part('header#.xml', `${WORD}.header`),
    footer: part('footer#.xml', `${WORD}.footer`),
  },
  xlsx: {
    ...SHARED,
    styles: part('styles.xml', `${SHEET}.styles`, true),
    sharedStrings: part('sharedStrings.xml', `${SHEET}.sharedStrings`, true),
    worksheet: part('worksheets/sheet#.xml', `${SHEET}.worksheet`),
    chartsheet: part('chartsheets/sheet#.xml', `${SHEET}.chartsheet`),
    comments: part('comments#.xml', `${SHEET}.comments`, true),
    table: part('tables/table#.xml', `${SHEET}.table`),
    pivotTable: part('pivotTables/pivotTable#.xml', `${SHEET}.pivotTable`, true),
    pivotCacheDefinition: part(
      'pivotCache/pivotCacheDefinition#.xml',
      `${SHEET}.pivotCacheDefinition`,
      true,
    ),
  },
  pptx: {
    ...SHARED,
    slide: part('slides/slide#.xml', `${SLIDE}.slide`),
    slideLayout: part('slideLayouts/slideLayout#.xml', `${SLIDE}.slideLayout`, true),
    slideMaster: part('slideMasters/slideMaster#.xml', `${SLIDE}.slideMaster`, true),
    notesSlide: part('notesSlides/notesSlide#.xml', `${SLIDE}.notesSlide`, true),
    notesMaster: part('notesMasters/notesMaster#.xml', `${SLIDE}.notesMaster`, true),
    presProps: part('presProps.xml', `${SLIDE}.presProps`, true),
    tableStyles: part('tableStyles.xml', `${SLIDE}.tableStyles`, true),
    commentAuthors: part('commentAuthors.xml', `${SLIDE}.commentAuthors`, true),
    authors: part('authors.xml', 'application/vnd.ms-powerpoint.authors', true),
    comments: part('comments/comment#.xml', `${SLIDE}.comments`, true),
  },
}

/** Unnamed parts of which an owner may have more than one; of PowerPoint's comments there are two kinds. */
export const SEVERAL: ReadonlySet<string> = new Set(
  'pivotTable pivotCacheDefinition slideMaster slideLayout comments'.split(' '),
)

const mainType = (language: string, kinds: string) =>
  new RegExp(
    `^application/vnd\\.openxmlformats-officedocument\\.${language}ml\\.(${kinds})\\.main\\+xml$`,
  )

/** The first part, by what it says of itself; templates and shows stay what they are. */
export const MAINS: Readonly<Record<'docx' | 'xlsx' | 'pptx', { path: string; types: RegExp }>> = {
  docx: { path: 'word/document.xml', types: mainType('wordprocessing', 'document|template') },
  xlsx: { path: 'xl/workbook.xml', types: mainType('spreadsheet', 'sheet|template') },
  pptx: {
    path: 'ppt/presentation.xml',
    types: mainType('presentation', 'presentation|slideshow|template'),
  },
}
export type OfficeId = keyof typeof MAINS & KindId

/** The part that a relationship of this type leads to, where such a part stays. */
export function partKindOf(id: OfficeId, type: string): PartKind | undefined {
  return Object.hasOwn(PART_KINDS[id], type) ? PART_KINDS[id][type] : undefined
}

/** The finding of a part that goes, by the last word of its relationship. That of any other is 'other'. */
export const PART_FINDINGS = byListedName<MetadataFinding>([
  ['preview', 'thumbnail'],
  ['hidden', 'slide header footer'],
  ['signature', 'origin signature'],
  ['author', 'people person usernames'],
  ['comments', 'threadedComment commentsExtended commentsIds commentsExtensible documenttasks'],
  ['changes', 'changesInfo revisionInfo'],
  ['earlier', 'revisionHeaders revisionLog'],
  [
    'embedded',
    `package oleObject aFChunk subDocument font video audio media glossaryDocument pivotCacheRecords
     powerPivotData`,
  ],
  [
    'links',
    'attachedTemplate externalLink externalLinkPath connections queryTable frame mailMergeSource xmlMaps',
  ],
  ['scripts', 'webextension webextensiontaskpanes keyMapCustomizations extensibility customUI'],
])
