import type { Day } from '#domain/case/day.ts'
import {
  type CaseId,
  fromBase64url,
  type MessageId,
  type OfficerId,
  type Reference,
} from '#domain/case/ids.ts'
import type { DelayedInboxCase } from '#ports.ts'
import type { PageCase } from '#wire/reporter.ts'
import { fromChannelV1 } from '#wire/v1.ts'

/** Decodes a case from the wire. It has no leaf, which is sealed. */
export function decodeCase(pageCase: PageCase, lookup: Uint8Array<ArrayBuffer>): DelayedInboxCase {
  const { terms, reckoning } = pageCase
  return {
    id: pageCase.id as CaseId,
    reference: pageCase.reference as Reference,
    lookup,
    channel: fromChannelV1(pageCase.door),
    category: pageCase.category,
    office: pageCase.office,
    leaf: null,
    identity: pageCase.identity,
    terms: {
      ...terms,
      receivedOn: terms.receivedOn as Day,
      receivedAt: instant(terms.receivedAt),
    },
    alertHours: pageCase.alertHours,
    status: {
      ...reckoning,
      dueOn: reckoning.dueOn as Day | null,
      dueAt: instant(reckoning.dueAt),
      pausedOn: reckoning.pausedOn as Day | null,
      acknowledgedOn: reckoning.acknowledgedOn as Day | null,
      respondedOn: reckoning.respondedOn as Day | null,
      closedOn: reckoning.closedOn as Day | null,
    },
    reporterCertificate: pageCase.reporterCertificate,
    lockedKey: fromBase64url(pageCase.lockedKey),
    serverShare: null,
    bind: null,
    secretEpoch: null,
    letters: pageCase.letters.map(({ id, dir, seq, kind, on, data, key }) => ({
      head: { id: id as MessageId, dir, seq, kind, on: on as Day },
      data: fromBase64url(data),
      key: key === null ? null : fromBase64url(key),
    })),
    nameNews: pageCase.nameNews.map(({ on, told }) => ({ on: on as Day, isDisclosed: told })),
    readers: pageCase.readers.map((reader) => reader as OfficerId),
    consents: pageCase.consents.map((given) => ({
      ...given,
      request: given.request as MessageId,
      on: given.on as Day,
    })),
    waiting: pageCase.waiting.map((id) => id as MessageId),
    erasure: pageCase.erasure ? { ...pageCase.erasure, on: pageCase.erasure.on as Day } : null,
    lastAct: pageCase.lastAct ?? null,
  }
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
