import * as z from 'zod'
import { SignedAct } from '#domain/case/act.ts'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { IDENTITY_LEVELS, type IdentityLevel } from '#domain/concern/identity.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { Filing, Size } from '#ports.ts'
import { WAITING_ACTS } from '../schema/delayed-inbox.ts'
import { REASONS } from '../schema/event.ts'
import { filingOf, StoredFiling, storedFiling } from './stored-filing.ts'
import { messageId, StoredMessage, storedDay, storedMessage } from './stored-message.ts'

/** A sealed letter with its bytes, or with their length alone. */
export type SealedWith<Data> = Omit<SealedLetter, 'data'> & { readonly data: Data }

/** A reporter's act that is pending until the release. */
export interface WaitingAct<Data = SealedLetter['data']> {
  readonly event: CaseEvent
  readonly letters: readonly SealedWith<Data>[]
  /** Present on the act that files a case. */
  readonly filing: Omit<Filing, 'nonce' | 'letters'> | null
  /** Present with a letter that holds the name. */
  readonly identity: IdentityLevel | null
  /** Present with an answer to a request. */
  readonly consent: GivenConsent | null
}

/**
 * Version 1 of the stored form. Parsed when read: a row may be older than the running program. Every letter is in
 * `letters`, where the database looks up the owner of a file.
 */
const Act = z.strictObject({
  v: z.literal(1),
  event: z.strictObject({
    act: z.enum(WAITING_ACTS),
    on: storedDay,
    reason: z.enum(REASONS).nullable(),
    /** Absent where there is none, so that a program of before reads the row. */
    signedAct: SignedAct.optional(),
  }),
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
const Body = Act.extend({ letters: z.array(StoredMessage) })
const Head = Act.extend({
  letters: z.array(StoredMessage.extend({ data: z.strictObject({ length: z.int() }) })),
})

/** Encodes an act as bytes, without instants: a pending row is no finer than a day. */
export function bodyOf(act: WaitingAct, lookup: Uint8Array): Uint8Array<ArrayBuffer> {
  const { event } = act
  const body: z.input<typeof Body> = {
    v: 1,
    event: { act: waiting(event.act), on: event.on, reason: event.reason, ...signedIn(event) },
    letters: act.letters.map(storedMessage),
    filing: act.filing === null ? null : storedFiling(act.filing, lookup),
    identity: act.identity,
    consent: act.consent,
  }
  return new TextEncoder().encode(JSON.stringify(body))
}

/** Decodes an act. @throws when the bytes have another form */
export function actOf(body: Uint8Array): WaitingAct {
  const { letters, ...rest } = Body.parse(JSON.parse(new TextDecoder().decode(body)))
  return { ...plain(rest), letters }
}

/** Decodes an act without the bytes of its letters. @throws when it has another form */
export function actHeadOf(stored: string): WaitingAct<Size> {
  const { letters, ...rest } = Head.parse(JSON.parse(stored))
  return { ...plain(rest), letters }
}

function signedIn({
  signedAct,
}: {
  signedAct?: SignedAct | undefined
}): Pick<CaseEvent, 'signedAct'> {
  return signedAct === undefined ? {} : { signedAct }
}

function plain({ event, filing, identity, consent }: z.output<typeof Act>) {
  const { act, on, reason } = event
  return {
    event: { act, on, reason, by: 'reporter', at: null, corrects: null, ...signedIn(event) },
    filing: filing === null ? null : filingOf(filing),
    identity,
    consent,
  } as const
}

function waiting(act: CaseEvent['act']): (typeof WAITING_ACTS)[number] {
  const waitingAct = WAITING_ACTS.find((one) => one === act)
  if (waitingAct === undefined) throw new TypeError('an act that does not wait')
  return waitingAct
}
