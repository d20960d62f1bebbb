import type { Journey } from '#dialogs/steps.ts'
import { base64url, type CaseId, fromBase64url } from '#domain/case/ids.ts'
import { AppError, type Code, codeOf } from '#errors.ts'
import type { SendRecord } from '#ports.ts'
import type { Submission } from '#reporter/file-concern.ts'
import { lookBefore } from '#reporter/look-before.ts'
import type { IdempotencyKeyOf } from './idempotency.ts'
import type { CardFields } from './inbound.ts'

type Mark = ReturnType<IdempotencyKeyOf>

/** Idempotency data of one Send. */
export interface KnownSubmission extends Omit<Submission, 'isHeld'> {
  /** Mark of the screen and all choices before it: other choices are another concern. */
  readonly nonce: Mark
  /** Mark of a message that is added to an earlier Send. */
  readonly addition: { readonly words: Mark; readonly name: Mark }
  /** Difference to the content that was sent. */
  changed(sent: SendRecord): { readonly words: boolean; readonly name: boolean }
  caseOf(sent: SendRecord): string
}

/**
 * Stores the content as an HMAC and the case id masked by another one: the database alone reveals neither, and both are
 * deleted after a day (T-134).
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

/** Codes whose sentence stays true after an earlier Send arrived. */
const STAY_TRUE: readonly (Code | 'UNEXPECTED')[] = [
  'CASE_UNKNOWN',
  'DATABASE_AWAY',
  'TAKEN_BACK',
  'TOKEN_REFUSED',
  'UNEXPECTED',
]

/**
 * Runs a Send and replaces refusals that would be false: most say that nothing was sent, although an earlier Send of
 * this screen may be stored.
 * @param isStored whether something of this screen is stored
 * @param gone code to use when it was stored and is gone
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
    if (STAY_TRUE.includes(codeOf(thrown)) || !(await lookBefore(isStored))) throw thrown
    throw (await lookBefore(gone)) ?? new AppError('SENT_BEFORE')
  }
}

function chosenIn({ taps, leaf, adviceOnly, about, keptOut, identity, passOn }: Journey): object {
  return { taps, leaf, adviceOnly, about, keptOut, identity, passOn }
}

/** Masks a case id by XOR with a mark, which is longer; each mark masks one id. */
function hidden(id: Uint8Array, mark: Mark): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(id, (byte, at) => byte ^ (mark[at] ?? 0))
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other)
}
