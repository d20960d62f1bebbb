import { childOf, childrenOf, type Node, withChildren } from '../../xml/tree.ts'
import {
  BLACK,
  type Colour,
  colourOf,
  composite,
  isLetThrough,
  isLost,
  WHITE,
} from '../office/contrast.ts'

/** Adjacent colours, such as those of a gradient; empty when unknown. */
export type FillColours = readonly Colour[]

/** Whether text cannot be read: each of its colours is lost on each of the ground's, or on any. */
export function areLost(words: FillColours, ground: FillColours): boolean {
  if (words.length === 0) return false
  return words.every(
    (one) =>
      isLetThrough(one) || (ground.length > 0 && ground.every((other) => isLost(one, other))),
  )
}

/** The colours of a theme by their names in DrawingML: `dk1`, `accent1`. */
export class Theme {
  readonly #colours = new Map<string, Colour>([
    ['dk1', BLACK],
    ['lt1', WHITE],
  ])

  constructor(root: Node | undefined) {
    const elements = root === undefined ? undefined : childOf(root, 'a:themeElements')
    const scheme = elements === undefined ? undefined : childOf(elements, 'a:clrScheme')
    for (const child of scheme?.children ?? []) {
      if (typeof child === 'string') continue
      const colour = this.drawn(child, () => undefined)
      if (colour !== undefined) this.#colours.set(child.name.slice(2), colour)
    }
  }

  named(name: string): Colour | undefined {
    return this.#colours.get(name)
  }

  /** The first colour in an element of DrawingML. `mapped` says which of the theme's a name of the page means. */
  drawn(holder: Node, mapped: (name: string) => string | undefined): Colour | undefined {
    for (const child of holder.children) {
      if (typeof child === 'string') continue
      const base = this.#base(child, mapped)
      if (base !== undefined) return child.children.reduce(changed, base)
    }
    return undefined
  }

  #base({ name, attributes }: Node, mapped: (name: string) => string | undefined) {
    const value = attributes.get('val') ?? ''
    const part = (at: string) => amount(attributes.get(at)) * 255
    switch (name) {
      case 'a:srgbClr':
        return colourOf(value)
      case 'a:sysClr':
        // LibreOffice, and Windows as it comes, draw these two so whatever they were when the file was written.
        if (/^window(Text)?$/i.test(value)) return /text$/i.test(value) ? BLACK : WHITE
        return colourOf(attributes.get('lastClr')) ?? BLACK
      case 'a:schemeClr':
        return this.#colours.get(mapped(value) ?? value)
      case 'a:scrgbClr':
        return { red: part('r'), green: part('g'), blue: part('b'), alpha: 1 }
      case 'a:hslClr': {
        const hue = Number(attributes.get('hue') ?? 0) / 60_000 / 360
        return fromHsl([hue, amount(attributes.get('sat')), amount(attributes.get('lum'))])
      }
      case 'a:prstClr':
        return PRESET.get(value)
      default:
        return undefined
    }
  }
}

/** Names of colours that are as light or as dark as the paper, and those that documents use. */
const PRESET: ReadonlyMap<string, Colour> = new Map(
  Object.entries({
    white: 'ffffff',
    black: '000000',
    red: 'ff0000',
    green: '008000',
    blue: '0000ff',
    yellow: 'ffff00',
    cyan: '00ffff',
    aqua: '00ffff',
    magenta: 'ff00ff',
    fuchsia: 'ff00ff',
    gray: '808080',
    grey: '808080',
    silver: 'c0c0c0',
    snow: 'fffafa',
    ivory: 'fffff0',
    azure: 'f0ffff',
    mintCream: 'f5fffa',
    ghostWhite: 'f8f8ff',
    whiteSmoke: 'f5f5f5',
    floralWhite: 'fffaf0',
    seaShell: 'fff5ee',
    aliceBlue: 'f0f8ff',
    honeydew: 'f0fff0',
    ltYellow: 'ffffe0',
    lightYellow: 'ffffe0',
    lavenderBlush: 'fff0f5',
    oldLace: 'fdf5e6',
    linen: 'faf0e6',
    cornsilk: 'fff8dc',
    beige: 'f5f5dc',
    gainsboro: 'dcdcdc',
    lavender: 'e6e6fa',
    darkBlue: '00008b',
    dkBlue: '00008b',
    navy: '000080',
    midnightBlue: '191970',
    darkGray: 'a9a9a9',
    dkGray: 'a9a9a9',
    lightGray: 'd3d3d3',
    ltGray: 'd3d3d3',
    dimGray: '696969',
  }).map(([name, hex]) => [name, colourOf(hex) ?? BLACK]),
)

