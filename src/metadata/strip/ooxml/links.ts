import { attributeOf, elementsIn, type Node } from '../../xml/tree.ts'
import { isWritten } from '../office/clean.ts'
import type { Noted } from '../office/noted.ts'
import { hasWords, isDrawn } from './children.ts'

/** Takes out links with nothing on them to press: nobody sees where they lead. */
export function cutEmptyLinks(root: Node, noted: Noted): void {
  const written = new Set<string>()
  for (const node of elementsIn(root)) {
    if (node.name === 's:c' && isWritten(node)) written.add(attributeOf(node, 'r') ?? '')
  }
  const isEmpty = (child: Node, parent: Node): boolean => {
    switch (child.name) {
      case 'w:hyperlink':
        return !isDrawn(child)
      case 's:hyperlink':
        return !written.has((attributeOf(child, 'ref') ?? '').split(':')[0] ?? '')
      case 'a:hlinkClick':
      case 'a:hlinkMouseOver':
        return parent.name === 'a:endParaRPr'
      default:
        return false
    }
  }
  const visit = (node: Node) => {
    if (node.name === 'a:r' && !hasWords(node)) {
      for (const one of elementsIn(node)) {
        one.children = one.children.filter(
          (child) => typeof child === 'string' || !/^a:hlink(Click|MouseOver)$/.test(child.name),
        )
      }
    }
    node.children = node.children.flatMap((child): readonly (Node | string)[] => {
      if (typeof child === 'string') return [child]
      visit(child)
      if (!isEmpty(child, node)) return [child]
      noted.found.add('links')
      return child.children
    })
  }
  visit(root)
}
