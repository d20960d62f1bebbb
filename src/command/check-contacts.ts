import type { Contact, Policy } from '../concern/policy.ts'
import { type Finding, fail, ok } from './finding.ts'

/** No country has the code +000: a number that begins so came with the program and reaches nobody. */
export const NOBODY = /^\+000\b/

/** Somebody in danger is shown these numbers before anything else, so an invented one is the worst mistake here. */
export function checkContacts({ contacts, offices }: Policy): Finding {
  const { outside, ...people } = contacts
  const named: readonly (readonly [string, Contact])[] = [
    ...Object.entries(people),
    ...outside.map((contact, at) => [`outside ${at + 1}`, contact] as const),
    ...Object.entries(offices).map(([office, { contact }]) => [office, contact] as const),
  ]
  const invented = named.filter(([, { number }]) => NOBODY.test(number)).map(([name]) => name)
  return invented.length === 0
    ? ok('The numbers of the policy are of your own.')
    : fail(`The policy still has numbers of the demo, which reach nobody: ${invented.join(', ')}.`)
}
