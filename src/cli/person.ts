import { systemClock } from '#clock.ts'
import { chain } from '#crypto/directory.ts'
import { registerFor } from '#db/people/register.ts'
import { dayIn } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { RosterText } from '#domain/case/roster.ts'
import { AppError } from '#errors.ts'

/**
 * Lets somebody of the published roster sign in: the roster says who may read or keeps names, this says who she is at
 * the provider. @throws PERSON_UNKNOWN; PERSON_TAKEN for an officer who is a custodian by now, and the reverse
 */
export async function admitPerson(
  url: string,
  id: string,
  issuer: string,
  subject: string,
): Promise<string> {
  const register = registerFor(url, chain)
  try {
    const latest = await register.directory.latest()
    const roster = latest === null ? null : RosterText.parse(JSON.parse(latest.roster))
    const named = roster?.officers.filter((officer) => officer.id === id) ?? []
    const keepsNames = roster?.custodians.some((custodian) => custodian.id === id) ?? false
    const known = { id: id as OfficerId, issuer, subject }
    const today = dayIn('UTC', systemClock.now())
    if (keepsNames) {
      await register.people.keepsNames(known, today)
      return `${id} may sign in, to release names.`
    }
    if (named.length === 0) throw new AppError('PERSON_UNKNOWN', { id })
    const offices = named.map(({ office, role }) => ({ office, role }))
    await register.people.upsert({ ...known, offices }, today)
    return `${id} may sign in.`
  } finally {
    await register.close()
  }
}
