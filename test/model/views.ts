import { foreignIn, type OpenedWords } from '#crypto/open.ts'
import type { LetterOpening } from '#crypto/reporter-admission.ts'
import { reportersLetters } from '#crypto/reporter-admission.ts'
import { judgeLetters, sealingRefusal } from '#crypto/reporter-judgment.ts'
import { endOfWriting } from '#desk/key-worker/ends-writing.ts'
import { judgeCase } from '#desk/key-worker/judge-case.ts'
import { previousHashes } from '#desk/key-worker/letter-order.ts'
import type { ReadCase } from '#desk/key-worker/protocol.ts'
import { type DecryptedLetter, judgedLetter } from '#desk/key-worker/read-letter.ts'
import { ConsentAnswer } from '#domain/case/consent.ts'
import type { Fingerprint } from '#domain/case/ids.ts'
import type { Direction, Kind } from '#domain/case/message.ts'
import type { Roster } from '#domain/case/roster.ts'
import type { ReportersCase } from '#ports.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { type ChannelV1, fromChannelV1 } from '#wire/v1.ts'
import { CASE, type Message } from './messages.ts'
import { dayAt, keyOf, OFFICERS, type Person, ROOT } from './people.ts'

/** A row as the server serves it: a message, and what the row says of it. */
export interface Row {
  readonly message: Message
  readonly id: string
  readonly dir: Direction
  readonly seq: number
  readonly kind: Kind
  readonly on: number
}

/** Everything that the server serves at once, apart from rows, in fields that it may choose. */
export interface Serving {
  readonly rows: readonly Row[]
  readonly channel: ChannelV1
  readonly listed: readonly Person[]
  readonly certificateOf: Person
  readonly received: number
  readonly due: number
  readonly rosters: readonly Roster[]
  /** Of letters whose rows may be missing: what the database says she answered. */
  readonly consents: readonly Message[]
}

export function rowOf(message: Message): Row {
  const { id, dir, seq, kind, day } = message
  return { message, id, dir, seq, kind, on: day }
}

const NAME = 'name:'
/** Stands for the salted hash of a name. */
export const nameHash = (text: string) => `${NAME}${text}`.padEnd(43, '_')

/** What decryption and verification tell of a row, without decryption and verification. */
function opened(row: Row, prev: string | null, signers: readonly Fingerprint[]): OpenedWords {
  const { letter, signedBy } = row.message
  const isKnown = signedBy !== null && signers.includes(signedBy)
  const { id: msg, seq, dir } = row
  return {
    letter,
    foreign: foreignIn(letter, { case: CASE, msg, seq, dir, prev }),
    signature: signedBy === null ? 'none' : isKnown ? 'good' : 'unknown_signer',
    signedBy: isKnown ? signedBy : null,
  }
}

function signersIn(rosters: readonly Roster[]): readonly Fingerprint[] {
  return rosters.flatMap((one) => [...one.officers, ...one.custodians].map((is) => is.fingerprint))
}

function published(rosters: readonly Roster[]) {
  return { rosters, heads: rosters.map(({ hash }) => hash), root: ROOT }
}

export function wireCaseOf(served: Serving, reader: Person): WireCase {
  const { rows, channel, listed, received, due, certificateOf } = served
  const letters = rows.map(
    ({ message, ...row }): WireLetter => ({
      ...{ id: row.id, dir: row.dir, seq: row.seq, kind: row.kind, on: dayAt(row.on) },
      data: message.hash,
      key: message.sealedTo.includes(reader) ? '' : null,
      half: null,
      sealedTo: [],
    }),
  )
  return {
    ...{ id: CASE, office: 'ethics', door: channel, letters, reporterCertificate: certificateOf },
    ...{ receivedOn: dayAt(received), dueOn: dayAt(due), hoursLeft: null, respondedOn: null },
    events: [],
    readers: listed.map((one) => ({ id: OFFICERS[one]?.id ?? '', label: one, you: false })),
    consents: served.consents.flatMap(({ letter, day }) => {
      const form = ConsentAnswer.safeParse(letter.form).data
      return form === undefined ? [] : [{ ...form, on: dayAt(day) }]
    }),
  } as Partial<WireCase> as WireCase
}

/** What an officer's machine says of what it is served. */
export function readAtDesk(served: Serving, reader: Person, isWhole = true): ReadCase {
  const { rows, rosters, certificateOf } = served
  const wireCase = wireCaseOf(served, reader)
  const hashes = rows.map(({ message }) => message.hash)
  const before = previousHashes(wireCase.letters, hashes)
  const letters = rows.map((row, at): DecryptedLetter => {
    const wireLetter = wireCase.letters[at] as WireLetter
    if (wireLetter.key === null) {
      return { wireLetter, letter: null, trouble: 'not_for_you', signed: false, signedBy: null }
    }
    const signers = row.dir === 'r>o' ? [keyOf(certificateOf)] : signersIn(rosters)
    return judgedLetter(opened(row, before[at] ?? null, signers), wireCase, wireLetter)
  })
  const nameHashes = letters.map(({ letter, wireLetter }) =>
    letter !== null && wireLetter.kind === 'identity' ? nameHash(letter.text) : null,
  )
  const by = { hashes, nameHashes, caseKey: keyOf(certificateOf) }
  return judgeCase(wireCase, letters, by, { ...published(rosters), isWhole })
}

/** Whether an officer's machine seals an answer into what it is served. */
export function wouldSeal({ troubles }: Pick<ReadCase, 'troubles'>): boolean {
  return endOfWriting(troubles, 'answer') === null
}

function reportersCaseOf({ rows, channel }: Serving): ReportersCase {
  const isCard = channel === 'card'
  return {
    ...{ id: CASE, office: 'ethics' },
    ...(!isCard && { channel: fromChannelV1(channel) }),
    letters: rows.map(({ message, id, dir, seq, kind, on }) => ({
      head: { id, dir, seq, kind, on: dayAt(on) },
      data: new Uint8Array(),
      key: message.sealedTo.includes('R') ? new Uint8Array() : null,
    })),
  } as unknown as ReportersCase
}

function openings(served: Serving): readonly LetterOpening[] {
  const { letters } = reportersCaseOf(served)
  return served.rows.map((row, at) => {
    const before = served.rows.find((one) => one.dir === row.dir && one.seq === row.seq - 1)
    const signers = row.dir === 'r>o' ? [keyOf('R')] : signersIn(served.rosters)
    const letter = letters[at] as LetterOpening['letter']
    const prev = before?.message.hash ?? null
    return { letter, words: letter.key === null ? null : opened(row, prev, signers) }
  })
}

const hashesIn = ({ rows }: Serving) => rows.map(({ message }) => message.hash)

/** What the reporter's page says of each letter that it is served. */
export function readOnPage(served: Serving): ReturnType<typeof judgeLetters> {
  const known = { ...published(served.rosters), fault: null }
  return judgeLetters(openings(served), hashesIn(served), reportersCaseOf(served), known)
}

/** Whether the reporter's page seals to those whom it is served as readers. */
export function wouldSealTo(served: Serving): boolean {
  const known = { ...published(served.rosters), fault: null }
  const letters = reportersLetters(openings(served), hashesIn(served))
  const officers = served.listed.flatMap((one) => OFFICERS[one] ?? [])
  return sealingRefusal(letters, reportersCaseOf(served), known, officers) === null
}
