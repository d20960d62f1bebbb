import { isBasePublished } from '#domain/case/admitted.ts'
import { ConsentAnswer } from '#domain/case/consent.ts'
import { type Day, daysBetween } from '#domain/case/day.ts'
import { isDisclosed } from '#domain/case/disclosed-name.ts'
import { type CaseLetter, firstLetterOf } from '#domain/case/first-letter.ts'
import { actTroubles, type CaseAct } from '#domain/case/history-acts.ts'
import { isLabelReplaced } from '#domain/case/label.ts'
import type { LeftOut } from '#domain/case/left-out.ts'
import { ConcernForm, type OpenedMessage } from '#domain/case/message.ts'
import { agreedOffices, provenAnswers } from '#domain/case/proven-consent.ts'
import { isAnonymousChannel } from '#domain/concern/channel.ts'
import type { WireCase, WireLetter } from '#wire/desk.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import {
  authored,
  type CaseRosters,
  ghostsIn,
  lettersOfCase,
  troublesOfHistory,
} from './admission.ts'
import { lastName } from './last-name.ts'
import { orderTroubles } from './letter-order.ts'
import type { CaseTrouble, LetterTrouble, ReadCase } from './protocol.ts'
import { readConsents } from './read-consents.ts'
import { filesOf, listed } from './read-files.ts'
import type { DecryptedLetter } from './read-letter.ts'

/** What is computed of a case before it is judged: hashes, and keys. */
export interface CaseHashes {
  /** Hash of the data packet of each letter. */
  readonly hashes: readonly string[]
  /** For each letter the hash to which a first letter would commit its name; `null` where it is no opened name. */
  readonly nameHashes: readonly (string | null)[]
  /** Fingerprint of the person's certificate, as the database has it; `null` where it is none. */
  readonly caseKey: string | null
  /** Events with their signatures; absent where none is signed. */
  readonly acts?: readonly CaseAct[]
  /** Whom the person kept out since, by her newest letter. */
  readonly leftOut?: LeftOut | null
  /** Hash of the label that is served; absent where none is. */
  readonly label?: string | undefined
}

/** Judges an opened case: no keys, no bytes and no time, so that a model can ask it about every history. */
export function judgeCase(
  wireCase: WireCase,
  opened: readonly DecryptedLetter[],
  { hashes, nameHashes, caseKey, acts = [], leftOut = null, label }: CaseHashes,
  history: CaseRosters,
): ReadCase {
  const shown = opened.find(isFirst)
  const form = ConcernForm.safeParse(shown?.letter?.form).data ?? null
  const keyHolds = form !== null && caseKey === form.reporter
  const troubles: CaseTrouble[] = [...orderTroubles(wireCase.letters)]
  const own = opened.map((each) => ({
    ...each,
    trouble: stranger(wireCase, each, form, keyHolds),
  }))
  const inOrder = lettersOfCase(own, hashes, nameHashes)
  const first = firstLetterOf(inOrder)
  if (form === null) troubles.push('first_missing')
  else if (typeof first === 'string') troubles.push(first)
  if (form !== null && !keyHolds) troubles.push('key_changed')
  if (shown?.letter != null && !receivedOn(wireCase, shown.letter.day))
    troubles.push('received_moved')
  if (typeof first !== 'string' && isLabelReplaced(first.letter, label))
    troubles.push('label_replaced')
  const began =
    typeof first === 'string' || form === null ? null : { offices: [first.letter.office], form }
  const answers = began === null ? [] : provenAnswers(inOrder, began, history)
  const admission = began && { ...began, offices: [...began.offices, ...agreedOffices(answers)] }
  const inHistory = troublesOfHistory(wireCase, inOrder, admission, history, leftOut)
  const isDisclosureProven = ({ wireLetter, disclosed }: DecryptedLetter) =>
    disclosed === undefined ||
    isDisclosed(
      { ...disclosed, case: wireCase.id, message: wireLetter.id, office: wireCase.office, acts },
      history,
      admission,
    )
  const judged = own
    .map((each) => authored(each, admission, history))
    .map((each) => ({
      ...each,
      trouble: each.trouble ?? inHistory.get(each.wireLetter.id) ?? null,
    }))
    .map((each) => (isDisclosureProven(each) ? each : withheld(each)))
  const isBaseKnown = admission === null || isBasePublished(admission, history)
  if (!isBaseKnown) troubles.push('list_missing')
  const ghosts = isBaseKnown ? ghostsIn(wireCase, admission, history, leftOut) : []
  if (ghosts.length > 0) troubles.push('ghost_reader')
  const { id, door } = wireCase
  const isOnPage = isAnonymousChannel(fromChannelV1(door))
  const ofCase = {
    ...{ case: id, root: history.root, isOnPage, acts, letters: inOrder },
    began: typeof first === 'string' ? null : first.letter.day,
    rosters: history.rosters,
  }
  if (form !== null) troubles.push(...actTroubles({ ...ofCase, caseKey: form.reporter }))
  if (!history.isWhole) troubles.push('lists_broken')
  const byNumber = judged.toSorted((one, other) => one.wireLetter.seq - other.wireLetter.seq)
  const { isDoubtful, ...name } = lastName(wireCase, byNumber, inOrder)
  if (isDoubtful) troubles.push('name_doubtful')
  return {
    letters: judged.map(({ wireLetter, letter, trouble, author }) => ({
      id: wireLetter.id,
      words: letter?.text ?? null,
      lang: letter?.lang ?? null,
      trouble,
      author,
      agreed: ConsentAnswer.safeParse(letter?.form).data?.agreed ?? null,
      files: listed(filesOf(letter)),
    })),
    form,
    ...name,
    lang: shown?.letter?.lang ?? null,
    troubles,
    ghosts,
    newest: newestOpened(byNumber, inOrder),
    signedUntil: signedUntil(judged),
    // With a replaced reporter key, signatures prove nothing: consents become unproved.
    consents: readConsents(
      wireCase,
      judged.filter(({ trouble }) => trouble === null),
      keyHolds ? answers : [],
    ),
  }
}

