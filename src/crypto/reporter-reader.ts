import { systemClock } from '#clock.ts'
import {
  authorIn,
  isAdmittedKey,
  isAdmittedReader,
  isBasePublished,
  type KnownAdmission,
} from '#domain/case/admitted.ts'
import { AttachmentLines } from '#domain/case/attachment.ts'
import type { Day } from '#domain/case/day.ts'
import type { CaseLetter, FirstFault } from '#domain/case/first-letter.ts'
import { type HistoryTrouble, historyTroubles } from '#domain/case/history.ts'
import { DOUBTS, type Doubt } from '#domain/case/message.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { codeOf } from '#errors.ts'
import type {
  OpenedLetter,
  ReporterKey,
  ReporterReader,
  ReportersCase,
  ReportersLetter,
} from '#ports.ts'
import { askedConsent } from './asked-consent.ts'
import { type OpenedWords, openLetter } from './open.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { admissionIn, type LetterOpening, reportersLetters } from './reporter-admission.ts'
import { sealer } from './seal.ts'
import type { Signers } from './signers.ts'

/**
 * Opens letters sealed to a reporter and verifies them: an answer is valid only when an officer of the case's office,
 * by the roster of its day, signed it (T-27, T-142) and its position matches (T-25, T-26).
 * @param saw is called with each day that an officer signed
 */
export function reporterReader(
  signers: Signers,
  latest: () => Date = systemClock.now,
  saw: (day: Day) => void = () => undefined,
): ReporterReader {
  const reading = async (key: ReporterKey, reportersCase: ReportersCase): Promise<Reading> => {
    const known = await signers()
    return { key, reportersCase, known, now: latest(), saw }
  }
  return {
    async read(key, reportersCase) {
      const by = await reading(key, reportersCase)
      const opened = await openAll(by)
      const letters = await reportersLetters(opened)
      const admission = admissionIn(letters, reportersCase, by.known)
      const troubles = troublesIn(opened, letters, by.known, admission)
      return Promise.all(
        opened.map(async ({ letter, words }) => {
          const judged = await judgedLetter(letter, words, { ...by, admission })
          const trouble = troubles.get(letter.head.id)
          if (judged.trust !== 'sound' || trouble === undefined) return judged
          return { ...judged, asks: null, trust: HISTORY_DOUBTS[trouble] ?? 'doubtful' }
        }),
      )
    },

    async refusal(key, reportersCase, officers) {
      const by = await reading(key, reportersCase)
      if (by.known.fault !== null) return 'ROSTER_REFUSED'
      const admission = admissionIn(
        await reportersLetters(await openAll(by)),
        reportersCase,
        by.known,
      )
      if (typeof admission === 'string') return 'FIRST_UNPROVEN'
      const { form, offices } = admission
      if (form === null) return null
      if (!isBasePublished({ form, offices }, by.known)) return 'ROSTER_REFUSED'
      const isAdmitted = officers.every((one) => isAdmittedReader({ form, offices }, by.known, one))
      return isAdmitted ? null : 'READER_UNKNOWN'
    },
  }
}

