import type { About } from './about.ts'
import type { Leaf } from './leaf.ts'
import { OFFICES, type Office } from './office.ts'

/** What the receiving office must know about how the concern came to it. */
export const ROUTE_FLAGS = ['alternate_investigating_mechanism', 'governing_body_route'] as const
export type RouteFlag = (typeof ROUTE_FLAGS)[number]

export interface ConcernRoute {
  readonly office: Office
  readonly flags: readonly RouteFlag[]
}

/** The order in which offices stand in for each other when the first alternate is kept out too. */
const CHAIN: readonly Office[] = OFFICES

/**
 * Where a concern goes: a pure function of the leaf tapped and of whom it is about. Words never change it.
 * @param receiving the offices that receive here at all, by policy
 * @returns `null` when every office that could receive it is kept out, or the leaf shows people and numbers only.
 */
export function routeConcern(
  leaf: Leaf,
  about: readonly About[],
  receiving: readonly Office[] = OFFICES,
): ConcernRoute | null {
  if (leaf.office === null) return null
  const home: Office =
    about.includes('head') && leaf.mode === 'report' ? 'investigations' : leaf.office
  const candidates = [home, ...alternates(home, leaf), ...CHAIN]
  const office = candidates.find(
    (candidate) => !about.includes(candidate) && receiving.includes(candidate),
  )
  return office === undefined ? null : { office, flags: flags(about) }
}

/** Who stands in first where the office itself is what it is about. */
function alternates(home: Office, leaf: Leaf): readonly Office[] {
  switch (home) {
    case 'ethics':
      return leaf.mode === 'report' ? ['investigations'] : ['ombudsman']
    case 'investigations':
      return ['ethics']
    case 'ombudsman':
      return ['ethics']
    case 'hr':
      return ['ombudsman']
    default:
      return home satisfies never
  }
}

function flags(about: readonly About[]): readonly RouteFlag[] {
  const flags: RouteFlag[] = []
  if (about.includes('investigations')) flags.push('alternate_investigating_mechanism')
  if (about.includes('head')) flags.push('governing_body_route')
  return flags
}
