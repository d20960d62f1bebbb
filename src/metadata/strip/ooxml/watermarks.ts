import { childOf, type Node } from '../../xml/tree.ts'
import { colourOf } from '../office/contrast.ts'
import { elementsById } from './children.ts'
import { areLost, type FillColours } from './colours.ts'
import { vmlShare } from './pictures.ts'

/** What an older drawing is filled with; `null` where it is not. */
export function ofVml(shape: Node): FillColours | null | undefined {
  if (shape.name === 'v:group' || isVmlOff(shape.attributes.get('filled'))) return null
  const fill = childOf(shape, 'v:fill')
  if (isVmlOff(fill?.attributes.get('on'))) return null
  if (/^(tile|frame|pattern)$/.test(fill?.attributes.get('type') ?? '')) return []
  const first = shape.attributes.get('fillcolor') ?? 'white'
  if (!/^gradient/.test(fill?.attributes.get('type') ?? '')) return named(first)
  const between = (fill?.attributes.get('colors') ?? '').split(';').map((stop) => stop.trim())
  const words = between.flatMap((stop) => stop.split(' ').slice(1, 2))
  const colours = [first, fill?.attributes.get('color2') ?? 'white', ...words].map(named)
  return colours.some((one) => one.length === 0) ? [] : colours.flat()
}

export const isVmlOff = (value: string | undefined): boolean =>
  value !== undefined && /^(f|false|0|off)$/i.test(value)

function named(value: string): FillColours {
  const [word = ''] = value.split(' ')
  const colour = colourOf(word) ?? colourOf(VML.get(word.toLowerCase()))
  return colour === undefined ? [] : [colour]
}

/** Words along a path, as a watermark has them, that are not drawn or not seen on what is behind them. */
export function isWatermarkLost(shape: Node, root: Node, ground: FillColours): boolean {
  const path = childOf(shape, 'v:textpath')
  if (!path?.attributes.get('string')?.trim()) return false
  const type = shape.attributes.get('type')?.slice(1)
  const sameId = type === undefined ? [] : (elementsById(root).get(type) ?? [])
  const kind = sameId.find(({ name }) => name === 'v:shapetype')
  const value = path.attributes.get('on') ?? childOf(kind, 'v:textpath')?.attributes.get('on')
  // Of the kinds of shapes that a program brings, these draw words.
  const draws = value === undefined ? /t1[3-7]\d$/.test(type ?? '') : !isVmlOff(value)
  if (!draws) return true
  const at = (name: string) => shape.attributes.get(name) ?? kind?.attributes.get(name)
  const isSeen = (name: string, switched: string, colours: FillColours) =>
    !isVmlOff(at(switched)) &&
    !isVmlOff(childOf(shape, name)?.attributes.get('on')) &&
    (vmlShare(childOf(shape, name), 'opacity') ?? 1) >= 0.1 &&
    !areLost(colours, ground)
  const line = /^0(\D|$)/.test(at('strokeweight') ?? '1')
  return (
    !isSeen('v:fill', 'filled', ofVml(shape) ?? []) &&
    (line || !isSeen('v:stroke', 'stroked', named(at('strokecolor') ?? 'black')))
  )
}

const VML: ReadonlyMap<string, string> = new Map([
  ['white', 'fff'],
  ['window', 'fff'],
  ['black', '000'],
  ['red', 'f00'],
  ['yellow', 'ff0'],
  ['silver', 'c0c0c0'],
  ['gray', '808080'],
  ['blue', '00f'],
  ['navy', '000080'],
  ['green', '008000'],
])
