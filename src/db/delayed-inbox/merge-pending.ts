import type { Day } from '#domain/case/day.ts'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import { type CaseEvent, lastOwnAct } from '#domain/case/event.ts'
import { waitsForRelease } from '#domain/case/release-day.ts'
import type { DelayedInboxCase, LetterWith, ReportersLetter, WithLetters } from '#ports.ts'
import type { SealedWith, WaitingAct } from './waiting-act.ts'

/** Facts of a case before its status is computed. */
export type UncountedCase<Letter = ReportersLetter> = Omit<
  WithLetters<DelayedInboxCase, Letter>,
  'status' | 'waiting'
>

/** A case that is not released yet, built from its pending rows alone. */
export function unreleased(
  { filing }: Pick<WaitingAct, 'filing'>,
  lookup: Uint8Array<ArrayBuffer>,
): UncountedCase<never> | null {
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

/**
 * What a person may see of a stored case: nothing that anybody else did on a day of which no release has shown anything. It
 * becomes visible like what the person does, once a day.
 */
export function released<Data>(
  known: UncountedCase<LetterWith<Data>>,
  history: readonly CaseEvent[],
  unreleasedFrom: Day,
): {
  readonly known: UncountedCase<LetterWith<Data>>
  readonly history: readonly CaseEvent[]
} {
  if (!waitsForRelease({ ...known, ...known.terms })) return { known, history }
  const isShown = ({ on }: { readonly on: Day }) => on < unreleasedFrom
  return {
    known: {
      ...known,
      letters: known.letters.filter(({ head }) => head.dir === 'r>o' || isShown(head)),
      nameNews: known.nameNews.filter(isShown),
    },
    history: history.filter((event) => event.by === 'reporter' || isShown(event)),
  }
}

/** Merges the released case with its pending acts, as its person sees it. The status is computed from both. */
export function withWaiting<Data>(
  known: UncountedCase<LetterWith<Data>>,
  history: readonly CaseEvent[],
  waiting: readonly WaitingAct<Data>[],
): WithLetters<DelayedInboxCase, LetterWith<Data>> {
  const letters = waiting.flatMap((act) => act.letters)
  return {
    ...known,
    identity: waiting.findLast(({ identity }) => identity !== null)?.identity ?? known.identity,
    status: computeCaseStatus(known.terms, [...history, ...waiting.map(({ event }) => event)]),
    letters: [...known.letters, ...letters.map(asReportersLetter)],
    consents: [...known.consents, ...waiting.flatMap(({ consent }) => consent ?? [])],
    lastAct: lastOwnAct([...history, ...waiting.map(({ event }) => event)]),
    waiting: letters.map(({ id }) => id),
  }
}

function asReportersLetter<Data>(letter: SealedWith<Data>): LetterWith<Data> {
  const { id, dir, seq, kind, on, data, keys } = letter
  const key = keys.find(({ role }) => role === 'reporter')?.bytes ?? null
  return { head: { id, dir, seq, kind, on }, data, key }
}
