import type { Day } from '#domain/case/day.ts'
import { plusDays } from '#domain/case/day.ts'
import type { Fingerprint, OfficerId } from '#domain/case/ids.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import type { Roster } from '#domain/case/roster.ts'

/*
 * Whoever has a key in the model. A fingerprint stands for a key: who "signs" writes it down, and nobody writes down
 * another's.
 */

/** R the reporter, S a stranger with a key of his own; A, B readers; K kept out; X of another office; N came later; C custodian. */
export const PEOPLE = ['R', 'S', 'A', 'B', 'K', 'X', 'N', 'C'] as const
export type Person = (typeof PEOPLE)[number]

export const FIRST_DAY = '2026-11-02' as Day
export const dayAt = (index: number): Day => plusDays(FIRST_DAY, index)

export const keyOf = (person: Person): Fingerprint =>
  String(PEOPLE.indexOf(person) + 1).repeat(40) as Fingerprint
export const ROOT = 'F'.repeat(40)
export const OTHER_ROOT = 'E'.repeat(40)
export const labelOf = (person: Person): string => `Officer ${person}`

const officer = (person: Person, office: Officer['office'] = 'ethics'): Officer => ({
  id: person.toLowerCase() as OfficerId,
  office,
  role: 'officer',
  label: labelOf(person),
  fingerprint: keyOf(person),
})
export const OFFICERS: Readonly<Record<string, Officer>> = {
  A: officer('A'),
  B: officer('B'),
  K: officer('K'),
  X: officer('X', 'hr'),
  N: officer('N'),
}
const custodian: Custodian = {
  id: 'c' as OfficerId,
  label: 'Custodian',
  fingerprint: keyOf('C'),
}

/** Of what the second roster is made: the same people again, or B has left and N has come. */
export type Publication = 'renewal' | 'change'

const ON_ROSTER = { first: 'ABKX', renewal: 'ABKX', change: 'ANKX' } as const

/** Index of the day on which the first roster was issued. */
const FIRST_ISSUED = -10

/** A roster as the root signed it. */
export function rosterOf(people: 'first' | Publication, issuedAt = FIRST_ISSUED): Roster {
  return {
    version: people === 'first' ? 1 : 2,
    issued: dayAt(issuedAt),
    // The first one ends while the search goes on; whatever follows it lives.
    expires: dayAt(issuedAt + (people === 'first' ? 35 : 366)),
    officers: [...ON_ROSTER[people]].flatMap((one) => OFFICERS[one] ?? []),
    custodians: [custodian],
    hash: headOf(people, issuedAt),
    leastFormatSince: null,
  }
}

/** Hash of the snapshot with a roster. */
export function headOf(people: 'first' | Publication, issuedAt = FIRST_ISSUED): string {
  return `roster_${people}_${issuedAt}`.padEnd(43, '_')
}
