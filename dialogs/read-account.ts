import * as z from 'zod'
import { AppError } from '#errors.ts'
import { type AccountAnswers, accountAnswers } from './account.ts'

const Account = z.strictObject({
  account: z.string(),
  when: z.string().nullish(),
  where: z.string().nullish(),
  name: z.string().nullish(),
  notify: z.enum(['no', 'yes']).nullish(),
})

/**
 * Parses the text of a concern from the answers of its screen.
 * @param limit code points the account may have
 * @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG; ANSWERS_INVALID when anything else came than was asked for
 */
export function readAccount(
  answers: unknown,
  limit: number,
): AccountAnswers & { readonly notify: boolean } {
  const read = Account.safeParse(answers)
  if (!read.success) throw new AppError('ANSWERS_INVALID')
  return { ...accountAnswers(read.data, limit), notify: read.data.notify === 'yes' }
}
