import { systemClock } from '#clock.ts'
import {
  authorIn,
  isAdmittedKey,
  isAdmittedReader,
  type KnownAdmission,
} from '#domain/case/admitted.ts'
import { AttachmentLines } from '#domain/case/attachment.ts'
import type { Day } from '#domain/case/day.ts'
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
import { admissionIn, isFirstLetter, type LetterOpening } from './reporter-admission.ts'
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
      const opened = await Promise.all(
        reportersCase.letters.map(async (letter) => ({ letter, words: await openOne(letter, by) })),
      )
      const admission = admissionIn(opened, reportersCase)
      const troubles = await troublesIn(opened, by.known, admission)
      return Promise.all(
        opened.map(async ({ letter, words }) => {
          const judged = await judgedLetter(letter, words, { ...by, admission })
          const trouble = troubles.get(letter.head.id)
          if (judged.trust !== 'sound' || trouble === undefined) return judged
          return { ...judged, asks: null, trust: HISTORY_DOUBTS[trouble] ?? 'doubtful' }
        }),
      )
    },

    async admits(key, reportersCase, officers) {
      const first = reportersCase.letters.find(isFirstLetter)
      const by = await reading(key, reportersCase)
      const opened = first && { letter: first, words: await openOne(first, by) }
      const { form, offices } = admissionIn(opened ? [opened] : [], reportersCase)
      // On the card channel her account is not sealed to her key.
      if (form === null) return first === undefined || first.key === null
      return officers.every((officer) => isAdmittedReader({ form, offices }, by.known, officer))
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
  without_newest: 'without_newest',
  ghost_recipient: 'ghost_recipient',
}

/** Faults that messages of version 2 show of each other. */
async function troublesIn(
  opened: readonly LetterOpening[],
  known: Reading['known'],
  { form, offices }: KnownAdmission,
): Promise<ReadonlyMap<string, HistoryTrouble>> {
  const messages = await Promise.all(
    opened.map(async ({ letter: { head, data }, words }) => {
      const { id, dir, seq, on } = head
      return { id, dir, seq, on, hash: await sealer.hash(data), letter: words?.letter ?? null }
    }),
  )
  const mayRead = (fingerprint: string) =>
    form === null || isAdmittedKey({ form, offices }, known, fingerprint)
  // She is not told by which channel her case came; what she adds by the page may reach the office a day later.
  return historyTroubles({ ...known, messages, channel: null, isDelayed: true, mayRead })
}

async function judgedLetter(
  sealedLetter: ReportersLetter,
  opened: OpenedWords | null,
  reading: Reading & { readonly admission: KnownAdmission },
): Promise<OpenedLetter> {
  const { id, kind, dir, on } = sealedLetter.head
  const head = { id, kind, dir, on, asks: null }
  if (sealedLetter.key === null) return { ...head, text: null, trust: 'not_sealed_to_you' }
  if (opened === null) return { ...head, text: null, trust: 'doubtful' }
  const inPlace = opened.foreign.length === 0 && opened.letter.typ === kind
  const text = new Confidential(opened.letter.text)
  if (!inPlace) return { ...head, text, trust: 'doubtful' }
  if (opened.signature !== 'good') return { ...head, text, trust: doubtOf(opened, dir) }
  if (dir === 'o>r' && !isOfOffice(opened, reading))
    return { ...head, text, trust: 'unknown_signer' }
  if (dir === 'o>r') reading.saw(opened.letter.day as Day)
  const asking = dir === 'o>r' && kind === 'consent'
  const asks = asking ? await askedConsent(opened.letter, reading.reportersCase) : null
  return { ...head, text, asks, ...filesOf(opened), trust: 'sound' }
}

/** Whether an officer of the case's office signed, who was let in. */
function isOfOffice(
  { letter, signedBy }: OpenedWords,
  { known, admission }: Reading & { readonly admission: KnownAdmission },
): boolean {
  return typeof authorIn(admission, known, signedBy ?? '', letter) !== 'string'
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