interface Reading {
  readonly key: ReporterKey
  readonly reportersCase: ReportersCase
  readonly known: Awaited<ReturnType<Signers>>
  readonly now: Date
  readonly saw: (day: Day) => void
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

function openAll(by: Reading): Promise<readonly LetterOpening[]> {
  return Promise.all(
    by.reportersCase.letters.map(async (letter) => ({ letter, words: await openOne(letter, by) })),
  )
}

/** Faults that messages of version 2 show of each other. */
function troublesIn(
  opened: readonly LetterOpening[],
  letters: readonly CaseLetter[],
  known: Reading['known'],
  admission: KnownAdmission | FirstFault,
): ReadonlyMap<string, HistoryTrouble> {
  const messages = letters.map((one, at) => ({ ...one, on: opened[at]?.letter.head.on ?? '' }))
  const mayRead = (fingerprint: string) => {
    if (typeof admission === 'string') return false
    const { form, offices } = admission
    return form === null || isAdmittedKey({ form, offices }, known, fingerprint)
  }
  // She is not told by which channel her case came; what she adds by the page may reach the office a day later.
  return historyTroubles({ ...known, messages, channel: null, isDelayed: true, mayRead })
}

async function judgedLetter(
  sealedLetter: ReportersLetter,
  opened: OpenedWords | null,
  reading: Reading & { readonly admission: KnownAdmission | FirstFault },
): Promise<OpenedLetter> {
  const { id, kind, dir, on } = sealedLetter.head
  const head = { id, kind, dir, on, asks: null }
  if (sealedLetter.key === null) return { ...head, text: null, trust: 'not_sealed_to_you' }
  if (opened === null) return { ...head, text: null, trust: 'doubtful' }
  const inPlace = opened.foreign.length === 0 && opened.letter.typ === kind
  const text = new Confidential(opened.letter.text)
  if (!inPlace) return { ...head, text, trust: 'doubtful' }
  if (opened.signature !== 'good') return { ...head, text, trust: doubtOf(opened, dir) }
  const { admission } = reading
  // Without her first letter nothing says which office may write to her.
  if (dir === 'o>r' && typeof admission === 'string') return { ...head, text, trust: 'doubtful' }
  const author = dir === 'o>r' ? authorOf(opened, reading) : null
  if (author === 'roster_unknown') return { ...head, text, trust: 'doubtful' }
  if (typeof author === 'string') return { ...head, text, trust: 'unknown_signer' }
  if (dir === 'o>r') reading.saw(opened.letter.day as Day)
  const asking = dir === 'o>r' && kind === 'consent'
  const asks = asking ? await askedConsent(opened.letter, reading.reportersCase) : null
  return { ...head, text, asks, ...filesOf(opened), trust: 'sound' }
}

/** Which officer of the case's office signed, who was let in; or why none. */
function authorOf(
  { letter, signedBy }: OpenedWords,
  { known, admission }: Reading & { readonly admission: KnownAdmission | FirstFault },
): ReturnType<typeof authorIn> {
  return authorIn(typeof admission === 'string' ? null : admission, known, signedBy ?? '', letter)
}

/** Signature troubles apply to officers' letters only. */
function doubtOf({ signature }: OpenedWords, dir: OpenedLetter['dir']): Doubt {
  return DOUBTS.find((doubt) => dir === 'o>r' && doubt === signature) ?? 'doubtful'
}

/**
 * Number of files that a letter lists, as a field of the opened letter; nothing where it lists none. The files
 * themselves are not returned.
 */
function filesOf({ letter: { form } }: OpenedWords): Pick<OpenedLetter, 'files'> {
  const lines = AttachmentLines.safeParse(form['attachments'])
  return lines.success && lines.data.length > 0 ? { files: lines.data.length } : {}
}

async function openOne(
  sealedLetter: ReportersLetter,
  { key: reporterKey, reportersCase, known, now }: Reading,
): Promise<OpenedWords | null> {
  if (sealedLetter.key === null) return null
  const { id: msg, seq, dir } = sealedLetter.head
  const before = reportersCase.letters.find(
    (each) => each.head.dir === dir && each.head.seq === seq - 1,
  )
  const prev = before === undefined ? null : await sealer.hash(before.data)
  return openLetter({
    data: sealedLetter.data,
    key: sealedLetter.key,
    privateKey: reporterKey as PrivateKeyHandle,
    expect: { case: reportersCase.id, msg, seq, dir, prev },
    verify: dir === 'r>o' ? [reporterKey.certificate] : [...known.certificates.values()],
    now,
  }).catch((error: unknown) => {
    if (codeOf(error) === 'ENVELOPE_BROKEN') return null
    throw error
  })
}
