import { type Content, waitsForConsent } from '#domain/case/consent.ts'
import type { MessageId } from '#domain/case/ids.ts'
import type { ConcernForm } from '#domain/case/message.ts'
import type { Office } from '#domain/concern/office.ts'
import type { WireCase } from '#wire/desk.ts'
import { fitsRequest } from '../key-worker/consent-form.ts'
import type { Asking } from '../key-worker/protocol.ts'

/** What an officer has chosen so far of a request to pass something on. */
export interface AskingDraft {
  readonly office: Office | null
  readonly content: Content | null
  readonly sanitised: string
}

export const NOTHING_ASKED: AskingDraft = { office: null, content: null, sanitised: '' }

/** The request, once everything of it is chosen; `null` before. */
export function wholeAsking({ office, content, sanitised }: AskingDraft): Asking | null {
  if (office === null || content === null) return null
  if (content === 'account') return { office, content, sanitised: '' }
  return fitsRequest(sanitised) ? { office, content, sanitised } : null
}

/**
 * Where it could be passed: never to an office the person kept out, which stands sealed in her first letter. Without
 * that letter nowhere; and nowhere while she has not answered the last time.
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
