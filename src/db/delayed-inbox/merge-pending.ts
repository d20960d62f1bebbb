import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { DelayedInboxCase, ReportersLetter } from '#ports.ts'
import type { WaitingAct } from './waiting-act.ts'

/** Facts of a case before its status is computed. */
export type UncountedCase = Omit<DelayedInboxCase, 'status' | 'waiting'>

/** A case that is not released yet, built from its pending rows alone. */
export function unreleased(
  { filing }: Pick<WaitingAct, 'filing'>,
  lookup: Uint8Array<ArrayBuffer>,
): UncountedCase | null {
  if (filing === null) return null
  return {
    id: filing.id,
    reference: filing.reference,
    lookup,
    office: filing.office,
    channel: filing.channel,
    category: filing.category,
    leaf: filing.leaf,
    identity: filing.identity,
    terms: filing.terms,
    alertHours: filing.category === 'safety' ? (filing.triageHours ?? 1) : null,
    reporterCertificate: filing.reporterCertificate,
    lockedKey: filing.receipt.lockedKey,
    serverShare: null,
    bind: null,
    secretEpoch: null,
    letters: [],
    readers: filing.readers,
    nameNews: [],
    consents: [],
  }
}

/** Merges the released case with its pending acts, as its person sees it. The status is computed from both. */
export function withWaiting(
  known: UncountedCase,
  history: readonly CaseEvent[],
  waiting: readonly WaitingAct[],
): DelayedInboxCase {
  const letters = waiting.flatMap((act) => act.letters)
  return {
    ...known,
    identity: waiting.findLast(({ identity }) => identity !== null)?.identity ?? known.identity,
    status: computeCaseStatus(known.terms, [...history, ...waiting.map(({ event }) => event)]),
    letters: [...known.letters, ...letters.map(asReportersLetter)],
    consents: [...known.consents, ...waiting.flatMap(({ consent }) => consent ?? [])],
    waiting: letters.map(({ id }) => id),
  }
}

function asReportersLetter({ id, dir, seq, kind, on, data, keys }: SealedLetter): ReportersLetter {
  return {
    head: { id, dir, seq, kind, on },
    data,
    key: keys.find(({ role }) => role === 'reporter')?.bytes ?? null,
  }
}
