import type { Node } from '../../xml/tree.ts'
import { isNotBlank } from '../office/clean.ts'
import { colourOf, isLost, WHITE } from '../office/contrast.ts'
import { lengthInPoints } from './view.ts'

/** A part of a formula that keeps its room and is not drawn, that stands behind another, or that nobody can read. */
export function isHiddenFormula(node: Node): boolean {
  if (node.name === 'math:mphantom') return true
  if (node.name === 'math:maction') {
    return node.children.filter((one) => typeof one !== 'string' && isNotBlank(one)).length > 1
  }
  return isPale(node)
}

/** What is white on its paper, or of two points. */
function isPale({ attributes }: Node): boolean {
  const at = (name: string) => attributes.get(name) ?? attributes.get(`math:${name}`)
  const colour = colourOf(at('mathcolor') ?? at('color'))
  const ground = colourOf(at('mathbackground') ?? at('background')) ?? WHITE
  const size = lengthInPoints(at('mathsize') ?? at('fontsize'))
  return (colour !== undefined && isLost(colour, ground)) || (size !== undefined && size <= 2)
}
