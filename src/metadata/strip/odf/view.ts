import type { Node } from '../../xml/tree.ts'
import {
  BLACK,
  type Colour,
  colourOf,
  composite,
  isLetThrough,
  isLost,
  luminance,
  WHITE,
} from '../office/contrast.ts'
import { heightOf } from '../office/lines.ts'

type Look = ReadonlyMap<string, string>

/** Ground of text: one colour, or those of a gradient, on all of which text must be illegible to count as hidden. */
export interface Ground {
  readonly colours: readonly Colour[]
  readonly isGradient: boolean
}

/** Appearance of text at one place. */
export interface TextView {
  /** Text colour; `undefined` when the program chooses a legible one. */
  readonly ink: Colour | undefined
  /** Whether letters throw a shadow. */
  readonly isShadowed: boolean
  /** Font sizes in points: for Western, Asian and complex scripts. */
  readonly sizes: readonly number[]
  /** Scale of superscript and subscript. */
  readonly share: number
  /** `null` for an image or pattern, which is not analysed. */
  readonly ground: Ground | null
  /** In drawn text: the ground without a marker of characters, by which the program chooses a colour. */
  readonly area: Ground | null | undefined
  /** Whether text is hidden, overprinted, or outside the page. */
  readonly isOut: boolean
  readonly isSqueezed: boolean
  /** Text area of the largest page in points. */
  readonly room: Room
}

export interface Room {
  readonly width: number
  readonly height: number
  /** Distance of the text from the left edge of the page. */
  readonly left: number
}

export const ONE_COLOUR = (colour: Colour): Ground => ({ colours: [colour], isGradient: false })
export const PLAIN: TextView = {
  ink: undefined,
  isShadowed: false,
  sizes: [12, 12, 12],
  share: 1,
  ground: ONE_COLOUR(WHITE),
  area: undefined,
  isOut: false,
  isSqueezed: false,
  room: { width: 1440, height: 1440, left: 216 },
}

const SIZES = ['text fo:font-size', 'text style:font-size-asian', 'text style:font-size-complex']
const SCRIPTS = [
  /[^\P{L}\u0590-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef]|\p{Nd}/u,
  /[\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef]/,
  /[\u0590-\u109f\u1780-\u17ff]/,
]
/** Without that of characters, which lies in front. */
const GROUNDS = ['paragraph', 'table', 'table-row', 'table-cell', 'section', 'graphic']
const TINY = 2
/** Of raised and lowered text. */
const TINY_RAISED = 2.6
/** Points per inch. */
const INCH = 72
/** Points per unit. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['pt', 1],
  ['pc', 12],
  ['in', INCH],
  ['inch', INCH],
  ['cm', INCH / 2.54],
  ['mm', INCH / 25.4],
  ['px', 0.75],
])

/** A length in points; `undefined` when malformed. */
export function lengthInPoints(length: string | undefined): number | undefined {
  const [, number, unit = ''] = /^([-+]?[\d.]+)([a-z]+)$/.exec(length?.trim() ?? '') ?? []
  const each = UNITS.get(unit)
  return number === undefined || each === undefined ? undefined : Number(number) * each
}

export function shareOf(percent: string | undefined): number | undefined {
  const [, number] = /^([-+]?[\d.]+)%$/.exec(percent?.trim() ?? '') ?? []
  return number === undefined ? undefined : Number(number) / 100
}

/** Appearance of text inside an element with these style values. */
export function within(view: TextView, look: Look): TextView {
  if (look.size === 0) return view
  const isAuto = look.get('text style:use-window-font-color') === 'true'
  const display = look.get('text text:display')
  const position = look.get('text style:text-position')
  const ink = colourOf(look.get('text fo:color')) ?? view.ink
  const alpha = shareOf(look.get('text loext:opacity')) ?? ink?.alpha ?? 1
  const behind = GROUNDS.reduce((ground, of) => groundWithin(ground, look, of), view.ground)
  return {
    // Of an automatic colour LibreOffice takes no opacity of 0; with another it is taken for black.
    ink:
      isAuto || ink === undefined
        ? alpha > 0 && alpha < 1
          ? { ...BLACK, alpha }
          : undefined
        : { ...ink, alpha },
    isShadowed: (look.get('text fo:text-shadow') ?? (view.isShadowed ? '' : 'none')) !== 'none',
    sizes: view.sizes.map((size, n) => sizeWithin(size, look, n)),
    share: position === undefined ? view.share : shareAt(position),
    ground: groundWithin(behind, look, 'text'),
    area: view.area === undefined || behind === view.ground ? view.area : behind,
    isOut: display === undefined ? view.isOut || isBeside(look, view.room) : display === 'none',
    isSqueezed: view.isSqueezed || isSqueezed(look),
    room: roomIn(look, view.room),
  }
}

/** Scale of raised and lowered text: where none is written, that of LibreOffice. */
function shareAt(position: string): number {
  const [raised = '', share] = position.trim().split(/\s+/)
  return shareOf(share) ?? (shareOf(raised) === 0 ? 1 : 0.58)
}

