import type { SignedAct } from './act.ts'
import { type Day, mayBeOneDay } from './day.ts'
import type { Act, Actor } from './event.ts'
import type { CaseLetter } from './first-letter.ts'
import { leastFormatDay, type Roster } from './roster.ts'

/** Faults of what a case says that its person did. */
export const ACT_TROUBLES = [
  /** Not signed by the key of the case, for this case and this act. */
  'act_unproven',
  /** Names an act or a letter that is not served, or another one than is served. */
  'act_missing',
] as const
export type ActTrouble = (typeof ACT_TROUBLES)[number]

/** An event, with what a client computed of its signature. */
export interface CaseAct {
  readonly act: Act
  readonly by: Actor
  readonly on: string
  readonly signedAct: SignedAct | null
  /** Whose signature it bears; `null` where it counts by no key of the case. */
  readonly signedBy: string | null
  readonly hash: string | null
}

/** A case and its acts, oldest first. */
export interface ActHistory {
  readonly case: string
  readonly root: string
  /** The key that the first letter names. */
  readonly caseKey: string | null
  /** Came by a channel on which the server never signs for the person. */
  readonly isOnPage: boolean
  readonly acts: readonly CaseAct[]
  readonly letters: readonly Pick<CaseLetter, 'dir' | 'seq' | 'hash'>[]
  /** Day inside the first letter; `null` where it is not proven. */
  readonly began: string | null
  readonly rosters: readonly Pick<Roster, 'leastFormatSince'>[]
}

type OwnAct = CaseAct & { readonly signedAct: SignedAct }
type ActRule = (history: ActHistory, own: readonly OwnAct[]) => ActTrouble | null

/** Acts of a person that count only with a signature. */
const SIGNED: readonly Act[] = ['settled', 'consented', 'declined']

/** Each rule alone, so that a model can leave one out. */
export const ACT_RULES: Readonly<Record<string, ActRule>> = {
  signer: ({ caseKey }, own) =>
    own.every(({ signedBy }) => signedBy !== null && signedBy === caseKey) ? null : 'act_unproven',
  subject: (history, own) => (own.every((act) => isAbout(act, history)) ? null : 'act_unproven'),
  // Acts of before there were signatures have none: one after an act that has one was put in, and so is each in a case
  // that began, or that it is said to be done, after the day that a roster names.
  unsigned: ({ acts, ...history }, own) => {
    const first = own[0]
    const at = first === undefined ? acts.length : acts.indexOf(first) + 1
    const isPutIn = acts
      .filter((act, n) => n >= at || isLate(act, history))
      .some(
        ({ act, by, signedAct }) => by === 'reporter' && SIGNED.includes(act) && signedAct === null,
      )
    return isPutIn ? 'act_unproven' : null
  },
  chain: (_, own) => {
    const isChain = own.every(({ signedAct: { number, before } }, at) => {
      return number === at + 1 && before === (own[at - 1]?.hash ?? null)
    })
    return isChain ? null : 'act_missing'
  },
  heads: ({ letters }, own) => {
    const named = own.flatMap(({ signedAct: { heads } }) =>
      (['r>o', 'o>r'] as const).flatMap((dir) => (heads[dir] ? [{ dir, ...heads[dir] }] : [])),
    )
    const isServed = ({ dir, seq, hash }: (typeof named)[number]) =>
      letters.some((one) => one.dir === dir && one.seq === seq && one.hash === hash)
    return named.every(isServed) ? null : 'act_missing'
  },
}

/** What is wrong with the acts of the person, each once. */
export function actTroubles(history: ActHistory, rules = ACT_RULES): readonly ActTrouble[] {
  const own = history.acts.filter(
    (act): act is OwnAct => act.by === 'reporter' && act.signedAct !== null,
  )
  const troubles = Object.values(rules).map((rule) => rule(history, own))
  return ACT_TROUBLES.filter((trouble) => troubles.includes(trouble))
}

/** Whether an act, or the whole case, is of a day on which every program signed. */
function isLate(
  { on }: Pick<CaseAct, 'on'>,
  { began, rosters }: Pick<ActHistory, 'began' | 'rosters'>,
): boolean {
  const since = leastFormatDay(rosters)
  return since !== null && (on > since || (began !== null && began > since))
}

/** Whether a statement is of this case and organisation, and says what its event says. */
function isAbout(
  { act, on, signedAct }: OwnAct,
  { root, isOnPage, ...history }: ActHistory,
): boolean {
  // An answer to a request that was replaced meanwhile is stored as an addition.
  const isOvertaken = act === 'added' && ['consented', 'declined'].includes(signedAct.act)
  const isServers = signedAct.by === 'server' && !isOnPage
  return (
    signedAct.case === history.case &&
    signedAct.root === root &&
    (signedAct.act === act || isOvertaken) &&
    (signedAct.by === 'reporter' || isServers) &&
    mayBeOneDay(on as Day, signedAct.day as Day)
  )
}
