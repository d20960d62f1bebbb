import * as z from 'zod'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { IDENTITY_LEVELS, type IdentityLevel } from '#domain/concern/identity.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Filing } from '#ports.ts'
import { WAITING_ACTS } from '../schema/delayed-inbox.ts'
import { REASONS } from '../schema/event.ts'
import { filingOf, StoredFiling, storedFiling } from './stored-filing.ts'
import { messageId, StoredMessage, storedDay, storedMessage } from './stored-message.ts'

/** What a person did that waits for the release. */
export interface WaitingAct {
  readonly event: CaseEvent
  readonly letters: readonly SealedLetter[]
  /** With what begins a case. */
  readonly filing: Omit<Filing, 'nonce' | 'letters'> | null
  /** With a letter that says who she is. */
  readonly identity: IdentityLevel | null
  /** With an answer to a request. */
  readonly consent: GivenConsent | null
}

/**
 * Version 1 of the form it waits in. Parsed on its way out: a row outlives the release that wrote it. Every letter is
 * in `letters`, where the database looks for whose files they are.
 */
const Body = z.strictObject({
  v: z.literal(1),
  event: z.strictObject({
    act: z.enum(WAITING_ACTS),
    on: storedDay,
    reason: z.enum(REASONS).nullable(),
  }),
  letters: z.array(StoredMessage),
  filing: StoredFiling.nullable(),
  identity: z.enum(IDENTITY_LEVELS).nullable(),
  consent: z
    .strictObject({
      request: messageId,
      office: z.enum(OFFICES),
      hash: z.string(),
      agreed: z.boolean(),
      on: storedDay,
    })
    .nullable(),
})

/** The bytes of a row. Instants are left behind: nothing that waits is finer than a day. */
export function bodyOf(act: WaitingAct, lookup: Uint8Array): Uint8Array<ArrayBuffer> {
  const body: z.input<typeof Body> = {
    v: 1,
    event: { act: waiting(act.event.act), on: act.event.on, reason: act.event.reason },
    letters: act.letters.map(storedMessage),
    filing: act.filing === null ? null : storedFiling(act.filing, lookup),
    identity: act.identity,
    consent: act.consent,
  }
  return new TextEncoder().encode(JSON.stringify(body))
}

/** The act as it was. @throws when these are no bytes of ours */
export function actOf(body: Uint8Array): WaitingAct {
  const { event, filing, ...rest } = Body.parse(JSON.parse(new TextDecoder().decode(body)))
  return {
    ...rest,
    event: { ...event, by: 'reporter', at: null, corrects: null },
    filing: filing === null ? null : filingOf(filing),
  }
}

function waiting(act: CaseEvent['act']): (typeof WAITING_ACTS)[number] {
  const found = WAITING_ACTS.find((one) => one === act)
  if (found === undefined) throw new TypeError('an act that does not wait')
  return found
}
