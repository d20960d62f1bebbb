import type { CaseLine } from '../../dialogs/case-line.ts'
import type { ReportersCase } from '../ports.ts'

/** A case as its person's screens show it. */
export function lineOf(held: ReportersCase, late: boolean): CaseLine {
  return {
    key: held.id,
    office: held.office,
    receivedOn: held.terms.receivedOn,
    dueOn: held.reckoning.dueOn,
    state: held.reckoning.state,
    late,
    lettersFromUs: held.letters.filter(({ head }) => head.dir === 'o>r').length,
  }
}
