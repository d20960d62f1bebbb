import type { KnownAdmission } from '#domain/case/admitted.ts'
import { type CaseLetter, type FirstFault, firstLetterOf } from '#domain/case/first-letter.ts'
import { ConcernForm } from '#domain/case/message.ts'
import { agreedOffices, provenAnswers } from '#domain/case/proven-consent.ts'
import type { RosterPeople } from '#domain/case/roster.ts'
import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { ReportersCase, ReportersLetter } from '#ports.ts'
import { fromChannelV1 } from '#wire/v1.ts'
import type { OpenedWords } from './open.ts'

/** `null` for what does not open, or was never sealed to her. */
export interface LetterOpening {
  readonly letter: ReportersLetter
  readonly words: OpenedWords | null
}

/** Letters as the rules about a case take them. */
export function reportersLetters(
  opened: readonly LetterOpening[],
  hashes: readonly string[],
): readonly CaseLetter[] {
  return opened.map(({ letter: { head }, words }, at) => {
    const { id, dir, seq, kind } = head
    const isElsewhere = words?.foreign.some((field) => field !== 'seq' && field !== 'prev')
    const signedBy = isElsewhere === false ? (words?.signedBy ?? null) : null
    const isGood = signedBy !== null && words?.signature === 'good'
    const isSound = isGood && words.foreign.length === 0 && words.letter.typ === kind
    const letter = words?.letter ?? null
    return { id, dir, seq, kind, hash: hashes[at] ?? '', letter, signedBy, isSound }
  })
}

/**
 * Who was let in, by her own letters. On the card channel her first letter is not sealed to her: then nothing of it is
 * known, and the office is the one the case is at.
 */
export function admissionIn(
  letters: readonly CaseLetter[],
  reportersCase: ReportersCase,
  people: RosterPeople,
): KnownAdmission | FirstFault {
  const first = beganWith(letters, reportersCase)
  if (typeof first === 'string') return first
  const agreed = agreedOffices(provenAnswers(letters, first, people))
  return { ...first, offices: [...first.offices, ...agreed] }
}

function beganWith(
  letters: readonly CaseLetter[],
  reportersCase: ReportersCase,
): KnownAdmission | FirstFault {
  if (!isFirstSealedToReporter(letters, reportersCase)) {
    return { offices: [reportersCase.office], form: null }
  }
  const first = firstLetterOf(letters)
  if (typeof first === 'string') return first
  const form = ConcernForm.safeParse(first.letter.form).data
  return form === undefined ? 'first_missing' : { offices: [first.letter.office], form }
}

/**
 * Whether she can open her first letter: it was sealed on her device. The server says how a case came; what an officer
 * signed of it is believed before that.
 */
function isFirstSealedToReporter(
  letters: readonly CaseLetter[],
  { channel, ...of }: ReportersCase,
): boolean {
  if (channel !== undefined && isSealedOnDevice({ channel })) return true
  const first = of.letters.find(({ head }) => head.dir === 'r>o' && head.seq === 1)
  if (first !== undefined && first.key !== null) return true
  return letters.some(
    ({ isSound, letter }) =>
      isSound &&
      letter?.v === 2 &&
      isSealedOnDevice({ channel: fromChannelV1(letter.channel as never) }),
  )
}
