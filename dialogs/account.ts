import * as z from 'zod'
import { Confidential } from '../src/concern/confidential.ts'
import { AsideError } from '../src/errors.ts'

/** Code points of the one-line fields. */
export const LINE_LIMIT = 200

const Account = z.strictObject({
  account: z.string(),
  when: z.string().nullish(),
  where: z.string().nullish(),
  name: z.string().nullish(),
  notify: z.enum(['no', 'yes']).nullish(),
})

/**
 * The words of a concern, out of what came back from the screen that asked for them.
 * @param limit code points the account may have
 * @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG; ANSWERS_INVALID when anything else came than was asked for
 */
export function readAccount(
  answers: unknown,
  limit: number,
): {
  account: Confidential
  when: Confidential | null
  where: Confidential | null
  name: Confidential | null
  notify: boolean
} {
  const read = Account.safeParse(answers)
  if (!read.success) throw new AsideError('ANSWERS_INVALID')
  return {
    account: words(read.data.account, limit),
    when: line(read.data.when),
    where: line(read.data.where),
    name: line(read.data.name),
    notify: read.data.notify === 'yes',
  }
}

/** @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG */
export function words(typed: string, limit: number): Confidential {
  const found = new Confidential(sound(typed))
  if (found.blank) throw new AsideError('ACCOUNT_EMPTY')
  if (found.length > limit) throw new AsideError('ACCOUNT_TOO_LONG', { limit })
  return found
}

function line(typed: string | null | undefined): Confidential | null {
  const found = new Confidential(sound(typed ?? ''))
  if (found.blank) return null
  if (found.length > LINE_LIMIT) throw new AsideError('ACCOUNT_TOO_LONG', { limit: LINE_LIMIT })
  return found
}

/** Half a surrogate pair and NUL cannot be sealed as text or shown: each becomes the sign for a broken letter. */
function sound(typed: string): string {
  return typed.toWellFormed().replaceAll('\u0000', '\ufffd')
}
