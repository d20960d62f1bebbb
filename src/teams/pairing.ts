import type { Clock } from '#clock.ts'
import { dayIn } from '#domain/case/day.ts'
import { codeOf } from '#errors.ts'
import { pair } from '#notifications/pair-device.ts'
import { stopReminding } from '#notifications/reporter-reminders.ts'
import type { BotContext, PairingTries } from './context.ts'
import { samePerson } from './conversation-reference.ts'
import type { ChannelUser } from './inbound.ts'

const MOST_TRIES = 5
const WITHIN_MS = 10 * 60_000
const MOST_PEOPLE = 10_000

export function tries(clock: Clock): PairingTries {
  const made = new Map<string, { since: number; count: number }>()
  return {
    next(person) {
      const now = clock.now().getTime()
      const before = made.get(person)
      const fresh = before === undefined || now - before.since > WITHIN_MS
      if (fresh && made.size >= MOST_PEOPLE) made.clear()
      const tried = fresh ? { since: now, count: 1 } : { ...before, count: before.count + 1 }
      made.set(person, tried)
      return tried.count <= MOST_TRIES
    },
    unjudged(person) {
      const before = made.get(person)
      if (before !== undefined) made.set(person, { ...before, count: before.count - 1 })
    },
  }
}

/** `later`: the code was not judged, and the same works soon; `none`: it is wrong or expired, which is answered as any other text. */
export type PairingResult = 'paired' | 'later' | 'none'

/** Handles a pairing code. */
export async function pairByCode(
  { services, tries: left }: BotContext,
  actor: ChannelUser,
  { code, address }: { readonly code: string; readonly address: string },
): Promise<PairingResult> {
  const person = `${actor.tenant} ${actor.person}`
  if (!left.next(person)) return 'none'
  try {
    return (await pair(services, code, address)) ? 'paired' : 'none'
  } catch (thrown) {
    services.log.warn('pairing_failed', { code: codeOf(thrown) })
    left.unjudged(person)
    return 'later'
  }
}

/** Handles uninstallation: deletes the user's reminder and notification address. */
export async function leftUs(
  { services }: BotContext,
  { actor, address }: { readonly actor: ChannelUser | null; readonly address: string },
): Promise<void> {
  try {
    if (actor !== null) await stopReminding(services, actor)
    const on = dayIn('UTC', services.clock.now())
    for (const sealed of await services.officerAddresses.live()) {
      const known = await services.addresses.open(sealed)
      if (known !== null && samePerson(known, address))
        await services.officerAddresses.lose(sealed, on)
    }
  } catch (thrown) {
    services.log.warn('leaving_failed', { code: codeOf(thrown) })
  }
}
