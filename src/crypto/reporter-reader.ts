import { systemClock } from '#clock.ts'
import { AttachmentLines } from '#domain/case/attachment.ts'
import { ConsentAnswer } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
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
import { leftOutBy } from './left-out.ts'
import { type OpenedWords, openLetter } from './open.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { type LetterOpening, reportersLetters } from './reporter-admission.ts'
import { judgeLetters, type LetterTrust, sealingRefusal } from './reporter-judgment.ts'
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
      const [opened, hashes] = await Promise.all([openAll(by), hashesOf(reportersCase)])
      const leftOut = await leftOutBy(reportersLetters(opened, hashes), by.known)
      const trusts = judgeLetters(opened, hashes, reportersCase, by.known, leftOut)
      return Promise.all(opened.map((one, at) => shown(one, trusts[at] ?? NO_TRUST, by)))
    },

    async refusal(key, reportersCase, officers) {
      const by = await reading(key, reportersCase)
      const [opened, hashes] = await Promise.all([openAll(by), hashesOf(reportersCase)])
      const letters = reportersLetters(opened, hashes)
      const leftOut = await leftOutBy(letters, by.known)
      return sealingRefusal(letters, reportersCase, by.known, officers, leftOut)
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

const NO_TRUST: LetterTrust = { own: 'doubtful', trust: 'doubtful' }

function openAll(by: Reading): Promise<readonly LetterOpening[]> {
  return Promise.all(
    by.reportersCase.letters.map(async (letter) => ({ letter, words: await openOne(letter, by) })),
  )
}

function hashesOf({ letters }: ReportersCase): Promise<readonly string[]> {
  return Promise.all(letters.map(({ data }) => sealer.hash(data)))
}

async function shown(
  { letter: sealedLetter, words }: LetterOpening,
  { own, trust }: LetterTrust,
  { reportersCase, saw }: Reading,
): Promise<OpenedLetter> {
  const { id, kind, dir, on } = sealedLetter.head
  const text =
    words === null || sealedLetter.key === null ? null : new Confidential(words.letter.text)
  const letter = { id, kind, dir, on, asks: null, text, trust }
  if (words === null || own !== 'sound') return letter
  if (dir === 'o>r') saw(words.letter.day as Day)
  const isAsking = dir === 'o>r' && kind === 'consent' && trust === 'sound'
  const asks = isAsking ? await askedConsent(words.letter, reportersCase) : null
  return { ...letter, asks, ...answerIn(words, dir), ...filesOf(words) }
}

/** The answer to a request, in a letter of the person that is proven. */
function answerIn({ letter }: OpenedWords, dir: OpenedLetter['dir']): Pick<OpenedLetter, 'answer'> {
  const answer = ConsentAnswer.safeParse(letter.form).data
  return dir === 'r>o' && letter.typ === 'consent' && answer !== undefined ? { answer } : {}
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
