import type { Officer } from '#domain/case/officer.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES, type Office } from '#domain/concern/office.ts'
import { type ConcernRoute, routeConcern } from '#domain/concern/routing.ts'
import { AppError } from '#errors.ts'
import type { Services } from '#ports.ts'

export type Reader = Officer & { readonly certificate: string }

export interface Chosen {
  readonly route: ConcernRoute
  readonly readers: readonly Reader[]
}

/** @throws LEAF_UNKNOWN */
export function policyLeafOf(
  services: Pick<Services, 'policy'>,
  concern: Pick<Concern, 'leaf'>,
): Leaf {
  const leaf = services.policy.leaves.get(concern.leaf)
  if (leaf === undefined) throw new AppError('LEAF_UNKNOWN')
  return leaf
}

/**
 * The office and the officers who will be able to open it. Health is judged before anybody is kept out; after that
 * one reader is enough, and an office where none is left is passed over like one the concern is about.
 * @throws NO_OFFICE when all are kept out; NO_READER when the office that should receive cannot do so securely now
 */
export async function chooseReaders(
  services: Pick<Services, 'policy' | 'readership'>,
  concern: Pick<Concern, 'leaf' | 'about' | 'keptOut'>,
): Promise<Chosen> {
  const leaf = policyLeafOf(services, concern)
  const about = [...concern.about]
  for (;;) {
    const chosenRoute = routeConcern(leaf, about, receiving(services))
    if (chosenRoute === null) throw new AppError('NO_OFFICE')
    const readers = (await services.readership.of(chosenRoute.office)).filter(
      (officer) => !concern.keptOut.includes(officer.id),
    )
    if (readers.length > 0) return { route: chosenRoute, readers }
    about.push(chosenRoute.office)
  }
}

function receiving(services: Pick<Services, 'policy'>): readonly Office[] {
  return OFFICES.filter((office) => services.policy.offices[office].receives === 'receives')
}
