import { childOf, elementsIn, type Node } from '../../xml/tree.ts'
import { hasVisible } from './children.ts'
import { isShapeCovered } from './slide-covers.ts'
import { boxOfWords } from './slide-hidden.ts'
import { groundIn, type PackagePart, Slide } from './slides.ts'

const isSlide = ({ root }: PackagePart) => root.name === 'p:sld'

/** Takes the picture away from grounds of layouts and masters that every slide has another for. @returns whether there was one */
export function cutGrounds(parts: readonly PackagePart[]): boolean {
  const used = new Set(parts.filter(isSlide).map((part) => new Slide(part, parts).ground()))
  let cut = false
  for (const { root } of parts) {
    const ground = /^p:(sldLayout|sldMaster)$/.test(root.name) ? groundIn(root) : undefined
    if (ground === undefined || used.has(ground)) continue
    childOf(ground, 'p:bgRef')?.attributes.set('idx', '0')
    for (const { name, attributes } of elementsIn(ground)) {
      if (name === 'a:blip') for (const at of attributes.keys()) cut = attributes.delete(at)
    }
  }
  return cut
}

/** Pictures of grounds, and what layouts and masters draw, beneath other shapes of every slide on which they are. */
export function coveredElements(parts: readonly PackagePart[]): readonly Node[] {
  const seen = new Map<Node, boolean>()
  const note = (node: Node, inView: boolean) => seen.set(node, seen.get(node) === true || inView)
  for (const part of parts.filter(isSlide)) {
    const slide = new Slide(part, parts)
    const all = slide.shapes()
    const ground = slide.ground()
    if (ground !== undefined && hasVisible(ground))
      note(ground, !isShapeCovered({ x: 0, y: 0, ...slide.size() }, all, slide))
    for (const [at, { shape, own }] of all.entries()) {
      if (own || shape.box === undefined || !hasVisible(shape.node)) continue
      note(shape.node, !isShapeCovered(boxOfWords(shape, slide), all.slice(at + 1), slide))
    }
  }
  return [...seen].flatMap(([node, inView]) => (inView ? [] : [node]))
}
