import type { Direction } from '#domain/case/message.ts'
import type { Roster } from '#domain/case/roster.ts'
import { type Message, messageAt } from './messages.ts'
import { type Person, rosterOf } from './people.ts'
import { DUE, type Scenario, type State, type Step, stepsOf } from './scenarios.ts'
import { type Facts, ghostsOf, wrongAtDesk, wrongOnPage } from './truth.ts'
import {
  type Row,
  readAtDesk,
  readOnPage,
  rowOf,
  type Serving,
  wouldSeal,
  wouldSealTo,
} from './views.ts'

/** What the search found. */
export interface Result {
  readonly scenario: string
  readonly states: number
  readonly views: number
  /** What was shown wrong without a trouble, or with one in an honest run; with the moves that led there. */
  readonly counterexamples: readonly string[]
  readonly deepest: number
}

/** A change of everything that is served, that is no missing row. */
interface Change {
  readonly name: string
  readonly of: (served: Serving) => Serving | null
}

const DIRECTIONS: readonly Direction[] = ['r>o', 'o>r', 'o>o']

const withRows = (change: (rows: readonly Row[]) => readonly Row[]) => (served: Serving) => {
  return { ...served, rows: change(served.rows) }
}

const GHOSTS = (['K', 'X', 'N'] as const).map(
  (ghost): Change => ({
    name: `list ${ghost}`,
    of: (served) => ({ ...served, listed: [...served.listed, ghost] }),
  }),
)

/** Rows in another order, twice, or with other words; and everything else that the server may say. */
function changesOf(rows: number): readonly Change[] {
  const each = Array.from({ length: rows }, (_, at) => at)
  const row = (name: string, at: number, change: (row: Row) => Partial<Row>): Change => ({
    name: `${name} ${at}`,
    of: withRows((all) =>
      all.map((one, place) => (place === at ? { ...one, ...change(one) } : one)),
    ),
  })
  return [
    ...each.slice(1).map((at) => ({
      name: `exchange ${at}`,
      of: withRows((all) => all.with(at, all[at - 1] as Row).with(at - 1, all[at] as Row)),
    })),
    { name: 'reverse', of: withRows((all) => all.toReversed()) },
    ...each.map((at) => ({
      name: `again ${at}`,
      of: withRows((all) => {
        const one = all[at] as Row
        const last = Math.max(...all.filter(({ dir }) => dir === one.dir).map(({ seq }) => seq))
        return [...all, { ...one, seq: last + 1 }]
      }),
    })),
    ...each.map((at) => row('number', at, ({ seq }) => ({ seq: seq + 1 }))),
    ...each.map((at) =>
      row('kind', at, ({ kind }) => ({ kind: kind === 'answer' ? 'question' : 'answer' })),
    ),
    ...each.map((at) => row('day', at, ({ on }) => ({ on: on + 3 }))),
    ...each.map((at) =>
      row('way', at, ({ dir }) => ({
        dir: DIRECTIONS[(DIRECTIONS.indexOf(dir) + 1) % 3] as Direction,
      })),
    ),
    ...GHOSTS,
    {
      name: 'channel',
      of: (served) => ({ ...served, channel: served.channel === 'page' ? 'card' : 'page' }),
    },
    { name: 'due', of: (served) => ({ ...served, due: served.due + 5 }) },
    { name: 'received', of: (served) => ({ ...served, received: served.received + 5 }) },
    { name: 'key', of: (served) => ({ ...served, certificateOf: 'S' }) },
    {
      name: 'rosters',
      of: (served) =>
        served.rosters.length < 2 ? null : { ...served, rosters: served.rosters.slice(0, -1) },
    },
    {
      name: 'first roster',
      of: (served) =>
        served.rosters.length < 2 ? null : { ...served, rosters: served.rosters.slice(1) },
    },
  ]
}

const keyOfState = ({ messages, day, publishedOn }: State) =>
  `${messages.join()}|${day}|${publishedOn}`

export interface Limits {
  readonly depth: number
  /** Rows that are missing at once, at most, in a view with all else as it is. */
  readonly missing: number
  /** Stops at the first counterexample. */
  readonly isFirstEnough?: boolean
}

