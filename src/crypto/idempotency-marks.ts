import { fromBase64url } from '#domain/case/ids.ts'
import type { IdempotencyMarks } from '#ports.ts'
import { caseIdOf } from './case-id.ts'
import { PAGE_MARK } from './constants.ts'
import { hmac, sha256 } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

/**
 * Marks of used nonces and links, each kind under its own key: an officer who issued a link and knows its secret
 * cannot find its mark, and marks of two kinds cannot be joined (T-134).
 */
export function idempotencyMarks(keys: ServerKeys): IdempotencyMarks {
  const mark =
    (label: string) =>
    async (...of: readonly string[]) =>
      hmac(await keys.key(label), ...of)
  const before = async (label: string, of: readonly string[]) => {
    const [, ...old] = await keys.both(label)
    return Promise.all(old.map((key) => hmac(key, ...of)))
  }
  return {
    nonce: mark(PAGE_MARK.nonce),
    link: mark(PAGE_MARK.link),
    officeLink: mark(PAGE_MARK.officeLink),
    before: (kind, ...of) => before(PAGE_MARK[kind], of),
    hash: async (shown) => sha256(fromBase64url(shown)),
    caseId: caseIdOf,
  }
}
