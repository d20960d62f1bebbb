import type { MetadataFinding } from '../../metadata-finding.ts'
import { childrenOf, type Node, textIn } from '../../xml/tree.ts'
import { type AttributeChange, byListedName, gone, type Rules } from '../office/clean.ts'
import { bareFormula, fetches, hasPath, isPressed, withoutPressed } from '../office/path.ts'
import { ODF_VOCABULARY, odfValue } from './attribute-values.ts'
import { odfContentModel } from './content-model.ts'
import { isCondition } from './formats.ts'

const DROPPED = byListedName<MetadataFinding>([
  [
    'author',
    `text:initial-creator text:creator text:author-name text:author-initials text:printed-by text:sender-firstname
     text:sender-lastname text:sender-initials text:sender-title text:sender-position text:sender-email
     text:sender-phone-private text:sender-fax text:sender-company text:sender-phone-work text:sender-street
     text:sender-city text:sender-postal-code text:sender-country text:sender-state-or-province text:file-name
     text:template-name`,
  ],
  [
    'taken',
    `text:creation-date text:creation-time text:modification-date text:modification-time text:print-date
     text:print-time text:editing-duration text:editing-cycles`,
  ],
  [
    'words',
    `text:title text:subject text:keywords text:description text:user-defined svg:title svg:desc text:alphabetical-index-mark text:alphabetical-index-mark-start
     text:alphabetical-index-mark-end text:toc-mark text:toc-mark-start text:toc-mark-end text:user-index-mark
     text:user-index-mark-start text:user-index-mark-end text:hidden-text table:scenario table:title table:desc
     text:user-field-decls text:variable-decls office:settings table:content-validations text:index-title-template
     text:note-continuation-notice-forward text:note-continuation-notice-backward text:bibliography-configuration`,
  ],
  [
    'links',
    `text:section-source table:table-source table:cell-range-source table:dde-links table:dde-link office:dde-source
     text:dde-connection-decls table:database-source-sql table:database-source-table table:database-source-query
     table:source-service draw:floating-frame draw:applet draw:plugin draw:param anim:audio anim:command anim:param
     presentation:sound style:footnote-connection svg:font-face-src svg:font-face-uri svg:definition-src
     text:database-display text:database-next text:database-row-select text:database-row-number text:database-name
     form:connection-resource`,
  ],
  ['embedded', 'draw:object-ole office:binary-data table:data-pilot-tables'],
  ['scripts', 'office:scripts script:event-listener text:script text:execute-macro draw:control'],
  [
    'other',
    `xforms:model draw:glue-point-data text:number text:page-sequence table:database-ranges
     table:consolidation table:detective table:label-ranges table:operation presentation:settings`,
  ],
])

/** Fields and metadata elements that are replaced by their text. */
const UNWRAPPED = new Set(
  `text:meta text:meta-field text:user-field-get text:user-field-input text:variable-get text:variable-set
   text:variable-input text:expression
   text:conditional-text text:hidden-paragraph text:dde-connection text:measure text:object-count
   text:text-input text:drop-down text:page-variable-get text:page-variable-set text:table-formula
   text:bibliography-mark text:line-count text:bookmark-ref text:reference-ref text:note-ref text:sequence-ref
   text:page-continuation text:date text:time text:database-display text:execute-macro
   loext:content-control`.split(/\s+/),
)
/** Whether a date field is updated when the file is opened; else it keeps the date of a letter. */
const isDayOfReader = ({ name, attributes }: Node) =>
  attributes.get('text:fixed') !== 'true' && /^text:(date|time)$/.test(name)

/** Elements with caches of data pilots, filters, subtotals and validations. */
const OF_TABLES =
  /^(table:(data-pilot-|filter|sort|subtotal|content-validation|database-|highlighted-|source-|error-m|help-m)|text:linenumbering-sep|text:(user-field|variable)-decl)/

/**
 * Whether an element is never displayed: a field without text, a paragraph hidden by a field, or a condition with more
 * than numbers.
 */
function isUnseen(node: Node): boolean {
  const { name, attributes, children } = node
  if (OF_TABLES.test(name)) return true
  if (name === 'chart:label-separator') return !/^[^\p{L}\p{N}]{0,3}$/u.test(textIn(node))
  if (name === 'style:map') return !isCondition(attributes.get('style:condition') ?? '')
  if (UNWRAPPED.has(name)) return attributes.get('text:display') === 'none'
  return (
    (name === 'text:p' || name === 'text:h') &&
    children.some(
      (one) =>
        typeof one !== 'string' &&
        one.name === 'text:hidden-paragraph' &&
        one.attributes.get('text:is-hidden') === 'true',
    )
  )
}