export function search(
  scenario: Scenario,
  { depth, missing, isFirstEnough = false }: Limits,
): Result {
  const visited = new Map<string, boolean>()
  const views = new Map<string, string | null>()
  const counterexamples: string[] = []
  let frontier = new Map<
    string,
    { state: State; path: string; uses: Partial<Record<Step['move'], number>> }
  >()
  const layers = Array.from({ length: depth + 1 }, () => new Map(frontier))
  for (const begin of scenario.beginnings) {
    const messages = begin.map(({ index }) => index)
    const state = { messages, day: 0, publishedOn: null, depth: 1, isHonest: true }
    layers[1]?.set(keyOfState(state), {
      state,
      path: `begin ${messages.join()}`,
      uses: { 'r>o': begin.length },
    })
  }
  let states = 0
  let deepest = 0
  for (const [at, layer] of layers.entries()) {
    frontier = layer
    for (const [key, { state, path, uses }] of frontier) {
      // Honest states come first where both are of one depth; one that was met before has nothing new.
      const before = visited.get(key)
      if (before === true || before === state.isHonest) continue
      visited.set(key, state.isHonest)
      if (before === undefined) states += 1
      deepest = Math.max(deepest, at)
      const wrong = process.env['NOJUDGE']
        ? null
        : judged(state, scenario, {
            missing: Math.min(missing, depth - at),
            changes: at < depth,
            views,
          })
      if (wrong !== null) {
        counterexamples.push(`${wrong}: ${path}`)
        if (isFirstEnough)
          return { scenario: scenario.name, states, views: views.size, counterexamples, deepest }
      }
      for (const step of stepsOf(state, scenario)) {
        const next = at + step.cost
        const used = (uses[step.move] ?? 0) + 1
        const limit = scenario.limits[step.move]
        const lies = (uses.lies ?? 0) + step.lies
        const isOver = used > limit || lies > scenario.limits.lies || !isWithin(step, scenario)
        if (next > depth || isOver) continue
        const reached = { ...step.state, depth: next }
        const name = keyOfState(reached)
        const same = layers[next]?.get(name)
        if (same !== undefined && (same.state.isHonest || !reached.isHonest)) continue
        const words = `${path}; ${describe(step, state)}`
        layers[next]?.set(name, {
          state: reached,
          path: words,
          uses: { ...uses, [step.move]: used, lies },
        })
      }
    }
  }
  return { scenario: scenario.name, states, views: views.size, counterexamples, deepest }
}

/** Messages a direction, whoever wrote them. */
function isWithin({ state }: Step, { limits }: Scenario): boolean {
  const all = state.messages.map(messageAt)
  return DIRECTIONS.every(
    (dir) => all.filter((one) => one.dir === dir).length <= limits[dir] + limits.forged,
  )
}

function describe({ move, state }: Step, before: State): string {
  const added = state.messages.find((one) => !before.messages.includes(one))
  if (added === undefined) return `${move} ${state.day}`
  const { by, dir, kind, seq, given, day, letter, sealedTo, signedBy } = messageAt(added)
  const by2 = signedBy === null ? `${by} unsigned` : by
  return `${added}=${by2} ${dir}${seq} ${kind} v${letter.v} day ${day} given ${given.join()} to ${sealedTo.join('')}`
}

function rostersOf({ publishedOn }: State, { publication }: Scenario): readonly Roster[] {
  return publishedOn === null
    ? [rosterOf('first')]
    : [rosterOf('first'), rosterOf(publication, publishedOn)]
}

