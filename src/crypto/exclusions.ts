import type { Exclusions } from '#ports.ts'
import { hmac } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

/**
 * Tags of exclusions: the server recognises a key packet for an excluded officer, and the database does not say who is
 * excluded. `tags` computes them under the present and the previous secret.
 */
export function exclusionTags(keys: ServerKeys): Exclusions {
  return {
    tag: async (id, officer) => hmac(await keys.key('exclusion'), id, officer),
    tags: async (id, officer) =>
      Promise.all((await keys.both('exclusion')).map((key) => hmac(key, id, officer))),
  }
}
