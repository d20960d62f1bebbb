import * as z from 'zod'
import { commitments } from '#crypto/commitments.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { type Admission, authorIn, isAdmittedKey, isAdmittedReader } from '#domain/case/admitted.ts'
import type { CaseLetter } from '#domain/case/first-letter.ts'
import { type HistoryTrouble, historyTroubles } from '#domain/case/history.ts'
import { ID_SHAPE, type OfficerId } from '#domain/case/ids.ts'
import { isLeftOut, type LeftOut } from '#domain/case/left-out.ts'
import type { RosterPeople } from '#domain/case/roster.ts'
import { isAnonymousChannel } from '#domain/concern/channel.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { WireCase } from '#wire/desk.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import type { DecryptedLetter } from './read-letter.ts'

/** All rosters, and the root that signed them. */
export type CaseRosters = RosterPeople & Pick<RosterHistory, 'root' | 'isWhole'>

/** A letter, with the label of the officer who signed it. */
export type AuthoredLetter = DecryptedLetter & { readonly author: string | null }

/** Letters as the rules about a case take them. */
export function lettersOfCase(
  opened: readonly DecryptedLetter[],
  hashes: readonly string[],
  nameHashes: readonly (string | null)[],
): readonly CaseLetter[] {
  return opened.map(({ wireLetter, letter, trouble, signed, signedBy }, at) => {
    const { id, dir, seq, kind } = wireLetter
    const writer = letter === null || !signed ? null : signedBy
    const [hash, nameHash] = [hashes[at] ?? '', nameHashes[at] ?? null]
    return {
      id,
      dir,
      seq,
      kind,
      hash,
      letter,
      signedBy: writer,
      isSound: trouble === null,
      nameHash,
    }
  })
}

const SaltedForm = z.object({ salt: z.string().regex(ID_SHAPE) })

/** The hash to which a first letter commits a name, of a letter with one that is open; else `null`. */
export async function nameHashOf({ wireLetter, letter }: DecryptedLetter): Promise<string | null> {
  if (wireLetter.kind !== 'identity' || letter === null) return null
  const salt = SaltedForm.safeParse(letter.form).data?.salt
  return salt === undefined ? null : commitments.name(salt, new Confidential(letter.text))
}

/** The officer who signed a letter of the office, by the rosters of its day, or why that is no author of this case. */
export function authored(
  decrypted: DecryptedLetter,
  admission: Admission | null,
  history: CaseRosters,
): AuthoredLetter {
  const { wireLetter, letter, trouble, signedBy } = decrypted
  if (wireLetter.dir === 'r>o' || trouble !== null || letter === null || signedBy === null) {
    return { ...decrypted, author: null }
  }
  const author = authorIn(admission, history, signedBy, letter)
  return typeof author === 'string'
    ? { ...decrypted, trouble: author, author: null }
    : { ...decrypted, author: author.label }
}

/** Faults that messages of version 2 show of each other, by the id of the letter. */
export function troublesOfHistory(
  wireCase: WireCase,
  opened: readonly CaseLetter[],
  admission: Admission | null,
  history: CaseRosters,
  leftOut: LeftOut | null,
): ReadonlyMap<string, HistoryTrouble> {
  const { letters, door } = wireCase
  const messages = opened.map((one, at) => ({ ...one, on: letters[at]?.on ?? '' }))
  const due = firstDue(wireCase)
  return historyTroubles({
    ...history,
    messages,
    channel: door,
    ...(due !== null && { due }),
    isDelayed: isAnonymousChannel(fromChannelV1(door)),
    mayRead:
      admission &&
      ((fingerprint, letter) =>
        isAdmittedKey(admission, history, fingerprint) &&
        !isLeftOut(leftOut, { fingerprint, letter })),
  })
}

/** Acts that move the first due day. */
const MOVING: readonly string[] = ['corrected', 'asked', 'consent_asked']

/** The first due day while nothing moved it; `null` afterwards, and for a deadline in hours. */
function firstDue({ dueOn, respondedOn, hoursLeft, events }: WireCase): string | null {
  const isMoved = respondedOn !== null || hoursLeft !== null
  return isMoved || events.some(({ act }) => MOVING.includes(act)) ? null : dueOn
}

/** Labels of the readers that the server lists and nobody let in (T-139). */
export function ghostsIn(
  { readers, office }: Pick<WireCase, 'readers' | 'office'>,
  admission: Admission | null,
  history: CaseRosters,
  leftOut: LeftOut | null,
): readonly string[] {
  if (admission === null) return []
  const everybody = history.rosters.flatMap(({ officers }) => officers)
  return readers
    .map((reader) => ({ id: reader.id as OfficerId, office }))
    .filter((one) => !isAdmittedReader(admission, history, one) || isLeftOut(leftOut, one))
    .map(({ id }) => everybody.findLast((one) => one.id === id)?.label ?? id)
}
