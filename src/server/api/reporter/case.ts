import { base64url } from '#domain/case/ids.ts'
import type { DelayedInboxCase } from '#ports.ts'
import type { PageCase } from '#wire/reporter.ts'
import { toChannelV1 } from '#wire/v1.ts'

/** A case for the reporter's browser, without internal notes of the office. */
export function pageCase(held: DelayedInboxCase): PageCase {
  const { terms, status } = held
  return {
    id: held.id,
    reference: held.reference,
    office: held.office,
    door: toChannelV1(held.channel),
    category: held.category,
    identity: held.identity,
    terms: {
      receivedOn: terms.receivedOn,
      receivedAt: terms.receivedAt?.toISOString() ?? null,
      replyDays: terms.replyDays,
      replyHours: terms.replyHours,
      zone: terms.zone,
    },
    alertHours: held.alertHours,
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
    reporterCertificate: held.reporterCertificate,
    lockedKey: base64url(held.lockedKey),
    letters: held.letters.map(({ head: { id, dir, seq, kind, on }, data, key }) => {
      return { id, dir, seq, kind, on, data: base64url(data), key: key && base64url(key) }
    }),
    nameNews: held.nameNews.map(({ on, told }) => ({ on, told })),
    readers: [...held.readers],
    consents: held.consents.map(({ request, office, hash, agreed, on }) => {
      return { request, office, hash, agreed, on }
    }),
    waiting: [...held.waiting],
  }
}
