/** Colour: red, green and blue from 0 to 255, opacity from 0 to 1. */
export interface Colour {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

export const WHITE: Colour = { red: 255, green: 255, blue: 255, alpha: 1 }
export const BLACK: Colour = { red: 0, green: 0, blue: 0, alpha: 1 }

/** Parses `RRGGBB` or `RGB`, with or without `#`; `undefined` for anything else. */
export function colourOf(hex: string | undefined): Colour | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(hex?.trim() ?? '')?.[1]
  if (digits === undefined) return undefined
  const whole = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const at = (from: number) => Number.parseInt(whole.slice(from, from + 2), 16)
  return { red: at(0), green: at(2), blue: at(4), alpha: 1 }
}

/** The colour that results in front of an opaque ground. */
export function composite(front: Colour, ground: Colour): Colour {
  const mixed = (channel: 'red' | 'green' | 'blue') =>
    front[channel] * front.alpha + ground[channel] * (1 - front.alpha)
  return { red: mixed('red'), green: mixed('green'), blue: mixed('blue'), alpha: 1 }
}

/** Contrast ratio of WCAG 2, from 1 to 21. */
export function contrastRatio(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Whether so much is seen through a colour that it is lost on every ground. */
export const isLetThrough = ({ alpha }: Colour): boolean => alpha <= 0.1

/** Whether brightness and contrast leave next to nothing of a picture: less contrast moves points to the middle. */
export const isWashedOut = (bright: number, contrast: number): boolean =>
  contrast <= -0.9 || Math.abs(bright) - Math.min(0, contrast) / 2 >= 0.9

/**
 * Whether text of this colour cannot be read on this ground. Contrast alone does not decide: with colours that are
 * neither light nor dark, red on a grey of equal lightness can be read.
 */
export function isLost(words: Colour, ground: Colour): boolean {
  const visible = composite(words, ground)
  if (contrastRatio(visible, ground) >= 1.3) return false
  const channels = ['red', 'green', 'blue'] as const
  const apart = Math.max(...channels.map((channel) => Math.abs(visible[channel] - ground[channel])))
  return apart < 100 || luminance(ground) > 0.6 || luminance(ground) < 0.02
}

export function luminance({ red, green, blue }: Colour): number {
  const linear = (value: number) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
