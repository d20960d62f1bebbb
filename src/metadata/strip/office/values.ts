import { isOn, isSwitch } from '../../xml/tree.ts'

/*
 * Rules for attribute values. Where the standards define numbers, colours or keywords, nothing else passes; free text
 * passes only in attributes that are listed as read text, names or drawings.
 */

/** A number and its unit. */
const NUMBER =
  /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,3})?)(%|\*|p[tcix]|[ckm]m|in|inch|em|ex|emu|fd?|m?s|min|h|deg|grad|rad)?$/i
export const HEX = /^#[0-9a-f]{3,8}$/i
const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i
const TIME =
  /^-?\d{4}-\d\d-\d\d(T[\d:.]{1,18}Z?)?$|^-?P(\d{1,5}[YMD]){0,3}(T(\d{1,5}[HM]){0,2}(\d{1,5}([.,]\d{1,9})?S)?)?$/

/** A number as a copy spells it: seven digits, of whole ones ten. No screen shows more. */
const shortest = (number: number): string =>
  String((Number.isInteger(number) && Math.abs(number) < 1e10 ? number : rounded(number)) || 0)
const rounded = (number: number): number => Number(number.toPrecision(7))

/** A number with its unit as every copy spells it; `undefined` for what is none. */
export function plainNumber(value: string): string | undefined {
  const [, digits, unit = ''] = NUMBER.exec(value) ?? []
  const number = Number(digits)
  if (digits === undefined || !(Math.abs(number) < 1e15)) return undefined
  if (unit === '') return shortest(number)
  return Math.abs(number) < 1e6 ? shortest(Math.round(number * 1e4) / 1e4) + unit : undefined
}

/** A number that programs count with: all of its 17 digits, as every copy spells them. */
export function exactNumber(value: string): string | undefined {
  const number = Number(NUMBER.exec(value)?.[2] === undefined ? value : NaN)
  return value !== '' && Number.isFinite(number) && /\d$|\.$/.test(value)
    ? String(number || 0)
    : undefined
}

/** A whole number of so many digits. */
function wholeNumber(value: string, digits: number): string | undefined {
  const [, plain, unit] = NUMBER.exec(value) ?? []
  const whole = String(Math.round(Number(plain)) || 0)
  return plain !== undefined && unit === undefined && /^-?\d+$/.test(whole)
    ? whole.replace('-', '').length <= digits
      ? whole
      : undefined
    : undefined
}

/** A number, a GUID or a boolean as a copy spells it; `undefined` for anything else. */
const plainMeasure = (value: string): string | undefined =>
  /^(true|false|on|off|t|f|NaN|INF)$/.test(value) || GUID.test(value) ? value : plainNumber(value)

/**
 * A value as a copy spells it, by the type of its attribute: `?` a switch, `~n` a whole number of n digits, `$n` a colour
 * or other number of n hexadecimal digits (`$` any colour), `%` a percentage, `&` a number that programs count with, `#` any
 * measure.
 */
export function plainTyped(type: string, value: string): string | undefined {
  const digits = Number(type.slice(1))
  switch (type.charAt(0)) {
    case '?':
      return isSwitch(value) || /^[tf]$/.test(value) ? value : undefined
    case '~':
      return wholeNumber(value, digits)
    case '$':
      return HEX.test(value) || (/^[0-9a-f]+$/i.test(value) && value.length === digits)
        ? value
        : undefined
    case '%':
      return value.endsWith('%') ? plainNumber(value) : undefined
    case '&':
      return exactNumber(value)
    default:
      return type === '#' ? plainMeasure(value) : undefined
  }
}

/** A boolean of Office as a copy spells it. */
export const plainSwitch = (value: string): string =>
  isSwitch(value) ? String(Number(isOn(value))) : value

export const isTime = (value: string): boolean => TIME.test(value)

/** Keywords of paths, shape formulas, animations and wrap polygons. */
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
/** Signs, numbers and words of a movement or an equation; a name of one letter only where one is. */
export function isDrawing(value: string): boolean {
  return (
    /^[\t\n\r\x20-\x7e]{0,400}$/.test(value) &&
    (value.match(/[a-z]+/gi) ?? []).every((run) => /^[xywhrf]$/.test(run) || DRAWING.has(run))
  )
}

