import { day, daysBetween } from '#domain/case/day.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { MOST_LINK_DAYS, MOST_LINKS_A_DAY } from '#domain/case/one-off-link.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'
import type { GiveLink } from '#wire/office-link.ts'
import { today } from './act.ts'

/**
 * Lets one concern in by a link that an officer made on her own machine. Nobody here learns the link, and nothing
 * at the desk says whether it was used; whoever has it can try. A refused try is ledgered.
 * @throws LINK_REFUSED for another office, or days that may not be; LINKS_TOO_MANY
 */
export async function giveLink(
  services: Pick<Services, 'clock' | 'policy' | 'links' | 'desk'>,
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
    { hash: fromBase64url(hash), office, until: last },
    { on, now: services.clock.now(), most: MOST_LINKS_A_DAY },
  )
  if (given === 'too_many') {
    await services.desk.refused(officer.id, 'link', null)
    throw new AppError('LINKS_TOO_MANY')
  }
}

/** Where the page is open, and the office receives at all. */
export function givesLinks({ policy }: Pick<Services, 'policy'>, { office }: Officer): boolean {
  return policy.page && policy.offices[office].receives === 'receives'
}
