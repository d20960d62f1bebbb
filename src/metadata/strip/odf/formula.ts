import type { Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { colourOf, isLost, WHITE } from '../office/contrast.ts'
import { lengthInPoints } from './view.ts'

/** Whether a part of a formula is a phantom, an alternative, or unreadable. */
export function isHiddenFormula(node: Node): boolean {
  if (node.name === 'math:mphantom') return true
  if (node.name === 'math:maction') {
    return node.children.filter((one) => typeof one !== 'string' && isNotBlank(one)).length > 1
  }
  return isPale(node)
}

/** White, or of two points at most. */
function isPale({ attributes }: Node): boolean {
  const at = (name: string) => attributes.get(name) ?? attributes.get(`math:${name}`)
  const colour = colourOf(at('mathcolor') ?? at('color'))
  const ground = colourOf(at('mathbackground') ?? at('background')) ?? WHITE
  const size = lengthInPoints(at('mathsize') ?? at('fontsize'))
  return (colour !== undefined && isLost(colour, ground)) || (size !== undefined && size <= 2)
}