/** How the commands of a path are spelt: those with numbers behind them, and those without. */
export interface PathCommands {
  readonly drawn: RegExp
  readonly closing: RegExp
}
export const VML_PATH: PathCommands = {
  drawn: /^([mlctrv]|a[elrt]|w[ar]|q[bxy]|h[a-i])$/,
  closing: /^([xe]|n[fs])$/,
}
export const ENHANCED_PATH: PathCommands = { drawn: /^[A-CGL-MQT-Y]$/, closing: /^[ZNFSHIJK]$/ }
export const SVG_PATH: PathCommands = { drawn: /^[mlhvcsqta]$/i, closing: /^z$/i }
export const MOTION_PATH: PathCommands = { drawn: /^[mlc]$/i, closing: /^[ze]$/i }

/** Whether this is a path: numbers behind each command that draws, and nothing that closes a line twice. */
export function isPath(value: string, { drawn, closing }: PathCommands): boolean {
  if (!/^[-+\s\d.,@#?$a-z]*$/i.test(value)) return false
  let closed = ''
  for (const [whole, command = '', next = ''] of value.matchAll(STEP)) {
    if (command === '') {
      if (/\d/.test(whole)) closed = ''
      else if (/[a-z?$@#]/i.test(whole)) return false
    } else if (closing.test(command)) {
      if (closed.includes(command)) return false
      closed += command
    } else if (!drawn.test(command) || !/[-+\d.,@#?$]/.test(next)) return false
  }
  return true
}
/** A command and the sign behind it, a name with its number, or what stands between. */
const STEP =
  /[?$@#][a-z]{0,3}\d{1,4}|(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]\d+)?)|(n[fs]|a[elrt]|w[ar]|q[bxy]|h[a-i]|[a-z])(?=\s*(\S?))|[-+,.\s]+|./gis

/** Whether this is a list of at most so many numbers, names of a guide and sides. */
export const isNumbers = (value: string, most: number): boolean => {
  const tokens = value.split(/[\s,;]+/)
  return (
    tokens.length <= most &&
    tokens.every(
      (one) =>
        one === '' ||
        /^[@#$?]([a-z]{0,3}\d{1,4}|[xywh]|width|height|left|right|top|bottom)$/.test(one) ||
        (most <= 8 &&
          /^(left|right|top|bottom|center|xcenter|ycenter|topleft|topright|bottomleft|bottomright|bottomRight|topLeft|topRight|bottomLeft|width|height|switch|none)$/.test(
            one,
          )) ||
        (plainNumber(one)?.length ?? 99) <= 12,
    )
  )
}

/** Numbers of a list or formula as every copy spells them; a sign in front of one alone is its own. */
export const plainNumbers = (value: string): string =>
  plainNumber(value) ??
  value.replace(
    /#[0-9a-f]{3,8}\b|[?$@#][a-z]{0,3}\d+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?/gi,
    (one, at: number) => {
      if (/^[?$@#]/.test(one)) return one
      const number = plainNumber(one) ?? '0'
      return /[\d.]/.test(value.charAt(at - 1)) ? ` ${number}` : number
    },
  )
/** Numbers of a list that stand between blanks and other signs, where words and colours may have digits. */
export const plainTokens = (value: string): string =>
  value.replace(/[^\s,;:()]+/g, (one) => plainNumber(one) ?? one)

/** Colour keywords of VML and of their modifiers. */
const COLOURS = new Set(
  `white black silver gray maroon red purple fuchsia green lime olive yellow navy blue teal aqua none this fill darken
   lighten window windowText windowFrame menu menuText infoText infoBackground background activeBorder activeCaption
   appWorkspace buttonFace buttonHighlight buttonShadow buttonText captionText grayText highlight highlightText
   inactiveBorder inactiveCaption inactiveCaptionText scrollbar threeDDarkShadow threeDFace threeDHighlight
   threeDLightShadow threeDShadow`.split(/\s+/),
)
const DASHES = /^(solid|(short|long)?dash(dot){0,2}|(short|long)?dot|shortdashdotdot)$/i

export const isColours = (value: string): boolean =>
  value
    .split(/[\s,;()[\]]+/)
    .every(
      (token, n) =>
        n < 64 &&
        (token === '' || plainNumber(token) !== undefined || HEX.test(token) || COLOURS.has(token)),
    )
export const isDashes = (value: string): boolean => DASHES.test(value) || isNumbers(value, 6)
