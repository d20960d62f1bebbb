import { accountAnswers } from '#dialogs/account.ts'
import { AppError } from '#errors.ts'
import type { PageContext } from '../context.ts'
import type { FilingFlow } from './flow.ts'

const FIELDS = ['account', 'when', 'where', 'name'] as const
const SCREEN = 'account'

/** Stores the fields of a screen in the drafts. */
export function keepTyped(
  { drafts }: Pick<PageContext, 'drafts'>,
  answers: Readonly<Record<string, unknown>>,
): void {
  for (const field of FIELDS) {
    const typed = answers[field]
    if (typeof typed === 'string') drafts.put(SCREEN, field, typed)
  }
}

/** Drops the name when the reporter chose not to give it. */
export function forgetName({ drafts }: Pick<PageContext, 'drafts'>): void {
  drafts.put(SCREEN, 'name', '')
}

/** @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG, NAME_EMPTY */
export function typedIn({ context, journey }: Pick<FilingFlow, 'context' | 'journey'>) {
  const { drafts, policy } = context
  const typed = Object.fromEntries(FIELDS.map((field) => [field, drafts.get(SCREEN, field)]))
  const read = accountAnswers({ account: '', ...typed }, policy.accountLimit)
  const untold = journey.identity === null || journey.identity === 'not_told'
  if (!untold && read.name === null) throw new AppError('NAME_EMPTY')
  return { ...read, name: untold ? null : read.name }
}