function sizeWithin(size: number, look: Look, n: number): number {
  const value = look.get(SIZES[n] ?? '')
  const share = shareOf(value)
  const whole = lengthInPoints(value) ?? (share === undefined ? size : size * share)
  const more = ['', '-asian', '-complex'][n] ?? ''
  return whole + (lengthInPoints(look.get(`text style:font-size-rel${more}`)) ?? 0)
}

export function groundWithin(ground: Ground | null, look: Look, of: string): Ground | null {
  const colour = colourOf(look.get(`${of} fo:background-color`))
  return colour === undefined ? ground : ONE_COLOUR(colour)
}

/** Whether indents lead off the page or leave no room. */
function isBeside(look: Look, room: Room): boolean {
  return ['section', 'paragraph'].some((of) => {
    const at = (name: string) => lengthInPoints(look.get(`${of} fo:${name}`)) ?? 0
    const [left, right, first] = [at('margin-left'), at('margin-right'), at('text-indent')]
    const inside = at('padding-left') + at('padding-right')
    return (
      Math.min(left, left + first) < -room.left ||
      right < -room.left ||
      Math.max(left, left + first) + right + inside > room.width - TINY ||
      at('margin-top') > room.height ||
      at('margin-bottom') > room.height
    )
  })
}

/** Text area within the margins of a section. */
function roomIn(look: Look, room: Room): Room {
  const at = (name: string) => lengthInPoints(look.get(`section fo:margin-${name}`)) ?? 0
  const left = at('left')
  return { ...room, width: room.width - left - at('right'), left: room.left + left }
}

/** Whether a box hides whole lines of its text, assuming small letters. */
export function isOdfBoxTooFull(
  box: Node,
  width: number,
  height: number,
  lookOf: (paragraph: Node) => Look = () => new Map(),
): boolean {
  const [, most] = heightOf(box, (node) => {
    if (!/^text:[ph]$/.test(node.name)) return undefined
    const lines = linesIn(node).map((words) =>
      Math.max(1, Math.ceil((words.length * SMALL * 0.35) / Math.max(1, width))),
    )
    const before = lengthInPoints(lookOf(node).get('paragraph fo:margin-top')) ?? 0
    const all = lines.reduce((sum, one) => sum + one, 0) * SMALL
    return [before + Math.max(all, SMALL), all > 0 ? before + all : 0]
  })
  return most > height * 1.5
}
const SMALL = 8

/** Text of a paragraph in lines, up to its last text. */
function linesIn(paragraph: Node): readonly string[] {
  const lines = ['']
  const visit = (node: Node): void => {
    for (const child of node.children) {
      if (typeof child === 'string') lines.push(`${lines.pop() ?? ''}${child}`)
      else if (child.name === 'text:line-break') lines.push('')
      else visit(child)
    }
  }
  visit(paragraph)
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

/** Whether lines or letters overlap. */
function isSqueezed(look: Look): boolean {
  const line = look.get('paragraph fo:line-height')
  const size = lengthInPoints(look.get('text fo:font-size')) ?? 12
  return (
    (lengthInPoints(line) ?? INCH) < Math.max(TINY + 0.1, size * 0.3) ||
    (shareOf(line) ?? 1) < 0.2 ||
    (shareOf(look.get('text style:text-scale')) ?? 1) < 0.2 ||
    (lengthInPoints(look.get('text fo:letter-spacing')) ?? 0) < -size * 0.35
  )
}

/** Whether text with this appearance cannot be read. */
export function isUnread(words: string, view: TextView): boolean {
  if (words.trim() === '') return false
  if (view.isOut || view.isSqueezed) return true
  const least = view.share < 1 ? TINY_RAISED : TINY
  if (view.sizes.some((size, n) => size * view.share <= least && SCRIPTS[n]?.test(words)))
    return true
  const { ground } = view
  const ink = view.ink ?? automaticInk(view)
  if (ink !== undefined && isLetThrough(ink)) return true
  if (ink === undefined || ground === null) return false
  // The shadow of LibreOffice is grey for black letters, and black for others.
  const shadow = luminance(ink) < 0.002 ? { ...ink, red: 192, green: 192, blue: 192 } : BLACK
  const isLostOn = (colour: Colour) =>
    isLost(ink, colour) && !(view.isShadowed && !isLost(shadow, colour))
  return ground.isGradient ? ground.colours.every(isLostOn) : ground.colours.some(isLostOn)
}

/** On a marker drawn words keep the colour that is legible without it; in a text they turn. */
function automaticInk({ ground, area }: TextView): Colour | undefined {
  if (area === undefined || area === ground) return undefined
  return area?.colours.every(isDark) ? WHITE : BLACK
}

/** As LibreOffice decides it. */
const isDark = ({ red, green, blue }: Colour): boolean =>
  red * 76 + green * 151 + blue * 29 <= 62 * 256

/** Resulting ground of a fill over another ground. */
export function covered(ground: Ground | null, colour: Colour, opacity: number): Ground | null {
  if (opacity >= 1) return ONE_COLOUR(colour)
  if (ground === null) return opacity > 0.9 ? ONE_COLOUR(colour) : null
  return {
    ...ground,
    colours: ground.colours.map((behind) => composite({ ...colour, alpha: opacity }, behind)),
  }
}