/** A colour of DrawingML as black letters on white paper have it, where no theme says otherwise. */
export const drawnOnPaper = (colour: Node): Colour | undefined =>
  PAPER.drawn(withChildren(colour, [colour]), (name) => OF_PAPER[name])
const PAPER = new Theme(undefined)
const OF_PAPER: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1' }

/** A share written in thousandths of a per cent, or as a percentage. */
export function amount(value: string | undefined): number {
  const number = Number.parseFloat(value ?? '0') || 0
  return value?.endsWith('%') ? number / 100 : number / 100_000
}

function changed(colour: Colour, change: Node | string): Colour {
  if (typeof change === 'string') return colour
  const by = amount(change.attributes.get('val'))
  switch (change.name) {
    case 'a:alpha':
      return { ...colour, alpha: by }
    case 'a:alphaMod':
      return { ...colour, alpha: colour.alpha * by }
    case 'a:alphaOff':
      return { ...colour, alpha: Math.min(1, Math.max(0, colour.alpha + by)) }
    case 'a:lum':
      return lightened(colour, () => by)
    case 'a:lumMod':
      return lightened(colour, (light) => light * by)
    case 'a:lumOff':
      return lightened(colour, (light) => light + by)
    case 'a:shade':
      return lightened(colour, (light) => light * by)
    case 'a:tint':
      return lightened(colour, (light) => light * by + 1 - by)
    case 'a:inv':
      return {
        ...colour,
        red: 255 - colour.red,
        green: 255 - colour.green,
        blue: 255 - colour.blue,
      }
    default:
      return withChannel(colour, change.name, by)
  }
}

/** A colour of which red, green or blue is another share, so many times it or more by so much. */
function withChannel(colour: Colour, name: string, by: number): Colour {
  const [, channel, how] = /^a:(red|green|blue)(Mod|Off)?$/.exec(name) ?? []
  if (channel !== 'red' && channel !== 'green' && channel !== 'blue') return colour
  const now = colour[channel] / 255
  const next = how === 'Mod' ? now * by : how === 'Off' ? now + by : by
  return { ...colour, [channel]: Math.min(1, Math.max(0, next)) * 255 }
}

/** A colour with another lightness from 0 to 1. */
export function lightened(colour: Colour, to: (light: number) => number): Colour {
  const [hue, saturation, light] = hslOf(colour)
  const next = Math.min(1, Math.max(0, to(light)))
  return { ...fromHsl([hue, saturation, next]), alpha: colour.alpha }
}

type Hsl = readonly [hue: number, saturation: number, light: number]

function hslOf(colour: Colour): Hsl {
  const [red, green, blue] = [colour.red / 255, colour.green / 255, colour.blue / 255]
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const light = (most + least) / 2
  const range = most - least
  if (range === 0) return [0, 0, light]
  const saturation = range / (1 - Math.abs(2 * light - 1))
  const sixths =
    most === red
      ? (green - blue) / range
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4
  return [((sixths + 6) % 6) / 6, saturation, light]
}

function fromHsl([hue, saturation, light]: Hsl): Colour {
  const channel = (shift: number) => {
    const at = (shift + hue * 12) % 12
    const share = saturation * Math.min(light, 1 - light)
    return 255 * (light - share * Math.max(-1, Math.min(at - 3, 9 - at, 1)))
  }
  return { red: channel(0), green: channel(8), blue: channel(4), alpha: 1 }
}

