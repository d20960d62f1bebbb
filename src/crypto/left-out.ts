import { plusDays } from '#domain/case/day.ts'
import type { CaseLetter } from '#domain/case/first-letter.ts'
import { type LeftOut, unsealedTo } from '#domain/case/left-out.ts'
import { parse, usable } from './certificate.ts'
import type { RosterHistory } from './roster-history.ts'

/** Whom the person kept out since her first letter, by her newest one: without those whose key was not usable that day. */
export async function leftOutBy(
  letters: readonly CaseLetter[],
  known: Pick<RosterHistory, 'rosters' | 'heads' | 'certificates'>,
): Promise<LeftOut | null> {
  const unsealed = unsealedTo(letters, known)
  if (unsealed === null) return null
  const { after, day, officers } = unsealed
  // By the clock of another zone it may have been the day before or after.
  const days = [plusDays(day, -1), day, plusDays(day, 1)].map((one) => new Date(`${one}T12:00Z`))
  const usableOn = await Promise.all(
    officers.map(async ({ fingerprint }) => {
      const key = await parse(known.certificates.get(fingerprint) ?? '').catch(() => null)
      const each = days.map(async (one) => key !== null && (await usable(key, one)))
      return (await Promise.all(each)).every(Boolean)
    }),
  )
  return { after, officers: officers.filter((_, at) => usableOn[at]) }
}
