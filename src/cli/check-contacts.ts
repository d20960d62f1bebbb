import { demoNumbers } from '#domain/concern/demo-numbers.ts'
import type { Policy } from '#domain/concern/policy.ts'
import { type Finding, fail, ok } from './finding.ts'

/** The server refuses to start by the same rule. */
export function checkContacts(policy: Policy): Finding {
  const numbers = demoNumbers(policy)
  return numbers.length === 0
    ? ok('The numbers of the policy are of your own.')
    : fail(`The policy still has numbers of the demo, which reach nobody: ${numbers.join(', ')}.`)
}
