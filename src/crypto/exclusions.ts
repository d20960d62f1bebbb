import type { Exclusions } from '#ports.ts'
import { hmac } from './hkdf.ts'
import type { ServerKeys } from './server-keys.ts'

/** Lets the server refuse a key row for somebody who was kept out, without the database saying whom. */
export function exclusionTags(keys: ServerKeys): Exclusions {
  return {
    tag: async (id, officer) => hmac(await keys.key('exclusion'), id, officer),
    tags: async (id, officer) =>
      Promise.all((await keys.both('exclusion')).map((key) => hmac(key, id, officer))),
  }
}
