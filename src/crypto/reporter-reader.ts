import { systemClock } from '#clock.ts'
import { AttachmentLines } from '#domain/case/attachment.ts'
import type { Day } from '#domain/case/day.ts'
import { DOUBTS, type Doubt } from '#domain/case/message.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'
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
import { sealer } from './seal.ts'

/** Signers a reporter accepts: the officers of the signed roster. */
type Signers = () => Promise<readonly { readonly certificate: string }[]>

/**
 * Opens letters sealed to a reporter and verifies them: an answer is valid only when an officer of the roster signed
 * it (T-27) and its position matches (T-25, T-26).
 * @param saw is called with each day that an officer signed
 */
export function reporterReader(
  certificatesOfOfficers: Signers,
  latest: () => Date = systemClock.now,
  saw: (day: Day) => void = () => undefined,
): ReporterReader {
  return {
    async read(key, reportersCase) {
      const officers = (await certificatesOfOfficers()).map(({ certificate }) => certificate)
      return Promise.all(
        reportersCase.letters.map((letter) =>
          readOne(letter, { key, reportersCase, officers, now: latest(), saw }),
        ),
      )
    },
  }
}

interface Reading {
  readonly key: ReporterKey
  readonly reportersCase: ReportersCase
  readonly officers: readonly string[]
  readonly now: Date
  readonly saw: (day: Day) => void
}

async function readOne(sealedLetter: ReportersLetter, reading: Reading): Promise<OpenedLetter> {
  const { id, kind, dir, on } = sealedLetter.head
  const head = { id, kind, dir, on, asks: null }
  if (sealedLetter.key === null) return { ...head, text: null, trust: 'not_sealed_to_you' }
  try {
    const opened = await openOne(sealedLetter, sealedLetter.key, reading)
    const inPlace = opened.foreign.length === 0 && opened.letter.typ === kind
    const text = new Confidential(opened.letter.text)
    if (!inPlace) return { ...head, text, trust: 'doubtful' }
    if (opened.signature !== 'good') return { ...head, text, trust: doubtOf(opened, dir) }
    if (dir === 'o>r') reading.saw(opened.letter.day as Day)
    const asking = dir === 'o>r' && kind === 'consent'
    const asks = asking ? await askedConsent(opened.letter, reading.reportersCase) : null
    return { ...head, text, asks, ...filesOf(opened), trust: 'sound' }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ENVELOPE_BROKEN') throw error
    return { ...head, text: null, trust: 'doubtful' }
  }
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
  key: Uint8Array,
  { key: reporterKey, reportersCase, officers, now }: Reading,
): Promise<OpenedWords> {
  const { id: msg, seq, dir } = sealedLetter.head
  const before = reportersCase.letters.find(
    (each) => each.head.dir === dir && each.head.seq === seq - 1,
  )
  const prev = before === undefined ? null : await sealer.hash(before.data)
  return openLetter({
    data: sealedLetter.data,
    key,
    privateKey: reporterKey as PrivateKeyHandle,
    expect: { case: reportersCase.id, msg, seq, dir, prev },
    verify: dir === 'r>o' ? [reporterKey.certificate] : officers,
    now,
  })
}
