import type { Day } from '#domain/case/day.ts'
import type { KeyPacket, ReaderRole, SealedLetter } from '#domain/case/envelope.ts'
import { type CaseId, fromBase64url, type MessageId } from '#domain/case/ids.ts'
import { repeats, sameSet } from '#domain/concern/same-set.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'
import type { PageAddition, PageConsent, PageFiling } from '#wire/reporter.ts'

export type ClientSealedMessage =
  | PageFiling['letters'][number]
  | PageAddition['letter']
  | PageConsent['letter']

/** Required recipients of a letter: all of them, and nobody else. */
export interface For {
  readonly officers: readonly string[]
  readonly custodians: readonly string[]
  /** Whether the reporter is a recipient: required, or optional for a name. */
  readonly reporter: 'must' | 'may'
}

/**
 * Verifies a letter that the browser sealed: one data packet, one key packet per recipient, today's date. Only readers
 * can check the content.
 * @param on today in the office's zone
 * @throws DAY_CHANGED, ENVELOPE_REFUSED, UPLOAD_REFUSED
 */
export async function verifyClientSealed(
  services: Pick<Services, 'gate' | 'policy' | 'uploadHandles'>,
  letter: ClientSealedMessage,
  of: { readonly case: CaseId; readonly on: Day },
): Promise<SealedLetter> {
  if (letter.on !== of.on) throw new AppError('DAY_CHANGED')
  const { id, seq, kind, data, keys, attachments } = letter
  const files = attachments.map((file) => file.id)
  const uploads = await Promise.all(
    attachments.map(async ({ upload }) => (await services.uploadHandles.open(upload))?.id ?? null),
  )
  const known = uploads.filter((upload) => upload !== null)
  const most = Math.min(known.length, services.policy.attachments.most)
  if (files.length > most || repeats(files) || repeats(known)) {
    throw new AppError('UPLOAD_REFUSED')
  }
  const sealed: SealedLetter = {
    id: id as MessageId,
    case: of.case,
    dir: 'r>o',
    seq,
    kind,
    on: of.on,
    data: fromBase64url(data),
    keys: keys.map((key): KeyPacket => ({ ...key, bytes: fromBase64url(key.bytes) })),
    ...(files.length > 0 && { attachments: files, uploads: known }),
  }
  await services.gate.check(sealed)
  return sealed
}

/** Whether there is exactly one key packet for each recipient. */
export function isSealedFor({ keys }: Pick<ClientSealedMessage, 'keys'>, to: For): boolean {
  const of = (role: ReaderRole) => keys.filter((key) => key.role === role).map((key) => key.reader)
  const reporterKeys = of('reporter')
  return (
    sameSet(of('officer'), to.officers) &&
    sameSet(of('custodian'), to.custodians) &&
    (sameSet(reporterKeys, ['reporter']) || (to.reporter === 'may' && reporterKeys.length === 0))
  )
}
