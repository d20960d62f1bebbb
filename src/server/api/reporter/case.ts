import type { DelayedInboxCase } from '#ports.ts'
import type { PageCase } from '#wire/reporter.ts'
import { toChannelV1 } from '#wire/v1.ts'

/** A case for the reporter's browser, without internal notes of the office. */
export function pageCase(delayedCase: DelayedInboxCase): PageCase {
  const { terms, status } = delayedCase
  return {
    id: delayedCase.id,
    reference: delayedCase.reference,
    office: delayedCase.office,
    door: toChannelV1(delayedCase.channel),
    category: delayedCase.category,
    identity: delayedCase.identity,
    terms: {
      receivedOn: terms.receivedOn,
      receivedAt: terms.receivedAt?.toISOString() ?? null,
      replyDays: terms.replyDays,
      replyHours: terms.replyHours,
      zone: terms.zone,
    },
    alertHours: delayedCase.alertHours,
    reckoning: {
      state: status.state,
      dueOn: status.dueOn,
      dueAt: status.dueAt?.toISOString() ?? null,
      pausedOn: status.pausedOn,
      pausedDays: status.pausedDays,
      acknowledgedOn: status.acknowledgedOn,
      respondedOn: status.respondedOn,
      outcome: status.outcome,
      closedOn: status.closedOn,
    },
    reporterCertificate: delayedCase.reporterCertificate,
    lockedKey: base64url(delayedCase.lockedKey),
    letters: delayedCase.letters.map(({ head: { id, dir, seq, kind, on }, data, key }) => {
      return { id, dir, seq, kind, on, data: base64url(data), key: key && base64url(key) }
    }),
    nameNews: delayedCase.nameNews.map(({ on, isDisclosed }) => ({ on, told: isDisclosed })),
    readers: [...delayedCase.readers],
    consents: delayedCase.consents.map(({ request, office, hash, agreed, on }) => {
      return { request, office, hash, agreed, on }
    }),
    waiting: [...delayedCase.waiting],
  }
}

/** In native code: the one for browsers takes a second of its thread for the letters of a full case. */
function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}
