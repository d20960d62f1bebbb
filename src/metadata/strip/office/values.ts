/*
 * Rules for attribute values. Where the standards define numbers, colours or keywords, nothing else passes; free text
 * passes only in attributes that are listed as read text, names or drawings.
 */

export const NUMBER =
  /^[-+]?(\d{1,20}|\d{0,15}\.\d{1,17})(e[-+]?\d{1,3})?(%|\*|[a-z]{1,2}|deg|grad|rad|inch)?$/i
export const HEX =
  /^#[0-9a-f]{3,8}$|^([0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8}|[0-9a-f]{20})$/i
const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i
const TIME = /^-?\d{4}-\d\d-\d\d(T[\d:.]+Z?)?$|^-?P[\dDTHMSY.,]+$/
/** Whether this is a number with its unit, a colour, a GUID or a boolean. */
export const isMeasure = (value: string): boolean =>
  /^(|true|false|on|off|t|f|NaN|INF)$/.test(value) ||
  NUMBER.test(value) ||
  HEX.test(value) ||
  GUID.test(value)

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
/** Path commands of VML, which may follow one another directly. */
const COMMANDS = /^([mlcxetrv]|n[fs]|a[elrt]|w[ar]|q[bxy]|h[a-i])+$/

/** Whether this consists of numbers, punctuation, path commands and formula keywords. */
export function isDrawing(value: string): boolean {
  return (
    /^[\t\n\r\x20-\x7e]*$/.test(value) &&
    (value.match(/[a-z]+/gi) ?? []).every(
      (run) => run.length === 1 || DRAWING.has(run) || COMMANDS.test(run),
    )
  )
}

/** Colour keywords of VML and of their modifiers. */
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
