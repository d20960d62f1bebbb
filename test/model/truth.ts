import type { judgeLetters } from '#crypto/reporter-judgment.ts'
import type { ReadCase } from '#desk/key-worker/protocol.ts'
import { ConsentAnswer } from '#domain/case/consent.ts'
import { type Message, messageAt } from './messages.ts'
import { dayAt, labelOf, type Person, type Publication, ROOT } from './people.ts'
import type { Row, Serving } from './views.ts'

/*
 * What may never be shown without a trouble. It asks who really wrote what, when, for whom, and knowing what; never the
 * rules that it judges.
 */

export interface Facts {
  readonly publication: Publication
  /** Day on which the second roster was published. */
  readonly publishedOn: number | null
  readonly due: number
}

/** Letters as somebody is shown them, whoever reads. */
interface ShownLetters {
  readonly rows: readonly Row[]
  /** Whether this row is shown as sound, and opens. */
  readonly isSound: (at: number) => boolean
  readonly isOpen: (at: number) => boolean
  /** Whether anything at all is shown as faulty. */
  readonly isTroubled: boolean
  /** Directions that this reader is shown. */
  readonly dirs: readonly Message['dir'][]
}

/** Days by which days may differ: zones, and the hour of the release. */
const ZONES = 1

export function wrongAtDesk(served: Serving, read: ReadCase, facts: Facts): string | null {
  const { rows, channel } = served
  const isTroubled = read.troubles.length > 0 || read.letters.some((one) => one.trouble !== null)
  const shown: ShownLetters = {
    rows,
    isSound: (at) => read.letters[at]?.trouble === null,
    isOpen: (at) => read.letters[at]?.words !== null,
    isTroubled,
    dirs: ['r>o', 'o>r', 'o>o'],
  }
  for (const [at, { message }] of rows.entries()) {
    if (!shown.isSound(at)) continue
    const { by, dir } = message
    if (dir !== 'r>o' && read.letters[at]?.author !== labelOf(by as Person)) return 'author shown'
    const isProven = read.troubles.length === 0
    if (dir === 'r>o' && by !== 'R' && by !== 'server' && isProven) return 'author of hers'
    if (dir !== 'r>o' && isProven && !mayWrite(message, served, facts)) return 'author let in'
  }
  return (
    wrongReaders(shown) ??
    wrongList(shown, served) ??
    wrongOrder(shown, served.rosters, channel === 'page') ??
    wrongRows(shown) ??
    wrongCase(shown, served, facts) ??
    wrongConsent(read, rows) ??
    wrongName(read, rows)
  )
}

export function wrongOnPage(
  served: Serving,
  read: ReturnType<typeof judgeLetters>,
  facts: Facts,
): string | null {
  const { rows, channel } = served
  const isQuiet = ({ trust }: (typeof read)[number]) =>
    trust === 'sound' || trust === 'not_sealed_to_you'
  const shown: ShownLetters = {
    rows,
    isSound: (at) => read[at]?.trust === 'sound',
    isOpen: (at) => read[at]?.trust !== 'not_sealed_to_you',
    isTroubled: !read.every(isQuiet),
    dirs: ['r>o', 'o>r'],
  }
  // On a card she cannot open her first letter: whom she kept out, she is not shown.
  const isCard = channel === 'card'
  for (const [at, { message }] of rows.entries()) {
    if (!shown.isSound(at)) continue
    if (message.dir === 'r>o' && message.by !== 'R') return 'author of hers'
    const isExempt = isCard && 'KN'.includes(message.by)
    if (message.dir !== 'r>o' && !isExempt && !mayWrite(message, served, facts))
      return 'author let in'
  }
  return (
    (isCard ? null : wrongReaders(shown)) ??
    wrongOrder(shown, served.rosters, true) ??
    wrongRows(shown)
  )
}

/** Whether a person agreed, by the letters that are served and what they name, that an office reads. */
function isPassed(rows: readonly Row[]): boolean {
  const all = [...rows.map(({ message }) => message), ...namedBy(rows)]
  return lastAnswers(rows).some(({ request, agreed, office }) => {
    const asked = all.find(({ id }) => id === request)
    return agreed && office === 'hr' && asked !== undefined && 'AB'.includes(asked.by)
  })
}

/** Letters that are signed with a key of the lists or with hers, in rows that are theirs. */
function provingIn(rows: readonly Row[]): readonly Message[] {
  return rows.flatMap(({ message, dir, seq, kind }) => {
    const isItsRow = dir === message.dir && seq === message.seq && kind === message.kind
    return message.signedBy !== null && message.by !== 'S' && isItsRow ? [message] : []
  })
}