/** What is said of what waits for a press, and of forms: those of Gnumeric are empty, and links of a slide are listeners. */
function waiting(node: Node): MetadataFinding | undefined {
  const { name, attributes } = node
  const all = childrenOf(node)
  if (name === 'office:forms') return all.every(isEmptyForm) ? 'other' : 'scripts'
  if (/^(office|presentation):event-listeners$/.test(name))
    return all.every((one) => waiting(one) === 'other') ? 'other' : 'scripts'
  if (name !== 'presentation:event-listener') return undefined
  const address = attributes.get('xlink:href') ?? ''
  const turns = /^(none|show|hide|stop|((previous|next|first|last)-page))$/.test(
    attributes.get('presentation:action') ?? '',
  )
  return turns && /^(#|https?:|mailto:|$)/i.test(address) && all.length === 0 ? 'other' : 'scripts'
}
const isEmptyForm = ({ name, attributes, children }: Node) =>
  name === 'form:form' && attributes.size === 0 && children.length === 0

/** Attributes that the standard leaves free but that have few sensible values. */
const only =
  (values: RegExp): AttributeChange =>
  (value) =>
    values.test(value) ? value : { finding: 'other' }
const id: AttributeChange = (value, notes) => notes.rename('id', value)
const mark: AttributeChange = (value, notes) => notes.rename('mark', value)
const remark: AttributeChange = (value, notes) => notes.rename('remark', value)
/** Formula of a counter: one more than before. */
const counted: AttributeChange = (_, notes, { attributes }) =>
  `ooow:${notes.rename('id', attributes.get('text:name') ?? '')}+1`
/** Checked later, when the paths of all parts are known. */
const later: AttributeChange = (value) => value
const called =
  (name: string): AttributeChange =>
  () =>
    name
const away: AttributeChange = (value, notes, node) => {
  if (!leadsAway(value)) return bareFormula(value)
  notes.away.set(node, value)
  return { finding: 'links' }
}

/** Whether a formula or range refers to another file, an address, or a function that fetches. */
export function leadsAway(formula: string): boolean {
  return (
    isOfOtherFile(formula) ||
    withoutPressed(formula).includes('://') ||
    fetches(formula, formula.replace(/"[^"]*"/g, '""')) ||
    hasPath(formula)
  )
}

/** Whether it refers to a sheet of another file, also within string literals. */
const isOfOtherFile = (formula: string): boolean =>
  /"'[^"]*'#/.test(formula) ||
  formula
    .replace(/"[^"]*"/g, '')
    .replace(/'(?:[^']|'')*'/g, "''")
    .includes("''#")

