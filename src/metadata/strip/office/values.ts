import lists from './values.json' with { type: 'json' }
import { wordsIn, wordsOf } from './vocabulary.ts'

/*
 * What a value of an attribute may be. Where the standards define numbers, colours or words of their own, nothing else
 * passes; where they leave the text free, it is on a list of what is read, of names, or of drawings.
 */

const NUMBER =
  /^[-+]?(\d{1,20}|\d{0,15}\.\d{1,17})(e[-+]?\d{1,3})?(%|\*|[a-z]{1,2}|deg|grad|rad|inch)?$/i
const HEX = /^#[0-9a-f]{3,8}$|^([0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8}|[0-9a-f]{20})$/i
const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i
const TIME = /^-?\d{4}-\d\d-\d\d(T[\d:.]+Z?)?$|^-?P[\dDTHMSY.,]+$/
const LANGUAGE =
  /^(x-none|none|zxx|[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?|[A-Z]{2}|[A-Z][a-z]{3})$/

/** A number with its unit, a colour, yes or no. */
export const isMeasure = (value: string): boolean =>
  /^(|true|false|on|off|t|f|NaN|INF)$/.test(value) ||
  NUMBER.test(value) ||
  HEX.test(value) ||
  GUID.test(value)

const isOf = (value: string, words: ReadonlySet<string> | null): boolean =>
  words === null || words.has('#')
    ? (words?.has(value) ?? false) || isMeasure(value)
    : value === '' || words.has(value)

/** What the standards define as a value of this attribute: one of its words, or a measure where it has none. */
export const isPlain = (element: string, at: string, value: string): boolean =>
  isOf(value, wordsOf(element, at))

/** Likewise of what an element holds. */
export const isPlainText = (element: string, value: string): boolean =>
  isOf(value, wordsIn(element))

/** Up to so many of them, as the standards write a list. */
export function isPlainList(element: string, at: string, value: string, most: number): boolean {
  const tokens = value.split(/[\s,;()]+/).filter((token) => token !== '')
  return tokens.length <= most && tokens.every((token) => isPlain(element, at, token))
}

export const isTime = (value: string): boolean => TIME.test(value)
export const isLanguage = (value: string): boolean => value === '' || LANGUAGE.test(value)

/** Words in paths, in formulas of shapes, in movements and in lines around something. */
const DRAWING = new Set(
  `val sum prod mid abs min max mod sqrt atan sin cos tan cosatan sinatan sumangle ellipse width height pixelwidth
   pixelheight linedrawn emuwidth emuheight left top right bottom center xcenter ycenter topleft topright bottomleft
   bottomright stretch logwidth logheight hasstroke hasfill equation rotate translate scale matrix skewX skewY none
   ppt visible hidden bold italic normal underline true false solid rgb hsl style visibility rotation fontsize color
   fillcolor fill stroke type on opacity fontweight fontstyle textdecoration wipe fade blinds barn box checkerboard
   circle diamond dissolve in out up down across horizontal vertical plus randombar slide strips wedge wheel zoom
   cancelBubble togglePause play playFrom pause stop PPT IE shadow background accent text image pi exp rand ceil floor log if
   id begin end click next prev indefinite double dotted dashed groove ridge inset outset dash dot fine thin thick
   xshear yshear primary secondary downLeft downRight upLeft upRight inVertical inHorizontal outVertical outHorizontal
   fromBottom fromLeft fromRight fromTop cm mm pt pc px em`.split(/\s+/),
)
/** Letters of the paths of older drawings, which stand beside each other. */
const COMMANDS = /^([mlcxetrv]|n[fs]|a[elrt]|w[ar]|q[bxy]|h[a-i])+$/

/** Numbers and signs, letters of paths, and words of formulas. */
export function isDrawing(value: string): boolean {
  return (
    /^[\t\n\r\x20-\x7e]*$/.test(value) &&
    (value.match(/[a-z]+/gi) ?? []).every(
      (run) => run.length === 1 || DRAWING.has(run) || COMMANDS.test(run),
    )
  )
}

/** Colours of older drawings, and the way to their neighbours. */
const COLOURS = new Set(
  `white black silver gray maroon red purple fuchsia green lime olive yellow navy blue teal aqua none this fill darken
   lighten window windowText windowFrame menu menuText infoText infoBackground background activeBorder activeCaption
   appWorkspace buttonFace buttonHighlight buttonShadow buttonText captionText grayText highlight highlightText
   inactiveBorder inactiveCaption inactiveCaptionText scrollbar threeDDarkShadow threeDFace threeDHighlight
   threeDLightShadow threeDShadow`.split(/\s+/),
)
const DASHES =
  /^(solid|(short|long)?dash(dot){0,2}|(short|long)?dot|shortdashdotdot|[1-3]?pt|[\d\s.]{1,40})$/i

export const isColours = (value: string): boolean =>
  value
    .split(/[\s,;()[\]]+/)
    .every((token, n) => n < 64 && (isMeasure(token) || COLOURS.has(token)))
export const isDashes = (value: string): boolean => DASHES.test(value)

/** Where OpenDocument leaves the text free: by attribute, the elements that it stands on. */
const NAMED = new Map(
  Object.entries(lists.named).map(([at, elements]) => [at, new Set(elements.split(' '))]),
)
const DRAWN = new Set(lists.drawn.split(' '))
/** What is said of a language, a country or a script. */
const OF_LANGUAGE = /:(language|country|script)(-asian|-complex)?$/

const OF_CELLS =
  /^(draw:[\w-]+@table:end-cell-address|table:database-range@table:target-range-address|(style:map|table:content-validation|table:named-(range|expression))@(table:base-cell-address|style:base-cell-address))$/
/** How one slide follows another: words run together, of which the standard has these. */
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
/** Levels of a list, and what stands between their numbers. */
const COUNTS = /^[.,:;()[\]/ -]{0,4}(%\d{1,2}%[.,:;()[\]/ -]{0,4}){0,10}$/
/** A width, a kind of line and a colour; of a shadow a colour and lengths. */
const BORDERS = /^(fo:(border(-\w+)?|text-shadow)|style:(shadow|diagonal-(bl-tr|tl-br)))$/
const LINE =
  /^(none|hidden|inherit|solid|dotted|dashed|fine-dashed|dash-dot|dash-dot-dot|double|double-thin|thin|thick|medium|groove|ridge|inset|outset)$/
const isBorder = (value: string): boolean => {
  const tokens = value.trim().split(/[\s,]+/)
  return (
    tokens.length <= 4 && tokens.every((one) => NUMBER.test(one) || HEX.test(one) || LINE.test(one))
  )
}
/** Attributes that are lists by the standard, and of how many at most. */
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
  if (on !== undefined) return on.has(element) || isPlain(element, at, value)
  if (at === 'svg:d') return /^[-+\d\s.,emlhvcsqtaz]*$/i.test(value)
  if (/^smil:(sub)?type$/.test(at) && isTransition(value)) return true
  if (/^(anim|smil):/.test(at) || DRAWN.has(at))
    return isPlain(element, at, value) || isDrawing(value)
  if (at === 'loext:num-list-format') return COUNTS.test(value)
  if (BORDERS.test(at)) return value === '' || isBorder(value)
  if (OF_LANGUAGE.test(at)) return isLanguage(value)
  if (at === 'fo:clip') return /^(auto|rect\([-\d.,\sa-z]{1,60}\))$/.test(value)
  if (at === 'chart:class') return isPlain(element, at, value.replace(/^chart:/, ''))
  if (at === 'draw:type')
    return /^(ooxml|mso-spt|fontwork)-?[\w-]{1,40}$/.test(value) || isPlain(element, at, value)
  if (at === 'office:currency') return /^\p{L}{0,3}\p{Sc}?$/u.test(value)
  if (at === 'presentation:preset-id') return /^ooo-[a-z0-9-]{1,40}$/.test(value)
  if (OF_CELLS.test(`${element}@${at}`)) return true
  if (OF_SIGN.test(at)) return [...value].length <= 2
  const most = LISTS.find(([list]) => list.test(at))?.[1] ?? 1
  return (
    isPlain(element, at, value) ||
    isTime(value) ||
    (most > 1 && isPlainList(element, at, value, most))
  )
}