/** What those name, and what that names. */
function namedBy(rows: readonly Row[]): readonly Message[] {
  return provingIn(rows)
    .flatMap(({ past }) => past)
    .map(messageAt)
}

function lastAnswers(rows: readonly Row[]) {
  const all = new Set([...rows.map(({ message }) => message), ...namedBy(rows)])
  const answers = [...all]
    .filter(({ by, kind }) => by === 'R' && kind === 'consent')
    .toSorted((one, other) => one.seq - other.seq)
    .flatMap(({ letter, seq }) => {
      const form = ConsentAnswer.safeParse(letter.form).data
      return form === undefined ? [] : [{ ...form, seq }]
    })
  const requests = new Set(answers.map(({ request }) => request))
  return [...requests].flatMap(
    (request) => answers.findLast((one) => one.request === request) ?? [],
  )
}

function mayWrite(message: Message, served: Serving, facts: Facts): boolean {
  const { by } = message
  if (by === 'X') return isPassed(served.rows)
  if (by === 'B') return !isLeft(message, served, facts)
  return by === 'A'
}

/** Whether B had left when B wrote; dated back behind what nothing follows, it cannot be told. */
function isLeft(
  { written, day, past, dir, seq }: Message,
  { rows, rosters }: Serving,
  { publication, publishedOn }: Facts,
): boolean {
  if (publication !== 'change' || publishedOn === null || written <= publishedOn + ZONES)
    return false
  // While the roster before lives, whoever is served nothing newer cannot know.
  if (rosters.length === 1 && dayAt(day - ZONES) <= (rosters[0]?.expires ?? '')) return false
  const before = rows
    .filter((row) => row.dir === dir && row.seq < seq)
    .map(({ message }) => message)
  const isLater = [...before, ...past.map(messageAt)].some((one) => one.day > day + ZONES)
  return isLater || day > publishedOn + ZONES
}

/** A letter without a trouble that is sealed to somebody whom nobody let in. */
function wrongReaders({ rows, isSound, isTroubled }: ShownLetters): string | null {
  const first = rows.find(({ dir, seq }) => dir === 'r>o' && seq === 1)?.message.letter
  const allowed = isPassed(rows) ? 'ABX' : 'AB'
  for (const [at, { message }] of rows.entries()) {
    // Of version 1 nothing says to whom it is sealed; but then it says so in a case of version 2.
    if (message.letter.v === 1 && first?.v === 1) continue
    const officers = message.sealedTo.filter((one) => one !== 'R')
    const isGhost = officers.some((one) => !allowed.includes(one))
    if (isGhost && isSound(at) && !isTroubled) return 'reader in the seal'
  }
  return null
}

/** A reader by the database whom nobody let in. */
function wrongList({ rows, isTroubled }: ShownLetters, { listed }: Serving): string | null {
  return isTroubled || ghostsOf(listed, rows).length === 0 ? null : 'reader listed'
}

/**
 * Listed readers whom nobody let in. On a card nobody signs the first letter: another one in its place lets in whom it
 * likes, until a signed letter that is served names the one that was exchanged.
 */
export function ghostsOf(listed: Serving['listed'], rows: readonly Row[]): Serving['listed'] {
  const all = [...rows.map(({ message }) => message), ...namedBy(rows)]
  const isBegun = all.some(({ dir, seq, text, kind, by }) => {
    return dir === 'r>o' && seq === 1 && kind === 'concern' && text === '' && by !== 'S'
  })
  const allowed = isPassed(rows) ? 'ABX' : 'AB'
  return isBegun ? listed.filter((one) => !allowed.includes(one)) : []
}

