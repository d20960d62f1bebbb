import type { Means } from '../../../../returning/visit.ts'
import type { PageWorld } from '../means.ts'
import { spend } from './spend.ts'

/** Her verbs on this page. Whether a message reaches anybody at the office is nothing that her browser is told. */
export function meansFor(world: PageWorld): Means {
  return { world: { ...world, told: null }, spend }
}
