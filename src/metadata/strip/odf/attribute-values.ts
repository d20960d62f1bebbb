import { isLanguage } from '../office/languages.ts'
import {
  ENHANCED_PATH,
  HEX,
  isDrawing,
  isNumbers,
  isPath,
  isTime,
  plainNumber,
  plainNumbers,
  plainTokens,
  SVG_PATH,
} from '../office/values.ts'
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
    tokens.length <= 4 &&
    tokens.every((one) => plainNumber(one) !== undefined || HEX.test(one) || LINE.test(one))
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

/** Numbers of a drawing: how many at most, in which attributes; a polygon has as many as it has corners. */
const DRAWN_LISTS: readonly (readonly [at: RegExp, most: number])[] = [
  [/^draw:points$/, Infinity],
  [/^draw:glue-points$/, 128],
  [/^draw:(text-areas|modifiers)$/, 32],
  [/^(draw:(handle-(position|polar)|extrusion-(rotation-angle|skew))|drawooo:sub-view-size)$/, 3],
]
/** Movements of a group of points, as in `rotate (0.5) translate (1cm 2cm)`. */
const TRANSFORM =
  /^\s*((translate|rotate[xyz]?|scale|skew[XY]|matrix)\s*\([-+\d\s.,a-z]{1,200}\)\s*){0,6}$/
const DIRECTIONS = /^((left|right|up|down|auto|horizontal|vertical|[lrud])[\s,]*){0,32}$/

/** The value as every copy spells it; `undefined` for one that the standard does not define here. */
export function odfValue(element: string, at: string, value: string): string | undefined {
  const only = (passes: boolean, plain: (value: string) => string) =>
    passes ? plain(value) : undefined
  const one = () => ODF_VOCABULARY.plain(element, at, value)
  const on = NAMED.get(at)
  if (on !== undefined) return on.has(element) ? value : one()
  if (at === 'svg:d') return only(isPath(value, SVG_PATH), plainNumbers)
  if (/:enhanced-path$/.test(at)) return only(isPath(value, ENHANCED_PATH), plainNumbers)
  if (/:(transform|gradientTransform)$/.test(at)) return only(TRANSFORM.test(value), plainNumbers)
  if (at === 'draw:glue-point-leaving-directions')
    return only(DIRECTIONS.test(value) || isNumbers(value, 32), plainTokens)
  const drawn = DRAWN_LISTS.find(([list]) => list.test(at))?.[1]
  if (drawn !== undefined) return only(isNumbers(value, drawn), plainNumbers)
  if (/^smil:(sub)?type$/.test(at) && isTransition(value)) return value
  if (/^(anim|smil):/.test(at) || DRAWN.has(at))
    return one() ?? only(isDrawing(value), plainNumbers)
  if (at === 'loext:num-list-format') return only(COUNTS.test(value), same)
  if (BORDERS.test(at)) return only(value === '' || isBorder(value), plainTokens)
  if (OF_LANGUAGE.test(at)) return only(isLanguage(value), same)
  if (at === 'fo:clip') return only(/^(auto|rect\([-\d.,\sa-z]{1,60}\))$/.test(value), plainTokens)
  if (at === 'chart:class')
    return only(ODF_VOCABULARY.plain(element, at, value.replace(/^chart:/, '')) !== undefined, same)
  if (at === 'draw:type')
    return /^(ooxml|mso-spt|fontwork)-?[\w-]{1,40}$/.test(value) ? value : one()
  if (at === 'office:currency') return only(/^\p{L}{0,3}\p{Sc}?$/u.test(value), same)
  if (at === 'presentation:preset-id') return only(/^ooo-[a-z0-9-]{1,40}$/.test(value), same)
  if (OF_CELLS.test(`${element}@${at}`)) return value
  if (OF_SIGN.test(at)) return only([...value].length <= 2, same)
  const most = LISTS.find(([list]) => list.test(at))?.[1] ?? 1
  const plain = one()
  if (plain !== undefined) return plain
  if (OF_TIME.test(at) && isTime(value)) return value
  return most > 1 && ODF_VOCABULARY.plainList(element, at, value, most) !== undefined
    ? plainTokens(value)
    : undefined
}
/** Attributes for a day, an hour or how long something takes. */
const OF_TIME = /:((date|time)-(value|adjust)|(animation-)?delay|duration|iterate-interval)$/
const same = (value: string): string => value