/** A history with a hole, in another order, of a writer who was shown another one; or by rosters kept back. */
function wrongOrder(
  shown: ShownLetters,
  rosters: Serving['rosters'],
  isDelayed: boolean,
): string | null {
  if (shown.isTroubled) return null
  const { rows, dirs, isOpen } = shown
  const indexes = rows.map(({ message }) => message.index)
  const open = indexes.filter((_, at) => isOpen(at))
  // What stands before a letter that a reader cannot open is known to him by its number alone.
  const slot = ({ dir, seq }: Message) => `${dir}${seq}`
  const closed = rows.filter((_, at) => !isOpen(at)).map(({ message }) => slot(message))
  const isThere = (one: number) => indexes.includes(one) || closed.includes(slot(messageAt(one)))
  if (new Set(open).size < open.length) return 'twice'
  for (const [at, { message }] of rows.entries()) {
    if (message.signedBy === null || !isOpen(at)) continue
    const past = message.past.filter((one) => dirs.includes(messageAt(one).dir))
    if (past.some((one) => !isThere(one))) return 'missing'
    if (past.some((one) => indexes.indexOf(one) > at)) return 'order'
    if (!message.isWhole) return 'written without'
    const later = rows.filter((_, place) => isOpen(place))
    if (isWithoutNewest(message, later, isDelayed)) return 'without newest'
    if (message.letter.v === 2) {
      const { directory } = message.letter
      const known = rosters.findIndex(({ hash }) => hash === directory)
      if (known < 0) return 'roster kept back'
      const next = rosters[known + 1]
      if (next !== undefined && dayAt(message.day - 35) > next.issued) return 'roster old'
      if (message.letter.root !== ROOT) return 'organisation'
    }
  }
  return null
}

/** An answer without a message that had been at the office for a day. */
function isWithoutNewest(
  { letter, dir, day, given }: Message,
  rows: readonly Row[],
  isDelayed: boolean,
): boolean {
  if (dir !== 'o>r' || letter.v === 1) return false
  const there = day - ZONES - (isDelayed ? 1 : 0)
  return rows.some(
    ({ message, dir: way }) =>
      way === 'r>o' &&
      message.dir === 'r>o' &&
      message.day <= there &&
      !given.includes(message.index),
  )
}

/** A row that says another number, kind or day than its message. */
function wrongRows({ rows, isSound, isTroubled, isOpen }: ShownLetters): string | null {
  for (const [at, { message, seq, kind, on }] of rows.entries()) {
    if (!isSound(at) || !isOpen(at) || isTroubled) continue
    if (seq !== message.seq || kind !== message.letter.typ) return 'row'
    if (message.letter.case !== 'C'.repeat(22)) return 'another case'
    if (Math.abs(on - message.day) > ZONES) return 'day'
  }
  return null
}

function wrongCase(
  { rows, isTroubled, isOpen }: ShownLetters,
  served: Serving,
  { due }: Facts,
): string | null {
  const at = rows.findIndex(({ dir, seq }) => dir === 'r>o' && seq === 1)
  const first = rows[at]?.message
  if (isTroubled || first === undefined || !isOpen(at)) return null
  if (served.certificateOf !== 'R' && first.text === '') return 'key'
  if (Math.abs(served.received - first.day) > ZONES) return 'received'
  if (first.letter.v === 1) return null
  if (first.letter.channel !== served.channel) return 'channel'
  return served.due === due ? null : 'due'
}

function wrongConsent({ consents }: ReadCase, rows: readonly Row[]): string | null {
  const last = lastAnswers(rows)
  for (const { request, standing, office } of consents) {
    if (standing !== 'agreed') continue
    const asked = rows.find(({ id }) => id === request)?.message
    if (asked === undefined || !'AB'.includes(asked.by)) return 'consent asked by'
    const answer = last.find((one) => one.request === request)
    if (answer === undefined || !answer.agreed || answer.office !== office) return 'consent'
    const served = rows.map(({ message }) => message.index)
    const isPartial = namedBy(rows).some(
      ({ dir, seq, index }) => dir === 'r>o' && seq > answer.seq && !served.includes(index),
    )
    if (isPartial) return 'consent of a part'
  }
  return null
}

/**
 * Another name than the person's, beside the account that is the person's; whatever else is faulty. A first letter of
 * version 1 commits to no name: then it shows once a signed letter names the one that was exchanged.
 */
function wrongName({ name, troubles }: ReadCase, rows: readonly Row[]): string | null {
  // With another key of the case nothing of hers counts, and that is said.
  if (name === null || name.startsWith('hers') || troubles.includes('key_changed')) return null
  const first = rows.find(({ dir, seq }) => dir === 'r>o' && seq === 1)?.message
  if (first?.text !== '') return null
  // Named itself, not by a letter that is kept back.
  const names = namedBy(rows).filter(({ kind, text }) => kind === 'identity' && text === 'hers')
  const isNamed = provingIn(rows).some((one) => names.some((other) => isNaming(one, other)))
  return first.letter.v === 2 || isNamed ? 'name' : null
}

function isNaming({ before, letter }: Message, { index, hash, dir }: Message): boolean {
  return before === index || (letter.v === 2 && letter.seen[dir]?.hash === hash)
}
