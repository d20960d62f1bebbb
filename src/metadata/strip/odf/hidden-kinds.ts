import type { StayKind } from '../../stay.ts'
import { elementsIn, type Node } from '../../xml/tree.ts'
import { has, SHAPE } from './shape.ts'
import { valueIn } from './table-lines.ts'

/** Kind of hidden content: text, an image, both, or a drawing without either; or a whole slide, sheet or notes. */
export function kindsOf(node: Node, isFilled = false): readonly StayKind[] {
  if (node.name === 'draw:page') return ['slide_hidden']
  if (node.name === 'presentation:notes') return ['notes']
  let [words, picture] = [node.name.startsWith('math:'), isFilled]
  for (const one of elementsIn(node)) {
    words ||= valueIn(one) !== undefined || /^presentation:(footer|date-time)$/.test(one.name)
    words ||= /^text:/.test(one.name) && one.children.some((element) => isWords(element))
    picture ||=
      one.name === 'draw:image' ? one === node : has(one, 'draw:image') && !has(one, 'draw:object')
  }
  if (!words && !picture) return [SHAPE.test(node.name) ? 'drawing_hidden' : 'hidden']
  return [...(words ? ['hidden' as const] : []), ...(picture ? ['picture_hidden' as const] : [])]
}

const isWords = (child: Node | string): boolean => typeof child === 'string' && child.trim() !== ''
