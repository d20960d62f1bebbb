import { elementsIn, type Node, textIn } from '../../xml/tree.ts'
import type { Noted } from '../office/noted.ts'
import { hasPath } from '../office/path.ts'

/** In a formula: another file, a path, an address, or a function that fetches. */
export function leadsAway(formula: string): boolean {
  return (
    /\[[^\]]+\][\p{L}\p{N}_. ]*'?!|\[\d+\]|[\w']\|['\w]/u.test(formula.replace(/"[^"]*"/g, '')) ||
    /\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER(\.ID)?|STOCKHISTORY|CUBE\w+|DDE|SQL\.REQUEST)\s*\(/i.test(
      formula,
    ) ||
    hasPath(formula) ||
    (/:\/\//.test(formula) && !/HYPERLINK\s*\(\s*"https?:/i.test(formula))
  )
}

/** Takes out what leads elsewhere in formulas, with what was computed left in its place. */
export function cutFormulas(root: Node, noted: Noted): void {
  const away = new Set<string>()
  const visit = (node: Node) => {
    node.children = node.children.filter((child) => {
      if (typeof child === 'string') return true
      const { name, attributes } = child
      if (FORMULAS.has(name)) {
        const shared = attributes.get('si')
        const text = child.children.filter((part) => typeof part === 'string').join('')
        const cut = leadsAway(text) || (shared !== undefined && text === '' && away.has(shared))
        if (cut && shared !== undefined) away.add(shared)
        if (cut) noted.found.add('links')
        if (cut && name === 'c:f') child.children = []
        return !cut || name === 'c:f'
      }
      visit(child)
      const rules = /^(s|x14):(cfRule|dataValidation|sparkline|sparklineGroup)$/.test(name)
      return !rules || !leadsAwayIn(child, noted)
    })
  }
  visit(root)
}

const FORMULAS = new Set([
  's:f',
  's:definedName',
  'c:f',
  's:calculatedColumnFormula',
  's:totalsRowFormula',
])

function leadsAwayIn(rule: Node, noted: Noted): boolean {
  const away = [...elementsIn(rule)].some(
    (node) => /:(formula\d?|f)$/.test(node.name) && leadsAway(textIn(node)),
  )
  if (away) noted.found.add('links')
  return away
}
