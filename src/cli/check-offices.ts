import type { Composition } from '#compose.ts'
import { readCertificate } from '#crypto/keys.ts'
import { type Day, dayIn, daysBetween } from '#domain/case/day.ts'
import { MOST_KEYS } from '#domain/case/envelope.ts'
import { officesTooLarge } from '#domain/case/roster.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { AppError } from '#errors.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** A new roster needs people with an offline key in one room: two weeks are little. */
const ROSTER_SOON_DAYS = 14
const KEY_SOON_DAYS = 60
const DAY = 86_400_000

/** Is there a list of who may read, signed, and for how long still? */
export async function checkRoster({
  services,
}: Pick<Composition, 'services'>): Promise<readonly Finding[]> {
  try {
    const roster = await services.readership.roster()
    const today = dayIn(services.policy.offices.ethics.zone, services.clock.now())
    const left = daysBetween(today, roster.expires as Day)
    const what = `Roster ${roster.version} is signed by the pinned root; ${left} days left.`
    return [
      left <= ROSTER_SOON_DAYS ? warn(what) : ok(what),
      ...officesTooLarge(roster).map((office) =>
        fail(
          `${office}: more people than a letter is sealed to (${MOST_KEYS} with all custodians and the person): nothing can be received.`,
        ),
      ),
    ]
  } catch (thrown) {
    const why = thrown instanceof AppError ? String(thrown.ids['why'] ?? '') : ''
    return [fail(`No usable roster (${why}): nothing can be received.`)]
  }
}

/** Can every office receive, and can each of its people still read in two months? */
export async function checkOffices({
  services,
}: Pick<Composition, 'services'>): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const office of OFFICES) {
    const { receives, leastReaders } = services.policy.offices[office]
    if (receives === 'contact_card') {
      findings.push(ok(`${office}: a contact card, receives nothing here.`))
      continue
    }
    const usable = await services.readership.usable(office).catch(() => [])
    const what = `${office}: ${usable.length} usable of at least ${leastReaders}.`
    findings.push(usable.length < leastReaders ? fail(what) : ok(what))
    findings.push(...(await keysEndingSoon(office, usable, services.clock.now())))
  }
  return findings
}

/** Whose key ends within two months. Nothing is sealed to it from then on. */
export async function keysEndingSoon(
  where: string,
  people: readonly { readonly id: string; readonly certificate: string }[],
  now: Date,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { id, certificate } of people) {
    const { until } = await readCertificate(certificate, now)
    const days = until === null ? null : Math.floor((until.getTime() - now.getTime()) / DAY)
    if (days !== null && days <= KEY_SOON_DAYS)
      findings.push(warn(`${where}: the key of ${id} ends in ${days} days.`))
  }
  return findings
}
