import { NOT_KNOWN } from '../../xml/namespaces.ts'
import { childrenOf, elementsIn, filterIn, findIn, type Node, someIn } from '../../xml/tree.ts'
import { ALTERNATIVES, comparedWords } from '../office/clean.ts'
import type { DocumentNotes } from '../office/document-notes.ts'

/**
 * Children with what a `mc:Choice` holds in its place, where nothing stands there for programs that do not know what it
 * requires, or something else than it shows: its words would be lost, and words shown that nobody saw. What no rule
 * knows in it goes like anywhere else, and so does what is for programs that nobody knows: it is shown nowhere.
 * @param notes told of what only older programs would have shown
 */
export function withLoneChoices(
  children: Node['children'],
  notes: DocumentNotes,
): Node['children'] {
  if (!children.some(isAlternative)) return children
  return children.flatMap((child): Node['children'] => {
    if (!isAlternative(child)) return [child]
    const choice = childrenOf(child, 'mc:Choice').find((one) => !required(one).includes(NOT_KNOWN))
    if (choice === undefined) return [child]
    if (required(choice).every((key) => ALTERNATIVES.has(key))) return [child]
    const [fallback] = childrenOf(child, 'mc:Fallback')
    if (fallback !== undefined && childrenOf(fallback).length > 0) {
      if (isFor(fallback, choice)) return [child]
      if (comparedWords(fallback) !== '' || someIn(fallback, isPicture)) notes.findings.add('words')
    }
    // The words of a control on a sheet stand in its older drawing too, which is where it is drawn from.
    const isControl = (one: Node) => one.name.startsWith('xdr:') && !findIn(one, isFormula)
    return withLoneChoices(choice.children, notes).filter(
      (one) => typeof one === 'string' || !isControl(one),
    )
  })
}

/** Cuts what is for older programs and has another picture or part than newer ones show. @returns whether any was cut */
export function cutFallbacks(
  parts: readonly {
    readonly root: Node
    readonly relations: readonly { readonly id: string; readonly target: string }[]
  }[],
): boolean {
  let cut = false
  for (const { root, relations } of parts) {
    const targets = new Map(relations.map(({ id, target }) => [id, target]))
    const usedIn = (nodes: readonly Node[]) =>
      nodes.flatMap((node) =>
        [...elementsIn(node)].flatMap(({ attributes }) =>
          [...attributes].flatMap(([at, id]) => (at.startsWith('r:') ? [targets.get(id)] : [])),
        ),
      )
    for (const both of filterIn(root, isAlternative)) {
      const shown = new Set(usedIn(childrenOf(both, 'mc:Choice')))
      if (usedIn(childrenOf(both, 'mc:Fallback')).every((target) => shown.has(target))) continue
      both.children = childrenOf(both, 'mc:Choice')
      cut = true
    }
  }
  return cut
}

const isAlternative = (child: Node | string): child is Node =>
  typeof child !== 'string' && child.name === 'mc:AlternateContent'

const required = ({ attributes }: Node) => (attributes.get('Requires') ?? NOT_KNOWN).split(' ')

/** Whether older programs show what newer ones do: the same words, or a picture where those have what is none. */
function isFor(fallback: Node, choice: Node): boolean {
  const [words, has, isOffered] = [
    comparedWords(fallback),
    someIn(fallback, isPicture),
    someIn(choice, isPicture),
  ]
  if (words !== comparedWords(choice)) return words === '' && has && !isOffered
  return !has || !isOffered || someIn(choice, isInk)
}

const isPicture = ({ name }: Node): boolean => /^(a:blip|v:imagedata)$/.test(name)
const isInk = ({ name }: Node): boolean => /:contentPart$/.test(name)
const isFormula = ({ name }: Node): boolean => name === 'a14:m'