const ATTRIBUTES: ReadonlyMap<string, AttributeChange> = byListedName<AttributeChange>([
  [
    gone('words'),
    `xlink:title office:title table:comment text:string-value-if-true text:string-value-if-false
     text:description presentation:name text:string-value text:a@office:name`,
  ],
  // Attributes with the same finding in every other case.
  [
    gone('other'),
    `style:map@style:base-cell-address style:page-layout-properties@style:num-prefix
     style:page-layout-properties@style:num-suffix office:target-frame-name office:server-map
     table:content-validation-name`,
  ],
  [gone('links'), 'table:database-name'],
  [
    gone('other'),
    [
      'frame',
      'rect',
      'line',
      'polyline',
      'polygon',
      'regular-polygon',
      'path',
      'circle',
      'ellipse',
      'g',
    ]
      .concat([
        'page-thumbnail',
        'measure',
        'caption',
        'connector',
        'custom-shape',
        'text-box',
        'object',
      ])
      .map((name) => `draw:${name}@draw:name`)
      .concat('dr3d:scene@draw:name')
      .join(' '),
  ],
  [id, 'xml:id text:id text:change-id draw:id draw:shape-id smil:targetElement draw:start-shape'],
  [id, 'draw:end-shape draw:caption-id draw:page@draw:id'],
  [
    id,
    `text:section@text:name text:table-of-content@text:name text:index-title@text:name text:alphabetical-index@text:name
     text:bibliography@text:name text:illustration-index@text:name text:object-index@text:name
     text:table-index@text:name text:user-index@text:name text:list@text:continue-list text:sequence@text:ref-name
     text:sequence-ref@text:ref-name text:sequence@text:name text:sequence-decl@text:name
     text:illustration-index-source@text:caption-sequence-name text:table-index-source@text:caption-sequence-name
     text:note-ref@text:ref-name text:numbered-paragraph@text:list-id`,
  ],
  [counted, 'text:sequence@text:formula'],
  [(value, notes) => notes.rename('page', value), 'draw:page@draw:name'],
  [only(/^[a-z]{1,3}\d{0,4}$/), 'draw:equation@draw:name'],
  [
    only(/^(gregorian|gengou|ROC|hanja_yoil|hanja|hijri|jewish|buddhist|dangi)$/),
    `number:calendar`,
  ],
  [only(/^\P{L}{0,8}$/u), 'number:decimal-replacement'],
  [only(/^.?$/u), 'style:text-line-through-text'],
  [only(/^(?!.*[a-z]{2}).{0,16}$/iu), 'style:num-format'],
  [only(/^(true|false)$/), 'table:case-sensitive'],
  [called('Outline'), 'text:outline-style@style:name'],
  [remark, 'office:annotation@office:name office:annotation-end@office:name'],
  [
    mark,
    `text:bookmark@text:name text:bookmark-start@text:name text:bookmark-end@text:name
     text:reference-mark@text:name text:reference-mark-start@text:name text:reference-mark-end@text:name
     text:bookmark-ref@text:ref-name text:reference-ref@text:ref-name`,
  ],
  [
    later,
    `xlink:href table:table@table:name table:named-expression@table:expression
     table:named-range@table:cell-range-address presentation:header-decl@presentation:name
     presentation:footer-decl@presentation:name presentation:date-time-decl@presentation:name`,
  ],
  [
    away,
    `table:table-cell@table:formula table:covered-table-cell@table:formula
     table:change-track-table-cell@table:formula`,
  ],
])

/** Whether an attribute has an id that the copy counts. */
export const isId = (element: string, at: string): boolean => {
  const change = ATTRIBUTES.get(`${element}@${at}`) ?? ATTRIBUTES.get(at)
  return [id, mark, remark, counted].some((one) => one === change)
}

/** Elements that may contain text. */
const WORDS = new Set(
  `text:p text:h text:span text:a text:ruby-base text:ruby-text text:note-citation text:number text:chapter text:sequence
   text:placeholder text:page-number text:page-count text:page-continuation text:page-sequence text:paragraph-count text:word-count
   text:character-count text:table-count text:image-count text:sheet-name text:bookmark-ref text:note-ref
   text:reference-ref text:sequence-ref text:index-title-template text:index-entry-span text:linenumbering-separator
   text:note-continuation-notice-forward text:note-continuation-notice-backward
   number:text number:embedded-text number:currency-symbol dc:creator dc:date
   presentation:header-decl presentation:footer-decl presentation:date-time-decl`.split(/\s+/),
)

export const ODF: Rules = {
  vocabulary: ODF_VOCABULARY,
  dropped: DROPPED,
  goes: (node) => (isDayOfReader(node) ? 'taken' : isUnseen(node) ? 'words' : waiting(node)),
  unwrapped: UNWRAPPED,
  attributes: ATTRIBUTES,
  valueOf: odfValue,
  measureOf: () => undefined,
  hasWords: (element) =>
    WORDS.has(element) || UNWRAPPED.has(element) || /^math:(mi|mn|mo|ms|mtext)$/.test(element),
  // Text inside unknown elements stays where they stood.
  contentModel: odfContentModel(
    (element) => UNWRAPPED.has(element) || !ODF_VOCABULARY.isElement(element),
  ),
  paragraphs: new Set(['text:p', 'text:h']),
  keepsForeignWords: true,
}

const DRAWS = new Set(
  `draw:image draw:object draw:fill-image style:background-image text:list-level-style-image`.split(
    ' ',
  ),
)

/**
 * New value of an address: a part of the document, a web page that opens on a click, or nothing where the element
 * neither displays nor links.
 */
export function addressOf(
  element: string,
  address: string,
): 'inside' | 'pressed' | 'away' | 'nothing' {
  if (/^(text|draw):a$/.test(element)) {
    return address.startsWith('#') || isPressed(address) ? 'pressed' : 'away'
  }
  if (!DRAWS.has(element)) return 'nothing'
  return /^[\w+.-]+:|^\/|^\.\.\//.test(address) ? 'away' : 'inside'
}
