import type { Trace } from '../../trace.ts'
import { attribute, inQuotes, inTags, withoutElements } from '../../zip/xml.ts'
import type { People } from '../people.ts'

/** One thing that is changed in parts of some names, and what it tells when there was something to change. */
interface Rule {
  readonly on: RegExp
  readonly trace: Trace
  readonly change: (text: string, people: People) => string
}

const without =
  (names: string) =>
  (text: string): string =>
    inTags(text, (tag) => tag.replace(attribute(names), ''))
const set =
  (names: string, value: string) =>
  (text: string): string =>
    inTags(text, (tag) => tag.replace(attribute(names), `$1$2$3="${value}"`))
const named =
  (names: string) =>
  (text: string, people: People): string =>
    inTags(text, (tag) =>
      tag.replace(
        attribute(names),
        (found, space: string, prefix: string | undefined, name: string) =>
          `${space}${prefix ?? ''}${name}="${people.alias(inQuotes(found))}"`,
      ),
    )
const noElements =
  (names: string) =>
  (text: string): string =>
    withoutElements(text, names)

const WORD = /^word\/.*\.xml$/
const WORD_REMARKS = /^word\/comments[^/]*\.xml$/
const EXCEL = /^xl\/.*\.xml$/
const EXCEL_REMARKS = /^xl\/(comments[^/]*|comments\/.*)\.xml$/
const POINT_PEOPLE = /^ppt\/(commentAuthors|authors)\.xml$/
const NO_DAY = '1970-01-01T00:00:00Z'

/** In this order: remarks before the rest, so that a comment is told apart from a tracked change. */
export const RULES: readonly Rule[] = [
  { on: WORD_REMARKS, trace: 'comments', change: named('author') },
  { on: WORD_REMARKS, trace: 'comments', change: without('initials|date|dateUtc') },
  { on: WORD, trace: 'changes', change: named('author') },
  { on: WORD, trace: 'changes', change: without('initials|date|dateUtc') },
  { on: WORD, trace: 'other', change: without('rsid\\w{0,20}') },
  {
    on: /^word\/(glossary\/)?settings\.xml$/,
    trace: 'other',
    change: noElements('rsids|docVars|attachedTemplate|mailMerge|docId|saveThroughXslt'),
  },
  { on: WORD, trace: 'other', change: noElements('printerSettings') },
  { on: /^xl\/persons\/.*\.xml$/, trace: 'comments', change: named('displayName') },
  { on: /^xl\/persons\/.*\.xml$/, trace: 'comments', change: set('userId|providerId', 'None') },
  { on: EXCEL_REMARKS, trace: 'comments', change: authors },
  { on: EXCEL_REMARKS, trace: 'comments', change: (text, people) => people.hide(text) },
  { on: /^xl\/threadedComments\/.*\.xml$/, trace: 'comments', change: set('dT', NO_DAY) },
  { on: EXCEL, trace: 'author', change: without('userName|refreshedBy|lastEditedBy') },
  { on: EXCEL, trace: 'taken', change: without('refreshedDate|refreshedDateIso') },
  { on: EXCEL, trace: 'other', change: noElements('absPath|revisionPtr') },
  { on: /^xl\/(worksheets|chartsheets|dialogsheets)\//, trace: 'other', change: noPrinter },
  {
    on: /^xl\/connections\.xml$/,
    trace: 'links',
    change: set('connection|sourceFile|odcFile|url', ''),
  },
  { on: POINT_PEOPLE, trace: 'comments', change: named('name') },
  { on: POINT_PEOPLE, trace: 'comments', change: set('initials|userId|providerId', 'None') },
  { on: /^ppt\/comments\/.*\.xml$/, trace: 'comments', change: without('dt') },
  { on: /^ppt\/comments\/.*\.xml$/, trace: 'comments', change: set('created|startDate', NO_DAY) },
  // Word processors write down where a picture lay on the disk.
  { on: /\.xml$/, trace: 'author', change: noPaths },
]

function authors(text: string, people: People): string {
  return text.replace(
    /(<(?:\w{1,20}:)?author>)([^<]*)(?=<)/g,
    (_, open: string, name: string) => `${open}${people.alias(name)}`,
  )
}

function noPrinter(text: string): string {
  return text.replace(/<(?:\w{1,20}:)?pageSetup\s[^>]*>/g, (element) =>
    element.replace(attribute('id'), ''),
  )
}

function noPaths(text: string): string {
  return inTags(text, (tag) =>
    tag.replace(attribute('descr|title|name'), (found) =>
      /[A-Za-z]:\\|\\\\|file:\/\//.test(found) ? '' : found,
    ),
  )
}
