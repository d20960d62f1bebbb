import { type Content, waitsForConsent } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ConcernForm } from '#domain/case/message.ts'
import type { Office } from '#domain/concern/office.ts'
import type { WireCase } from '#wire/desk.ts'
import { fitsRequest } from '../key-worker/consent-form.ts'
import type { Asking } from '../key-worker/protocol.ts'

/** Draft of a consent request. */
export interface AskingDraft {
  readonly office: Office | null
  readonly content: Content | null
  readonly sanitised: string
}

export const NOTHING_ASKED: AskingDraft = { office: null, content: null, sanitised: '' }

/** The complete request; `null` while a choice is missing. */
export function wholeAsking({ office, content, sanitised }: AskingDraft): Asking | null {
  if (office === null || content === null) return null
  if (content === 'account') return { office, content, sanitised: '' }
  return fitsRequest(sanitised) ? { office, content, sanitised } : null
}

/**
 * Offices that a consent request may name: none that the reporter excluded, as the sealed first letter has it. Empty
 * without that letter, and while a request is unanswered.
 */
export function offeredOffices(
  wireCase: WireCase,
  { form }: { readonly form: ConcernForm | null },
): readonly Office[] {
  if (form === null || waits(wireCase)) return []
  return wireCase.passableTo.filter((office) => !form.about.includes(office))
}

function waits({ state, letters, consents }: WireCase): boolean {
  const heads = letters.map(({ id, dir, kind }) => ({ id: id as MessageId, dir, kind }))
  const given = consents.map((one) => ({ ...one, request: one.request as MessageId }))
  return waitsForConsent(state, heads, given)
}