/** The first view of a state that is wrong without a trouble, or troubled without a lie. */
function judged(
  state: State,
  scenario: Scenario,
  by: {
    readonly missing: number
    readonly changes: boolean
    readonly views: Map<string, string | null>
  },
): string | null {
  const { publication, channel } = scenario
  const facts: Facts = { publication, publishedOn: state.publishedOn, due: DUE }
  const all = state.messages.map(messageAt)
  const rosters = rostersOf(state, scenario)
  const view = (messages: readonly Message[], change: Change | null): string | null => {
    const name = `${messages.map(({ index }) => index).join()}|${change?.name ?? ''}|${state.publishedOn}`
    const known = by.views.get(name)
    if (known !== undefined) return known
    const isLeft = publication === 'change' && state.publishedOn !== null
    const honest: Serving = {
      ...{ rows: messages.map(rowOf), channel, listed: isLeft ? ['A'] : ['A', 'B'], rosters },
      ...{ certificateOf: 'R', received: 0, due: DUE },
      consents: messages.filter(({ dir, kind }) => dir === 'r>o' && kind === 'consent'),
    }
    const served = change === null ? honest : change.of(honest)
    const wrong = served === null ? null : wrongIn(served, facts)
    const result = wrong === null ? null : `${wrong} [${name}]`
    by.views.set(name, result)
    return result
  }
  if (state.isHonest) {
    const wrong = troubledIn(all, rosters, scenario, state)
    if (wrong !== null) return wrong
  }
  for (const messages of subsets(all, by.missing)) {
    const wrong = view(messages, null)
    if (wrong !== null) return wrong
  }
  if (!by.changes) return null
  for (const change of changesOf(all.length)) {
    const wrong = view(all, change)
    if (wrong !== null) return wrong
  }
  // Who forges a first letter keeps the other one back, and lists whom he lets in.
  const first = all.filter(({ dir, seq }) => dir === 'r>o' && seq === 1)
  for (const exchanged of first.length > 1 ? first : []) {
    const others = all.filter((one) => one !== exchanged)
    for (const messages of [others, [exchanged, ...others]]) {
      for (const change of GHOSTS) {
        const wrong = view(messages, change)
        if (wrong !== null) return wrong
      }
    }
  }
  return null
}

function wrongIn(served: Serving, facts: Facts): string | null {
  const read = readAtDesk(served, 'A')
  const wrong = wrongAtDesk(served, read, facts)
  if (wrong !== null) return `desk: ${wrong}`
  const hasGhosts = ghostsOf(served.listed, served.rows).length > 0
  if (hasGhosts && wouldSeal(read)) return 'desk: seals to a ghost'
  const forHer = { ...served, rows: served.rows.filter(({ dir }) => dir !== 'o>o') }
  const page = wrongOnPage(forHer, readOnPage(forHer), facts)
  if (page !== null) return `page: ${page}`
  // On a card the server seals for her.
  const isHers = served.channel !== 'card'
  return isHers && hasGhosts && wouldSealTo(forHer) ? 'page: seals to a ghost' : null
}

/** A trouble where nobody lied. */
function troubledIn(
  all: readonly Message[],
  rosters: readonly Roster[],
  scenario: Scenario,
  { publishedOn, day }: State,
): string | null {
  const { channel, publication } = scenario
  const isLeft = publication === 'change' && publishedOn !== null
  const listed: readonly Person[] = isLeft ? ['A'] : ['A', 'B']
  const released = all.filter(
    (one) => one.dir !== 'r>o' || channel !== 'page' || one.day < day || one.seq === 1,
  )
  for (const messages of [all, released]) {
    const served: Serving = {
      ...{ rows: messages.map(rowOf), channel, listed, rosters, certificateOf: 'R' },
      ...{ received: 0, due: DUE },
      consents: messages.filter(({ dir, kind }) => dir === 'r>o' && kind === 'consent'),
    }
    const desk = readAtDesk(served, 'A')
    const faulty = [...desk.troubles, ...desk.letters.flatMap(({ trouble }) => trouble ?? [])]
    if (faulty.length > 0) return `honest at the desk: ${faulty.join()}`
    const forHer = { ...served, rows: served.rows.filter(({ dir }) => dir !== 'o>o') }
    const page = readOnPage(forHer).map(({ trust }) => trust)
    const doubts = page.filter((one) => one !== 'sound' && one !== 'not_sealed_to_you')
    if (doubts.length > 0) return `honest on the page: ${doubts.join()}`
    if (!wouldSeal(desk) || (channel === 'page' && !wouldSealTo(forHer)))
      return 'honest: seals nothing'
  }
  return null
}

/** All without up to so many. */
function subsets(all: readonly Message[], missing: number): readonly (readonly Message[])[] {
  if (missing === 0 || all.length === 0) return [all]
  const result: (readonly Message[])[] = [all]
  const without = (rest: readonly Message[], from: number, left: number) => {
    for (let at = from; at < rest.length; at += 1) {
      const less = rest.toSpliced(at, 1)
      result.push(less)
      if (left > 1) without(less, at, left - 1)
    }
  }
  without(all, 0, missing)
  return result
}
