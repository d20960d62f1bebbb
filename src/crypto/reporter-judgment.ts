import {
  authorIn,
  isAdmittedKey,
  isAdmittedReader,
  isBasePublished,
  type KnownAdmission,
} from '#domain/case/admitted.ts'
import type { CaseLetter, FirstFault } from '#domain/case/first-letter.ts'
import { type HistoryTrouble, historyTroubles } from '#domain/case/history.ts'
import { isLeftOut, type LeftOut } from '#domain/case/left-out.ts'
import { DOUBTS, type Doubt } from '#domain/case/message.ts'
import type { LetterTextV2 } from '#domain/case/message-v2.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { OpenedLetter, ReportersCase } from '#ports.ts'
import type { OpenedWords } from './open.ts'
import { admissionIn, type LetterOpening, reportersLetters } from './reporter-admission.ts'
import type { RosterHistory } from './roster-history.ts'

/*
 * What a reporter's letters prove: no keys, no bytes and no time, so that a model can ask it about every history.
 */

type PublishedRosters = Omit<RosterHistory, 'isWhole' | 'certificates'>

export interface LetterTrust {
  /** By the letter itself, its writer and its place. */
  readonly own: OpenedLetter['trust']
  /** By what letters say of each other, too. */
  readonly trust: OpenedLetter['trust']
}

/** Faults with a sentence of their own for her; the others mean that nothing proves who wrote. */
const HISTORY_DOUBTS: Partial<Record<HistoryTrouble, Doubt>> = {
  withheld: 'letter_missing',
  forked: 'letter_missing',
  went_back: 'letter_missing',
  out_of_order: 'letter_missing',
  without_newest: 'without_newest',
  ghost_recipient: 'ghost_recipient',
  older_format: 'older_format',
}

/**
 * Judges letters: an answer is valid only when an officer of the case's office, by the roster of its day, signed it
 * (T-27, T-142) and its position matches (T-25, T-26).
 */
export function judgeLetters(
  opened: readonly LetterOpening[],
  hashes: readonly string[],
  reportersCase: ReportersCase,
  known: PublishedRosters,
  leftOut: LeftOut | null = null,
): readonly LetterTrust[] {
  const letters = reportersLetters(opened, hashes)
  const admission = admissionIn(letters, reportersCase, known)
  const troubles = troublesIn(opened, letters, known, admission, leftOut)
  return opened.map((one) => {
    const own = trustOf(one, known, admission)
    const trouble = troubles.get(one.letter.head.id)
    const isFaulty = own === 'sound' && trouble !== undefined
    return { own, trust: isFaulty ? (HISTORY_DOUBTS[trouble] ?? 'doubtful') : own }
  })
}

/** Why nothing is sealed to these officers; `null` where her first letter let all of them in. */
export function sealingRefusal(
  letters: readonly CaseLetter[],
  reportersCase: ReportersCase,
  known: PublishedRosters,
  officers: readonly Pick<Officer, 'id' | 'office'>[],
  leftOut: LeftOut | null = null,
): 'FIRST_UNPROVEN' | 'READER_UNKNOWN' | 'ROSTER_REFUSED' | null {
  if (known.fault !== null) return 'ROSTER_REFUSED'
  const admission = admissionIn(letters, reportersCase, known)
  if (typeof admission === 'string') return 'FIRST_UNPROVEN'
  const { form, offices } = admission
  if (officers.some((one) => isLeftOut(leftOut, one))) return 'READER_UNKNOWN'
  if (form === null) return null
  if (!isBasePublished({ form, offices }, known)) return 'ROSTER_REFUSED'
  const isAdmitted = officers.every((one) => isAdmittedReader({ form, offices }, known, one))
  return isAdmitted ? null : 'READER_UNKNOWN'
}

/** Faults that messages of version 2 show of each other. */
function troublesIn(
  opened: readonly LetterOpening[],
  letters: readonly CaseLetter[],
  known: PublishedRosters,
  admission: KnownAdmission | FirstFault,
  leftOut: LeftOut | null,
): ReadonlyMap<string, HistoryTrouble> {
  const messages = letters.map((one, at) => ({ ...one, on: opened[at]?.letter.head.on ?? '' }))
  const mayRead = (fingerprint: string, letter: LetterTextV2) => {
    if (typeof admission === 'string' || isLeftOut(leftOut, { fingerprint, letter })) return false
    const { form, offices } = admission
    return form === null || isAdmittedKey({ form, offices }, known, fingerprint)
  }
  // She is not told by which channel her case came; what she adds by the page may reach the office a day later.
  return historyTroubles({ ...known, messages, channel: null, isDelayed: true, mayRead })
}

function trustOf(
  { letter: { head, key }, words }: LetterOpening,
  known: PublishedRosters,
  admission: KnownAdmission | FirstFault,
): OpenedLetter['trust'] {
  const { kind, dir } = head
  if (key === null) return 'not_sealed_to_you'
  if (words === null) return 'doubtful'
  const isInPlace = words.foreign.length === 0 && words.letter.typ === kind
  if (!isInPlace) return 'doubtful'
  if (words.signature !== 'good') return doubtOf(words, dir)
  if (dir !== 'o>r') return 'sound'
  // Without her first letter nothing says which office may write to her.
  if (typeof admission === 'string') return 'doubtful'
  const author = authorIn(admission, known, words.signedBy ?? '', words.letter)
  if (author === 'roster_unknown') return 'doubtful'
  return typeof author === 'string' ? 'unknown_signer' : 'sound'
}

/** Signature troubles apply to officers' letters only. */
function doubtOf({ signature }: OpenedWords, dir: OpenedLetter['dir']): Doubt {
  return DOUBTS.find((doubt) => dir === 'o>r' && doubt === signature) ?? 'doubtful'
}
