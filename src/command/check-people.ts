import type { Composed } from '../compose.ts'
import { type Finding, ok, warn } from './finding.ts'

/** Somebody who is sealed to and cannot sign in reads nothing, and nobody notices until an answer is late. */
export async function checkPeople({
  world,
  store,
}: Pick<Composed, 'world' | 'store'>): Promise<readonly Finding[]> {
  const roster = await world.readership.roster().catch(() => null)
  if (roster === null) return []
  const admitted = new Set(await store.people.admitted())
  const waiting = roster.officers.filter(({ id }) => !admitted.has(id)).map(({ id }) => id)
  return waiting.length === 0
    ? [ok('Everybody of the roster may sign in.')]
    : [warn(`These of the roster cannot sign in yet (person admit): ${waiting.join(', ')}.`)]
}
