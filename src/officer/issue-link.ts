import { day, daysBetween } from '#domain/case/day.ts'
import type { Officer } from '#domain/case/officer.ts'
import { MOST_LINK_DAYS, MOST_LINKS_A_DAY } from '#domain/case/one-off-link.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'
import type { GiveLink } from '#wire/office-link.ts'
import { today } from './act.ts'

/**
 * Issues a one-off link by which one concern can be filed with the officer's own office. The officer's browser made the
 * secret; the server stores a keyed hash of it, and the desk does not show whether the link was used. A refused try is written to
 * the ledger.
 * @throws LINK_REFUSED where the office issues no links, for another office, or for a last day that is not 1 to
 * `MOST_LINK_DAYS` days ahead; LINKS_TOO_MANY
 */
export async function giveLink(
  services: Pick<Services, 'clock' | 'policy' | 'links' | 'desk' | 'idempotencyMarks'>,
  officer: Officer,
  { hash, office, until }: GiveLink,
): Promise<void> {
  const on = today(services, officer.office)
  const last = day(until)
  const days = daysBetween(on, last)
  if (
    !givesLinks(services, officer) ||
    office !== officer.office ||
    days < 1 ||
    days > MOST_LINK_DAYS
  ) {
    await services.desk.refused(officer.id, 'link', null)
    throw new AppError('LINK_REFUSED')
  }
  const given = await services.links.give(
    officer.id,
    { hash: await services.idempotencyMarks.officeLink(hash), office, until: last },
    { on, now: services.clock.now(), most: MOST_LINKS_A_DAY },
  )
  if (given === 'too_many') {
    await services.desk.refused(officer.id, 'link', null)
    throw new AppError('LINKS_TOO_MANY')
  }
}

/** Whether an officer may issue links: where the web page is open and the office receives concerns. */
export function givesLinks({ policy }: Pick<Services, 'policy'>, { office }: Officer): boolean {
  return policy.page && policy.offices[office].receives === 'receives'
}