/** A name of which nothing proves that a custodian released it: it is not shown. */
function withheld<Letter extends DecryptedLetter>(letter: Letter): Letter {
  return { ...letter, letter: null, trouble: letter.trouble ?? 'disclosure_unproven' }
}

/** Newest message of the reporter, if it was decrypted. A confidential name, which needs a custodian, counts as such. */
function newestOpened(
  byNumber: readonly DecryptedLetter[],
  letters: readonly CaseLetter[],
): OpenedMessage | null {
  const newest = byNumber.findLast(({ wireLetter }) => wireLetter.dir === 'r>o')
  if (newest === undefined || (newest.letter === null && !isLocked(newest))) return null
  const { id, dir, seq } = newest.wireLetter
  const own = letters.findLast((one) => one.dir === dir && one.id === id && one.seq === seq)
  return { seq, hash: own?.hash ?? '' }
}

function isLocked({ trouble }: DecryptedLetter): boolean {
  return trouble === 'half' || trouble === 'disclosure_unproven'
}

function signedUntil(judged: readonly DecryptedLetter[]): string | null {
  const days = judged
    .filter(({ wireLetter, trouble }) => wireLetter.dir !== 'r>o' && trouble === null)
    .map(({ letter }) => letter?.day ?? '')
  return days.toSorted().at(-1) || null
}

function isFirst({ wireLetter, letter }: DecryptedLetter): boolean {
  return (
    wireLetter.kind === 'concern' &&
    wireLetter.dir === 'r>o' &&
    wireLetter.seq === 1 &&
    letter !== null
  )
}

/**
 * Whether the day of receipt, from which the deadline counts, is the one inside the first letter. From the page both
 * are equal; on a channel of the server, around midnight, they may differ by a day.
 */
function receivedOn({ door, receivedOn: day }: WireCase, inside: string): boolean {
  const apart = Math.abs(daysBetween(day as Day, inside as Day))
  return apart <= (isAnonymousChannel(fromChannelV1(door)) ? 0 : 1)
}

/** Fault `stranger` for a later letter without a signature, or with a replaced reporter key; else the fault it has. */
function stranger(
  wireCase: WireCase,
  { wireLetter, trouble, signed }: DecryptedLetter,
  form: ConcernForm | null,
  keyHolds: boolean,
): LetterTrouble | null {
  const signedByReporter =
    wireLetter.dir === 'r>o' &&
    wireLetter.kind !== 'concern' &&
    !begunWith(wireCase, wireLetter, form)
  return trouble === null && signedByReporter && !(signed && keyHolds) ? 'stranger' : trouble
}

/** Whether the account, on the card channel, states that a name was sealed with it. */
function begunWith(
  { door }: WireCase,
  { kind, seq }: WireLetter,
  form: ConcernForm | null,
): boolean {
  const isNamed = form !== null && form.identity !== 'not_told'
  return door === 'card' && kind === 'identity' && seq === 2 && isNamed
}
