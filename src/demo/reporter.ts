import type { Composition } from '#compose.ts'
import type { CardHolder } from '#ports.ts'
import { DEMO_TENANT, REPORTER } from './playground-settings.ts'

/** The share in the first card of the demo: the same at each start, because the Playground forgets its cards. */
export async function demoShare(keys: Composition['keys']): Promise<Uint8Array<ArrayBuffer>> {
  return (await keys.key('demo-share')).slice(0, 16)
}

/** Whoever presses that card in the Playground. */
export async function demoReporter(keys: Composition['keys']): Promise<CardHolder> {
  return { share: await demoShare(keys), tenant: DEMO_TENANT, person: REPORTER.aadObjectId }
}
