import { AppError } from '#errors.ts'

type Answers = Readonly<Record<string, unknown>>

/**
 * Refuses answers to questions that were not asked. @throws ANSWERS_INVALID with the number of such answers, never
 * their names or values
 */
function onlyAsked(answers: Answers, ids: readonly string[]): void {
  const foreign = Object.keys(answers).filter((id) => !ids.includes(id)).length
  if (foreign > 0) throw new AppError('ANSWERS_INVALID', { foreign })
}

/** The chosen option. @throws ANSWERS_INVALID */
export function chosenOne<Option extends string>(
  answers: Answers,
  id: string,
  options: readonly Option[],
): Option {
  onlyAsked(answers, [id])
  const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
  const offer = options.find((option) => option === answer)
  if (offer === undefined) throw new AppError('ANSWERS_INVALID', { ask: id })
  return offer
}

/**
 * Chosen options of two questions on one screen; none is valid. A list comes as an array, or joined by commas from
 * cards; an unknown value is refused.
 * @throws ANSWERS_INVALID
 */
export function chosenMany<About extends string>(
  answers: Answers,
  asked: { readonly about: readonly About[]; readonly kept_out: readonly string[] },
): [About[], string[]] {
  onlyAsked(answers, Object.keys(asked))
  return [among(answers, 'about', asked.about), among(answers, 'kept_out', asked.kept_out)]
}

/** Chosen options of one question; `null` when one was not offered. None is valid. */
export function chosenAmong<Option extends string>(
  answers: Answers,
  id: string,
  options: readonly Option[],
): readonly Option[] | null {
  const values = listed(Object.hasOwn(answers, id) ? answers[id] : undefined)
  const offered = values?.every((value) => options.some((option) => option === value)) === true
  return offered ? options.filter((option) => values.includes(option)) : null
}

function among<Option extends string>(
  answers: Answers,
  id: string,
  options: readonly Option[],
): Option[] {
  const chosen = chosenAmong(answers, id, options)
  if (chosen === null) throw new AppError('ANSWERS_INVALID', { ask: id })
  return [...chosen]
}

function listed(answer: unknown): readonly unknown[] | null {
  if (answer === undefined || answer === null || answer === '') return []
  if (typeof answer === 'string') return answer.split(',')
  return Array.isArray(answer) ? answer : null
}
