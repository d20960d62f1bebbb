import { NOT_KNOWN } from '../../xml/namespaces.ts'
import { childrenOf, findIn, type Node } from '../../xml/tree.ts'
import { ALTERNATIVES } from '../office/clean.ts'

/**
 * Children with what a `mc:Choice` holds in its place, where nothing stands there for programs that do not know what it
 * requires: its words would be lost. What no rule knows in it goes like anywhere else, and so does what is for programs
 * that nobody knows: it is shown nowhere.
 */
export function withLoneChoices(children: Node['children']): Node['children'] {
  if (!children.some(isAlternative)) return children
  return children.flatMap((child): Node['children'] => {
    if (!isAlternative(child)) return [child]
    const [choice, ...others] = childrenOf(child, 'mc:Choice')
    const instead = childrenOf(child, 'mc:Fallback').some((one) => childrenOf(one).length > 0)
    const required = choice?.attributes.get('Requires')?.split(' ') ?? []
    const isKept = required.length > 0 && required.every((key) => ALTERNATIVES.has(key))
    if (choice === undefined || others.length > 0 || instead || isKept) return [child]
    if (required.includes(NOT_KNOWN)) return [child]
    // The words of a control on a sheet stand in its older drawing too, which is where it is drawn from.
    const isControl = (one: Node) => one.name.startsWith('xdr:') && !findIn(one, isFormula)
    return withLoneChoices(choice.children).filter(
      (one) => typeof one === 'string' || !isControl(one),
    )
  })
}

const isAlternative = (child: Node | string): child is Node =>
  typeof child !== 'string' && child.name === 'mc:AlternateContent'

const isFormula = ({ name }: Node): boolean => name === 'a14:m'
