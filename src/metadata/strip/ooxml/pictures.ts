import { childOf, childrenOf, type Node } from '../../xml/tree.ts'
import { isLost, isWashedOut } from '../office/contrast.ts'
import { amount, drawnOnPaper } from './colours.ts'

/** Half of a hundredth: what a program's rounding may cut off. */
const LEAST = 0.005

/** A picture of which a part is cut off, or that is too faint to be seen; all of it is in the copy. */
export function isPictureUnseen(node: Node): boolean {
  if (node.name === 'v:imagedata' || node.name === 'v:fill') return isVmlUnseen(node)
  if (!node.name.endsWith(':blipFill')) return false
  const blip = childOf(node, 'a:blip')
  if (blip === undefined || ![...blip.attributes.keys()].some((at) => at.startsWith('r:'))) {
    return false
  }
  const sides = sidesOf(childOf(node, 'a:srcRect'))
  const cropped = sides.some((side) => side > LEAST)
  // Beside it so much is left free that it is pressed together.
  const freed = sides.some((side) => side < -25)
  const beyond = sidesOf(childOf(childOf(node, 'a:stretch'), 'a:fillRect')).some(
    (side) => side < -LEAST,
  )
  const tile = childOf(node, 'a:tile')
  // Larger than any page, whatever the picture is, or pressed into next to nothing of its shape.
  const spread = ['sx', 'sy'].some((at) => Math.abs(share(tile, at) ?? 1) > 20)
  const [left = 0, top = 0, right = 0, bottom = 0] = sidesOf(
    childOf(childOf(node, 'a:stretch'), 'a:fillRect'),
  )
  const pressed = left + right > 0.98 || top + bottom > 0.98
  return cropped || freed || beyond || spread || pressed || childrenOf(blip).some(isFaint)
}

const sidesOf = (rectangle: Node | undefined): readonly number[] =>
  ['l', 't', 'r', 'b'].map((at) => share(rectangle, at) ?? 0)

function share(node: Node | undefined, at: string): number | undefined {
  const value = node?.attributes.get(at)
  return value === undefined ? undefined : amount(value)
}

/** Fifty points, in which nothing is made out. */
const BLURRED = 50 * 12_700

/** An effect after which all points are one colour, or none is seen. */
function isFaint(effect: Node): boolean {
  switch (effect.name) {
    case 'a:alphaModFix':
      return (share(effect, 'amt') ?? 1) < 0.1
    case 'a:alphaRepl':
      return (share(effect, 'a') ?? 1) < 0.1
    case 'a:alphaBiLevel':
    case 'a:biLevel': {
      const level = share(effect, 'thresh') ?? 0.5
      return level < 0.02 || level > 0.98
    }
    case 'a:lum': {
      const [bright = 0, contrast = 0] = ['bright', 'contrast'].map((at) => share(effect, at))
      // A program's own washout is seen.
      return isWashedOut(bright, contrast) && !(bright === 0.7 && contrast === -0.7)
    }
    case 'a:hsl':
      return Math.abs(share(effect, 'lum') ?? 0) >= 0.9
    case 'a:blur':
      return Number(effect.attributes.get('rad')) > BLURRED
    case 'a:alphaInv':
    case 'a:clrRepl':
    // A filling over the picture: whose colours nobody looks up.
    case 'a:fillOverlay':
      return true
    case 'a:duotone': {
      const [dark, light] = childrenOf(effect)
      if (dark === undefined || light === undefined) return true
      const [one, other] = [dark, light].map(drawnOnPaper)
      return (one && other && isLost(one, other)) || spelt(dark) === spelt(light)
    }
    default:
      return false
  }
}

const spelt = ({ name, attributes, children }: Node): string =>
  JSON.stringify([
    name,
    [...attributes].toSorted(),
    children.map((one) => (typeof one === 'string' ? one : spelt(one))),
  ])

/** A share as older drawings write it. */
export function vmlShare(node: Node | undefined, at: string): number | undefined {
  const [, number, unit] = /^(-?[\d.]+)(f|%)?$/.exec(node?.attributes.get(at) ?? '') ?? []
  return number === undefined
    ? undefined
    : Number(number) / (unit === 'f' ? 65_536 : unit === '%' ? 100 : 1)
}

function isVmlUnseen(node: Node): boolean {
  const { attributes } = node
  const value = (at: string) => vmlShare(node, at)
  if (![...attributes.keys()].some((at) => at.startsWith('r:') || at === 'o:relid')) return false
  return (
    ['croptop', 'cropbottom', 'cropleft', 'cropright'].some((at) => (value(at) ?? 0) > LEAST) ||
    (value('gain') ?? 1) < 0.05 ||
    Math.abs(value('blacklevel') ?? 0) >= 0.45 ||
    (value('opacity') ?? 1) < 0.1
  )
}