/** Fill of an element: `null` for none, `undefined` when it does not say. */
export function fillOf(
  holder: Node | undefined,
  drawn: (holder: Node) => Colour | undefined,
): FillColours | null | undefined {
  for (const child of holder?.children ?? []) {
    if (typeof child === 'string') continue
    const all = (...colours: readonly (Colour | undefined)[]) =>
      colours.includes(undefined) ? [] : colours.filter((one) => one !== undefined)
    switch (child.name) {
      case 'a:noFill':
        return null
      case 'a:solidFill':
        return all(drawn(child))
      case 'a:gradFill': {
        const stops = childOf(child, 'a:gsLst')?.children ?? []
        return all(...stops.flatMap((one) => (typeof one === 'string' ? [] : [drawn(one)])))
      }
      case 'a:pattFill': {
        const of = (name: string) => {
          const colour = childOf(child, name)
          return colour === undefined ? undefined : drawn(colour)
        }
        return all(of('a:fgClr'), of('a:bgClr'))
      }
      case 'a:blipFill':
        return []
    }
  }
  return undefined
}

/** Fill that a style takes from the theme, by its `a:fillRef`; `undefined` when it does not say. */
export function themeFillOf(
  style: Node | undefined,
  drawn: (holder: Node) => Colour | undefined,
): FillColours | undefined {
  const styled = childOf(style, 'a:fillRef')
  if (styled === undefined || styled.attributes.get('idx') === '0') return undefined
  const colour = drawn(styled)
  return colour === undefined ? [] : [colour]
}

/** Colour of letters: their fill, else their outline; `null` for neither. */
export function letteringOf(
  holders: readonly (Node | undefined)[],
  drawn: (holder: Node) => Colour | undefined,
): FillColours | null | undefined {
  const firstFill = (of: readonly (Node | undefined)[]) =>
    of.map((one) => fillOf(one, drawn)).find((one) => one !== undefined)
  const filling = firstFill(holders)
  return filling === null
    ? (firstFill(holders.map((one) => childOf(one, 'a:ln'))) ?? null)
    : filling
}

/** What letters stand on: a text marker over the ground, or the ground itself where there is none. */
export function markedGround(
  holders: readonly (Node | undefined)[],
  ground: FillColours,
  drawn: (holder: Node) => Colour | undefined,
): FillColours {
  const marker = holders.map((one) => childOf(one, 'a:highlight')).find((one) => one !== undefined)
  const colour = marker && drawn(marker)
  if (marker === undefined || colour?.alpha === 0) return ground
  if (colour === undefined) return []
  return colour.alpha === 1 ? [colour] : ground.map((one) => composite(colour, one))
}

/** Whether letters cannot be read by their colour, nor by an outline or a shadow of theirs that is wide enough to be seen. */
export function isLetteringLost(
  words: FillColours,
  ground: FillColours,
  holders: readonly (Node | undefined)[],
  drawn: (holder: Node) => Colour | undefined,
): boolean {
  if (!areLost(words, ground)) return false
  const line = holders
    .map((one) => childOf(one, 'a:ln'))
    .find((one) => fillOf(one, drawn) !== undefined)
  const outline = fillOf(line, drawn) ?? null
  const wide = Number(line?.attributes.get('w') ?? 9_525) >= 3_175
  if (wide && outline !== null && !areLost(outline, ground)) return false
  // What nobody sees throws no shadow.
  if (words.every(isLetThrough)) return true
  const effects = holders.map((one) => childOf(one, 'a:effectLst')).find((one) => one !== undefined)
  return !childrenOf(effects).some((one) => {
    const colour = isBesideLetters(one) ? drawn(one) : undefined
    return colour !== undefined && !areLost([colour], ground)
  })
}

/** A shadow or a glow that is seen around letters, near enough to show their form. */
function isBesideLetters({ name, attributes }: Node): boolean {
  const at = (measure: string) => Number(attributes.get(measure) ?? 0)
  const [far, soft] = name === 'a:glow' ? [0, at('rad')] : [at('dist'), at('blurRad')]
  return (
    /^a:(outerShdw|prstShdw|glow)$/.test(name) &&
    (far >= POINT || soft >= 2 * POINT) &&
    Math.max(far, soft) <= 12 * POINT
  )
}
/** One point. */
const POINT = 12_700
