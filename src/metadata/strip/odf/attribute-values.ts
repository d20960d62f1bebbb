import { isLanguage } from '../office/languages.ts'
import { HEX, isDrawing, isTime, NUMBER } from '../office/values.ts'
import { Vocabulary } from '../office/vocabulary.ts'
import lists from './attribute-values.json' with { type: 'json' }
import names from './vocabulary.json' with { type: 'json' }

export const ODF_VOCABULARY = new Vocabulary(names)

/** Attributes that OpenDocument leaves as free text, with the elements that may have them. */
const NAMED = new Map(
  Object.entries(lists.named).map(([at, elements]) => [at, new Set(elements.split(' '))]),
)
const DRAWN = new Set(lists.drawn.split(' '))
/** Attributes for a language, country or script. */
const OF_LANGUAGE = /:(language|country|script)(-asian|-complex)?$/

const OF_CELLS =
  /^(draw:[\w-]+@table:end-cell-address|table:database-range@table:target-range-address|(style:map|table:content-validation|table:named-(range|expression))@(table:base-cell-address|style:base-cell-address))$/
/** Words of the names of slide transitions. */
const TRANSITION = new Set(
  `across arrow bar barn blade blinds board bottom bow box boxes center checker clock clockwise color comb corners cross
   crossfade diagonal diamond door double down eight ellipse eye fade fan five four from head heart hexagon horizontal
   in iris keyhole left misc nine one out over parallel pentagon pin plain point push random rect rectangle right round
   saloon shape single six slide snake snakes spiral star sweep three tie to top triangle twelve two up vee vertical
   waterfall wheel windshield wipe zag zig`.split(/\s+/),
)
const isTransition = (value: string): boolean => {
  const words = value.split(/(?=[A-Z])/)
  return words.length <= 4 && words.every((one) => TRANSITION.has(one.toLowerCase()))
}
/** Levels of a list, with the punctuation between their numbers. */
const COUNTS = /^[.,:;()[\]/ -]{0,4}(%\d{1,2}%[.,:;()[\]/ -]{0,4}){0,10}$/
/** Attributes of borders and shadows: width, style, colour and lengths. */
const BORDERS = /^(fo:(border(-\w+)?|text-shadow)|style:(shadow|diagonal-(bl-tr|tl-br)))$/
const LINE =
  /^(none|hidden|inherit|solid|dotted|dashed|fine-dashed|dash-dot|dash-dot-dot|double|double-thin|thin|thick|medium|groove|ridge|inset|outset)$/
const isBorder = (value: string): boolean => {
  const tokens = value.trim().split(/[\s,]+/)
  return (
    tokens.length <= 4 && tokens.every((one) => NUMBER.test(one) || HEX.test(one) || LINE.test(one))
  )
}
/** Attributes that are lists by the standard, with their greatest length. */
const LISTS: readonly (readonly [at: RegExp, most: number])[] = [
  [/^(style:border-line-width(-\w+)?|draw:extrusion-\w+(-\w+)*|dr3d:\w+(-\w+)*)$/, 3],
  [/^svg:viewBox$/, 4],
  [/^(style:(text-position|text-emphasize|position)|draw:tile-repeat-offset)$/, 2],
  [/^style:protect$/, 3],
  [/^style:print$/, 8],
  [/^svg:panose-1$/, 10],
  [/^math:(column|row)(align|lines|spacing|width)$|^math:framespacing$/, 16],
]
const OF_SIGN = /^(style:leader-(text|char)|text:bullet-char|style:decimal-separator)$/

export function isOdfValue(element: string, at: string, value: string): boolean {
  const on = NAMED.get(at)
  if (on !== undefined) return on.has(element) || ODF_VOCABULARY.isPlain(element, at, value)
  if (at === 'svg:d') return /^[-+\d\s.,emlhvcsqtaz]*$/i.test(value)
  if (/^smil:(sub)?type$/.test(at) && isTransition(value)) return true
  if (/^(anim|smil):/.test(at) || DRAWN.has(at))
    return ODF_VOCABULARY.isPlain(element, at, value) || isDrawing(value)
  if (at === 'loext:num-list-format') return COUNTS.test(value)
  if (BORDERS.test(at)) return value === '' || isBorder(value)
  if (OF_LANGUAGE.test(at)) return isLanguage(value)
  if (at === 'fo:clip') return /^(auto|rect\([-\d.,\sa-z]{1,60}\))$/.test(value)
  if (at === 'chart:class') return ODF_VOCABULARY.isPlain(element, at, value.replace(/^chart:/, ''))
  if (at === 'draw:type')
    return (
      /^(ooxml|mso-spt|fontwork)-?[\w-]{1,40}$/.test(value) ||
      ODF_VOCABULARY.isPlain(element, at, value)
    )
  if (at === 'office:currency') return /^\p{L}{0,3}\p{Sc}?$/u.test(value)
  if (at === 'presentation:preset-id') return /^ooo-[a-z0-9-]{1,40}$/.test(value)
  if (OF_CELLS.test(`${element}@${at}`)) return true
  if (OF_SIGN.test(at)) return [...value].length <= 2
  const most = LISTS.find(([list]) => list.test(at))?.[1] ?? 1
  return (
    ODF_VOCABULARY.isPlain(element, at, value) ||
    isTime(value) ||
    (most > 1 && ODF_VOCABULARY.isPlainList(element, at, value, most))
  )
}
