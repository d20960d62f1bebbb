import { agreedOffices, type KnownAdmission } from '#domain/case/admitted.ts'
import { ConsentAnswer } from '#domain/case/consent.ts'
import { ConcernForm } from '#domain/case/message.ts'
import type { ReportersCase, ReportersLetter } from '#ports.ts'
import type { OpenedWords } from './open.ts'

/** `null` for what does not open, or was never sealed to her. */
export interface LetterOpening {
  readonly letter: ReportersLetter
  readonly words: OpenedWords | null
}

export function isFirstLetter({ head }: ReportersLetter): boolean {
  return head.dir === 'r>o' && head.seq === 1 && head.kind === 'concern'
}

/** Who was let in, by her own letters; where she cannot open the first, the office is the one the case is at. */
export function admissionIn(
  opened: readonly LetterOpening[],
  { office }: ReportersCase,
): KnownAdmission {
  const sound = opened.filter(
    ({ words }) => words?.signature === 'good' && words.foreign.length === 0,
  )
  const own = sound.filter(({ letter }) => letter.head.dir === 'r>o')
  const first = own.find(({ letter }) => isFirstLetter(letter))?.words?.letter
  const answers = own.flatMap(({ letter, words }) => {
    const answer = ConsentAnswer.safeParse(words?.letter.form).data
    return letter.head.kind === 'consent' && answer !== undefined ? [answer] : []
  })
  const form = ConcernForm.safeParse(first?.form).data ?? null
  return { offices: [first?.office ?? office, ...agreedOffices(answers)], form }
}
