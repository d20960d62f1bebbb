import type { DelayedInboxCase } from '#ports.ts'
import type { PageCase } from '#wire/reporter.ts'
import { toChannelV1 } from '#wire/v1.ts'
import { nativeBase64url } from '../../reply.ts'

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
    lockedKey: nativeBase64url(delayedCase.lockedKey),
    letters: delayedCase.letters.map(({ head: { id, dir, seq, kind, on }, data, key }) => {
      return {
        id,
        dir,
        seq,
        kind,
        on,
        data: nativeBase64url(data),
        key: key && nativeBase64url(key),
      }
    }),
    nameNews: delayedCase.nameNews.map(({ on, isDisclosed }) => ({ on, told: isDisclosed })),
    readers: [...delayedCase.readers],
    consents: delayedCase.consents.map(({ request, office, hash, agreed, on }) => {
      return { request, office, hash, agreed, on }
    }),
    waiting: [...delayedCase.waiting],
    ...(delayedCase.erasure && { erasure: delayedCase.erasure }),
    ...(delayedCase.lastAct && { lastAct: delayedCase.lastAct }),
  }
}
