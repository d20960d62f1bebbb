import { Confidential } from '#domain/concern/confidential.ts'
import { AppError } from '#errors.ts'

/** Limit of the one-line fields, in code points. */
export const LINE_LIMIT = 200

/** Fields of the account screen, as text. */
export interface AccountFields {
  readonly account: string
  readonly when?: string | null | undefined
  readonly where?: string | null | undefined
  readonly name?: string | null | undefined
}

export interface AccountAnswers {
  readonly account: Confidential
  readonly when: Confidential | null
  readonly where: Confidential | null
  readonly name: Confidential | null
}

/**
 * Parses the text of a concern from the fields.
 * @param limit code points the account may have
 * @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG
 */
export function accountAnswers(typed: AccountFields, limit: number): AccountAnswers {
  return {
    account: words(typed.account, limit),
    when: line(typed.when),
    where: line(typed.where),
    name: line(typed.name),
  }
}

/** @throws ACCOUNT_EMPTY, ACCOUNT_TOO_LONG */
export function words(typed: string, limit: number): Confidential {
  const account = new Confidential(sound(typed))
  if (account.blank) throw new AppError('ACCOUNT_EMPTY')
  if (account.length > limit) throw new AppError('ACCOUNT_TOO_LONG', { limit })
  return account
}

function line(typed: string | null | undefined): Confidential | null {
  const name = new Confidential(sound(typed ?? ''))
  if (name.blank) return null
  if (name.length > LINE_LIMIT) throw new AppError('ACCOUNT_TOO_LONG', { limit: LINE_LIMIT })
  return name
}

/** Replaces lone surrogates and NUL, which cannot be encoded or shown, by U+FFFD. */
export function sound(typed: string): string {
  return typed.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '\ufffd')
}
