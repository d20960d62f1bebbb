import { demoRefusal, type Knock } from '#server/demo-guard.ts'
import type { WebCode } from '#server/error-mapping.ts'

/** Why a helper of the demo, which only its own page and our server speak to, refuses: not even to be read from elsewhere. */
export function foreignRefusal(knock: Knock, hosts: readonly string[]): WebCode | null {
  const refused = demoRefusal(knock, hosts)
  const { host, origin, 'sec-fetch-site': site } = knock.headers
  if (refused !== null || origin === undefined) return refused
  if (origin === `http://${host?.toLowerCase()}`) return null
  return site === 'same-origin' ? null : 'ORIGIN_REFUSED'
}
