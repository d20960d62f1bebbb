import type { Node } from '../../xml/tree.ts'
import { colourOf } from '../office/contrast.ts'
import type { StyleValues } from './shape.ts'
import type { Styles } from './styles.ts'
import {
  covered,
  type Ground,
  groundWithin,
  ONE_COLOUR,
  PLAIN,
  shareOf,
  type TextView,
  within,
} from './view.ts'

export const FILL = 'graphic draw:fill'

/** Style values of a page as those of a shape. */
export const asShape = (look: StyleValues, family: string): StyleValues =>
  new Map([...look].map(([at, value]) => [at.replace(`${family} `, 'graphic '), value]))

/** Ground of text on a page with this layout; `null` for an image or pattern. */
export function paperGround(look: StyleValues, styles: Styles, path: string): Ground | null {
  const colour = colourOf(look.get('page-layout fo:background-color'))
  const plain = colour === undefined ? PLAIN : { ...PLAIN, ground: ONE_COLOUR(colour) }
  return filled(plain, asShape(look, 'page-layout'), false, styles, path).ground
}

/** Appearance of text in a shape with this ground; a frame of a text document lays it out as the text around it. */
export function inShape(
  node: Node,
  view: TextView,
  look: StyleValues,
  ground: Ground | null,
  isText: boolean,
): TextView {
  const isFrame = node.name === 'draw:frame' && (isText || node.attributes.has('text:anchor-type'))
  const isDrawn = !isFrame || view.area !== undefined
  return {
    ...within(view, look),
    ground: groundWithin(ground, look, 'text'),
    area: isDrawn ? ground : undefined,
  }
}

/** Ground of text in a shape, cell or page. */
export function filled(
  view: TextView,
  look: StyleValues,
  isFilled: boolean,
  styles: Styles,
  path: string,
): TextView {
  const there = painted(view, look, isFilled, styles, path)
  return there === view || view.area === undefined ? there : { ...there, area: there.ground }
}

function painted(
  view: TextView,
  look: StyleValues,
  isFilled: boolean,
  styles: Styles,
  path: string,
): TextView {
  const flat = colourOf(look.get('graphic fo:background-color'))
  const fill = look.get(FILL) ?? (flat === undefined && isFilled ? 'solid' : '')
  if (fill === '') return flat === undefined ? view : { ...view, ground: ONE_COLOUR(flat) }
  if (fill === 'none') return view
  if (fill === 'gradient') {
    const name = look.get('graphic draw:fill-gradient-name') ?? ''
    const gradient = styles.find('gradient', name, path)?.node.attributes
    const colours = ['draw:start-color', 'draw:end-color'].flatMap(
      (at) => colourOf(gradient?.get(at)) ?? [],
    )
    return { ...view, ground: colours.length < 2 ? null : { colours, isGradient: true } }
  }
  const colour = colourOf(look.get('graphic draw:fill-color'))
  if (fill !== 'solid') return { ...view, ground: null }
  if (colour === undefined) return view
  const opacity = shareOf(look.get('graphic draw:opacity')) ?? 1
  if (opacity < 0.05) return view
  return { ...view, ground: covered(view.ground ?? null, colour, opacity) }
}
