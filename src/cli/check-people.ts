import type { Composition } from '#compose.ts'
import { keysEndingSoon } from './check-offices.ts'
import { type Finding, ok, warn } from './finding.ts'

/** Somebody who is sealed to and cannot sign in reads nothing, and nobody notices until an answer is late. */
export async function checkPeople({
  services,
  store,
}: Pick<Composition, 'services' | 'store'>): Promise<readonly Finding[]> {
  const roster = await services.readership.roster().catch(() => null)
  if (roster === null) return []
  const admitted = await store.people.admitted()
  const waiting = (['officers', 'custodians'] as const).flatMap((role) =>
    roster[role].map(({ id }) => id).filter((id) => !admitted[role].includes(id)),
  )
  return waiting.length === 0
    ? [ok('Everybody of the roster may sign in.')]
    : [warn(`These of the roster cannot sign in yet (person admit): ${waiting.join(', ')}.`)]
}

/** Without somebody to keep the other half of a name, *confidential* is not offered, and nobody need be told. */
export async function checkCustodians({
  services,
}: Pick<Composition, 'services'>): Promise<readonly Finding[]> {
  const usable = await services.readership.custodians().catch(() => null)
  if (usable === null) return []
  return [
    countOf(usable.length),
    ...(await keysEndingSoon('custodians', usable, services.clock.now())),
  ]
}

function countOf(usable: number): Finding {
  switch (usable) {
    case 0:
      return warn('No custodian with a usable key: people are not offered to be confidential.')
    case 1:
      return warn('One custodian: when away, no name can be released.')
    default:
      return ok(`Names can be kept apart: ${usable} custodians.`)
  }
}
