import type { Means } from '../../../../returning/visit.ts'
import type { PageWorld } from '../means.ts'
import type { Tries } from './came-back.ts'
import { spend } from './spend.ts'

/** Her verbs on this page. Whether a message reaches anybody at the office is nothing that her browser is told. */
export function meansFor(world: PageWorld, tries: Tries): Means {
  return {
    world: { ...world, told: null },
    async spend(minted, fields) {
      const nonce = await spend(minted, fields)
      tries.nonces = [...tries.nonces, nonce]
      return nonce
    },
  }
}
