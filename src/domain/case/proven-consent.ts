import type { Office } from '../concern/office.ts'
import { authorIn, type KnownAdmission } from './admitted.ts'
import { ConsentAnswer, ConsentForm } from './consent.ts'
import { type CaseLetter, lettersNamedBy } from './first-letter.ts'
import type { RosterPeople } from './roster.ts'

/** An answer that the person signed, to a request that an author of the case signed. */
export interface ProvenAnswer extends ConsentAnswer {
  /** Id of the letter that answers. */
  readonly id: string
  /** Nothing that the person wrote since can be missing: a No that is kept back takes back no Yes. */
  readonly isLastKnown: boolean
}

/** Answers in the order of their numbers, in whatever order they are served. */
export function provenAnswers(
  letters: readonly CaseLetter[],
  admission: KnownAdmission,
  people: RosterPeople,
): readonly ProvenAnswer[] {
  const answers = letters
    .filter(({ dir, kind, isSound }) => dir === 'r>o' && kind === 'consent' && isSound)
    .toSorted((one, other) => one.seq - other.seq)
  const proven: ProvenAnswer[] = []
  for (const { id, seq, letter } of answers) {
    const answer = ConsentAnswer.safeParse(letter?.form).data
    const offices = [...admission.offices, ...agreedOffices(proven)]
    if (answer !== undefined && isAsked(answer, letters, { ...admission, offices }, people)) {
      proven.push({ ...answer, id, isLastKnown: isWholeSince(seq, letters) })
    }
  }
  return proven
}

/** Offices that the last answer to each request agreed to, in the order of the requests. */
export function agreedOffices(answers: readonly ProvenAnswer[]): readonly Office[] {
  const last = new Map(answers.map((answer) => [answer.request, answer]))
  return [...last.values()].flatMap(({ agreed, isLastKnown, office }) =>
    agreed && isLastKnown ? [office] : [],
  )
}

function isAsked(
  { request, office, hash }: ConsentAnswer,
  letters: readonly CaseLetter[],
  admission: KnownAdmission,
  people: RosterPeople,
): boolean {
  return letters.some(({ id, dir, kind, isSound, letter, signedBy }) => {
    const isRequest = id === request && dir === 'o>r' && kind === 'consent' && isSound
    if (!isRequest || letter === null || signedBy === null) return false
    const form = ConsentForm.safeParse(letter.form).data
    const isSame = form?.office === office && form.hash === hash
    return isSame && typeof authorIn(admission, people, signedBy, letter) !== 'string'
  })
}

/** Whether every letter of the person after a number is there and opens, or is of a kind that needs two to open. */
function isWholeSince(seq: number, letters: readonly CaseLetter[]): boolean {
  const own = letters.filter((one) => one.dir === 'r>o' && one.seq > seq)
  const isInOrder = own
    .toSorted((one, other) => one.seq - other.seq)
    .every((one, at) => one.seq === seq + 1 + at)
  const named = letters.filter(({ signedBy }) => signedBy !== null).flatMap(lettersNamedBy)
  return (
    isInOrder &&
    own.every(({ isSound, letter, kind }) => isSound || (letter === null && kind === 'identity')) &&
    named.every((one) => one.seq <= seq || own.some(({ hash }) => hash === one.hash))
  )
}
