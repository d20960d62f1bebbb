import type { Contact, Policy } from './policy.ts'

/** No country has the code +000: a number that begins so came with the program and reaches nobody. */
export const DEMO_NUMBER = /^\+000\b/

/**
 * Contacts of a policy that still have a number of the demo, by their place in it. Somebody in danger is shown these
 * numbers before anything else, so an invented one is the worst mistake of an installation.
 */
export function demoNumbers({
  contacts,
  offices,
}: Pick<Policy, 'contacts' | 'offices'>): readonly string[] {
  const { outside, ...people } = contacts
  const named: readonly (readonly [string, Contact])[] = [
    ...Object.entries(people),
    ...outside.map((contact, at) => [`outside ${at + 1}`, contact] as const),
    ...Object.entries(offices).map(([office, { contact }]) => [office, contact] as const),
  ]
  return named.filter(([, { number }]) => DEMO_NUMBER.test(number)).map(([name]) => name)
}
