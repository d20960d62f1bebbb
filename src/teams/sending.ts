import type { Journey } from '#dialogs/steps.ts'
import { base64url, type CaseId, fromBase64url } from '#domain/case/ids.ts'
import { AppError, type Code, codeOf } from '#errors.ts'
import type { SendRecord } from '#ports.ts'
import type { Submission } from '#reporter/file-concern.ts'
import type { IdempotencyKeyOf } from './idempotency.ts'
import type { CardFields } from './inbound.ts'

type Mark = ReturnType<IdempotencyKeyOf>

/** One Send, as it is known again by the nonce of its screen. */
export interface KnownSubmission extends Omit<Submission, 'isHeld'> {
  /** Of the screen and of everything that was chosen before it: other choices are another telling. */
  readonly nonce: Mark
  /** Of what is added where something else was sent before: added twice, it is added once. */
  readonly addition: { readonly words: Mark; readonly name: Mark }
  /** What differs from what was sent. */
  changed(sent: SendRecord): { readonly words: boolean; readonly name: boolean }
  caseOf(sent: SendRecord): string
}

/**
 * What was written is stored as an HMAC, and the case hidden under another: whoever has the database has neither, and
 * once the day is over both are gone (T-134).
 */
export function knownBy(
  keyOf: IdempotencyKeyOf,
  minted: string,
  journey: Journey,
  fields: CardFields,
): KnownSubmission {
  const choices = JSON.stringify(chosenIn(journey))
  const mark = (what: string, of: CardFields = {}) => keyOf(`${what} ${minted} ${choices}`, of)
  const { name = '', ...written } = fields
  const [words, named] = [mark('words', written), mark('name', { name })]
  const hide = (id: Uint8Array) => hidden(id, mark('case'))
  return {
    nonce: mark('send'),
    content: Uint8Array.from([...words, ...named]),
    caseRef: (id: CaseId) => hide(fromBase64url(id)),
    addition: { words: mark('added', written), name: mark('named', { name }) },
    changed: ({ content }) => ({
      words: !same(content.subarray(0, words.length), words),
      name: !same(content.subarray(words.length), named),
    }),
    caseOf: ({ caseRef }) => base64url(hide(caseRef)),
  }
}

/** Refusals whose sentence is true whatever arrived before. */
const STAY_TRUE: readonly (Code | 'UNEXPECTED')[] = [
  'CASE_UNKNOWN',
  'DATABASE_AWAY',
  'TAKEN_BACK',
  'TOKEN_REFUSED',
  'UNEXPECTED',
]

/**
 * A Send of a screen. Most refusals say that nothing was sent: where something of this screen was kept before, they
 * would be false.
 * @param isStored was something of this screen kept?
 * @param gone what is said instead where it was kept, and is not there any more
 * @throws what `send` throws, or SENT_BEFORE
 */
export async function unlessSentBefore<T>(
  send: () => Promise<T>,
  isStored: () => Promise<boolean>,
  gone: () => Promise<AppError | null>,
): Promise<T> {
  try {
    return await send()
  } catch (thrown) {
    if (STAY_TRUE.includes(codeOf(thrown)) || !(await isStored())) throw thrown
    throw (await gone()) ?? new AppError('SENT_BEFORE')
  }
}

function chosenIn({ taps, leaf, adviceOnly, about, keptOut, identity, passOn }: Journey): object {
  return { taps, leaf, adviceOnly, about, keptOut, identity, passOn }
}

/** An id is shorter than a mark, and each mark hides one. */
function hidden(id: Uint8Array, mark: Mark): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(id, (byte, at) => byte ^ (mark[at] ?? 0))
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other)
}
