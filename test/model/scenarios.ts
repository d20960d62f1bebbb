import type { Kind } from '#domain/case/message.ts'
import type { ChannelV1 } from '#wire/v1.ts'
import { type Draft, type Message, messageAt, OTHER_CASE, write } from './messages.ts'
import { headOf, keyOf, OTHER_ROOT, type Person, type Publication } from './people.ts'
import { nameHash } from './views.ts'

/** Where everything stands: a state of the search. */
export interface State {
  /** All messages that there are, by index. */
  readonly messages: readonly number[]
  readonly day: number
  readonly publishedOn: number | null
  /** Moves so far. */
  readonly depth: number
  /** Nobody lied: neither the server nor anybody with a key. */
  readonly isHonest: boolean
}

/** How a move is named, and how many of a path may have that name. */
type Move = keyof Scenario['limits']

export interface Step {
  readonly move: Move
  readonly cost: number
  readonly lies: number
  readonly state: Omit<State, 'depth'>
}

export interface Scenario {
  readonly name: string
  readonly channel: ChannelV1
  readonly publication: Publication
  /** What a case begins with: one or more. */
  readonly beginnings: readonly (readonly Message[])[]
  readonly kinds: readonly Kind[]
  readonly forgeries: readonly Forgery[]
  /** How often each kind of move may be in a path. */
  readonly limits: {
    readonly 'r>o': number
    readonly 'o>r': number
    readonly 'o>o': number
    readonly forged: number
    readonly days: number
    readonly published: number
    readonly lies: number
  }
}

/** What somebody with a key, or with the database alone, puts into a case; `null` where it does not fit. */
export type Forgery = (on: {
  readonly state: State
  readonly served: readonly Message[]
  readonly scenario: Scenario
  readonly directories: readonly string[]
}) => Partial<Draft> | null

export const DUE = 7
const READERS: readonly Person[] = ['A', 'B']
export const TO_ALL: readonly Person[] = [...READERS, 'R']
const FIRST = headOf('first')
const HASH = 'h'.repeat(43)

export function formOf(identity: 'not_told' | 'named') {
  return {
    ...{ leaf: 'x', taps: [], about: [], keptOut: ['k'], flags: [], identity, passOn: false },
    ...{ when: null, where: null, reporter: keyOf('R'), rosterVersion: 1, policy: 'p' },
  }
}

function promised(name: string | null) {
  const promise = { received: '2026-11-02', due: '2026-11-09', policy: 'p', words: HASH }
  return { first: { name: name === null ? null : nameHash(name), label: null, promise } }
}

export function firstOnPage(version: 1 | 2): Message {
  return write({
    ...{ by: 'R', dir: 'r>o', kind: 'concern', day: 0, served: [], directory: FIRST, version },
    ...{ sealedTo: TO_ALL, form: formOf('not_told'), channel: 'page' },
    change: version === 2 ? promised(null) : {},
  })
}

/** On a card the server seals the first letters, and nobody signs them. */
export function firstOnCard(change: Partial<Draft> = {}, name: string | null = null): Message {
  return write({
    ...{ by: 'server', dir: 'r>o', kind: 'concern', day: 0, served: [], directory: FIRST },
    ...{ sealedTo: READERS, channel: 'card', form: formOf(name === null ? 'not_told' : 'named') },
    change: promised(name),
    ...change,
  })
}

export function nameOnCard(after: Message, text: string, change: Partial<Draft> = {}): Message {
  return write({
    ...{ by: 'server', dir: 'r>o', kind: 'identity', day: 0, served: [after], directory: FIRST },
    ...{ sealedTo: READERS, channel: 'card', text },
    ...change,
  })
}

export const consentForm = (office = 'hr') => {
  return { office, content: 'account', hash: HASH, sanitised: null }
}
const answerForm = (request: Message, agreed: boolean) => {
  return { request: request.id, office: 'hr', hash: HASH, agreed }
}

const newest = (messages: readonly Message[], dir: Message['dir']) =>
  messages.filter((one) => one.dir === dir).toSorted((one, other) => other.seq - one.seq)

/** All ways to serve a writer less than everything: some newest messages of a direction are kept back. */
function servings(visible: readonly Message[], most: number) {
  const result: { served: readonly Message[]; lies: number }[] = []
  const dirs = [newest(visible, 'r>o'), newest(visible, 'o>r'), newest(visible, 'o>o')] as const
  const upTo = (of: readonly Message[]) => Math.min(of.length, most)
  for (let own = 0; own <= upTo(dirs[0]); own += 1) {
    for (let theirs = 0; theirs <= upTo(dirs[1]); theirs += 1) {
      for (let notes = 0; notes <= upTo(dirs[2]); notes += 1) {
        const lies = own + theirs + notes
        if (lies > most) continue
        const [mine, other, inside] = dirs
        result.push({
          served: [...mine.slice(own), ...other.slice(theirs), ...inside.slice(notes)],
          lies,
        })
      }
    }
  }
  return result
}

/** The lists that are published, oldest first; on a page the newest of an earlier day. */
export function directoriesOf(
  { publishedOn, day }: Omit<State, 'depth'>,
  scenario: Scenario,
  isOnPage: boolean,
) {
  const isThere = publishedOn !== null && (!isOnPage || publishedOn < day)
  return isThere ? [FIRST, headOf(scenario.publication, publishedOn)] : [FIRST]
}

export function stepsOf(state: State, scenario: Scenario): readonly Step[] {
  return [
    ...ofTime(state, scenario),
    ...ofReporter(state, scenario),
    ...ofOfficers(state, scenario),
    ...ofForgers(state, scenario),
  ]
}

function ofTime(state: State, { limits }: Scenario): readonly Step[] {
  const { publishedOn, day } = state
  // Weeks matter only where a list was replaced.
  const steps: Step[] = (publishedOn === null ? [1] : [2, 40]).map((days) => {
    return { move: 'days', cost: 1, lies: 0, state: { ...state, day: day + days } }
  })
  if (limits.published > 0 && publishedOn === null && day > 0) {
    steps.push({ move: 'published', cost: 1, lies: 0, state: { ...state, publishedOn: day } })
  }
  return steps
}

function added(state: State, draft: Draft, lies: number, isHonest: boolean): Step {
  const message = write(draft)
  const messages = [...new Set([...state.messages, message.index])].toSorted((a, b) => a - b)
  const next = { ...state, messages, isHonest: state.isHonest && isHonest }
  return { move: draft.dir, cost: 1 + lies, lies, state: next }
}

/** What an honest writer was not given is of the same day, of another writer and direction, and leaves no hole. */
function isConcurrent(draft: Draft, visible: readonly Message[]): boolean {
  const lacking = visible.filter((one) => !draft.served.includes(one))
  const isOther = lacking.every((one) => one.day === draft.day && one.dir !== draft.dir)
  const named = draft.served.flatMap(({ past }) => past)
  return isOther && named.every((one) => !lacking.some(({ index }) => index === one))
}

function* draftsOf(
  state: State,
  scenario: Scenario,
  visible: readonly Message[],
  isOnPage: boolean,
): Generator<{ draft: Pick<Draft, 'served' | 'directory' | 'day' | 'channel'>; lies: number }> {
  const directories = directoriesOf(state, scenario, isOnPage)
  for (const { served, lies } of servings(visible, scenario.limits.lies)) {
    for (const [at, directory] of directories.entries()) {
      const isOld = at < directories.length - 1
      const all = lies + (isOld ? 1 : 0)
      if (all > scenario.limits.lies) continue
      yield { draft: { served, directory, day: state.day, channel: scenario.channel }, lies: all }
    }
  }
}

function ofReporter(state: State, scenario: Scenario): readonly Step[] {
  const isOnPage = scenario.channel === 'page'
  const all = state.messages.map(messageAt)
  // On the page what the office wrote reaches her on the day after.
  const visible = all.filter(
    (one) => one.dir === 'r>o' || (one.dir === 'o>r' && (!isOnPage || one.day < state.day)),
  )
  const steps: Step[] = []
  for (const { draft, lies } of draftsOf(state, scenario, visible, isOnPage)) {
    const own = { ...draft, by: 'R', dir: 'r>o', sealedTo: TO_ALL } as const
    const isHonest =
      lies === 0 ||
      (isConcurrent({ ...own, kind: 'addition' }, visible) &&
        isNewestDirectory(draft.directory, state, scenario, isOnPage))
    const add = (change: Pick<Draft, 'kind'> & Partial<Draft>) =>
      steps.push(added(state, { ...own, ...change }, lies, isHonest))
    if (scenario.kinds.includes('addition')) add({ kind: 'addition' })
    if (scenario.kinds.includes('identity')) add({ kind: 'identity', text: 'hers later' })
    if (!scenario.kinds.includes('consent')) continue
    const requests = draft.served.filter(({ dir, kind }) => dir === 'o>r' && kind === 'consent')
    for (const request of requests) {
      add({ kind: 'consent', form: answerForm(request, true) })
      add({ kind: 'consent', form: answerForm(request, false) })
    }
  }
  return steps
}

function isNewestDirectory(
  directory: string,
  state: State,
  scenario: Scenario,
  isOnPage: boolean,
): boolean {
  return directory === directoriesOf(state, scenario, isOnPage).at(-1)
}

function ofOfficers(state: State, scenario: Scenario): readonly Step[] {
  const isOnPage = scenario.channel === 'page'
  const all = state.messages.map(messageAt)
  // On the page what she writes reaches the office on the day after.
  const visible = all.filter(
    (one) => one.dir !== 'r>o' || !isOnPage || one.day < state.day || one.seq === 1,
  )
  const isLeft = state.publishedOn !== null && scenario.publication === 'change'
  const steps: Step[] = []
  for (const { draft, lies } of draftsOf(state, scenario, visible, false)) {
    if (!draft.served.some(({ dir }) => dir === 'r>o')) continue
    // Neither machine remembers a case: who is served something else may as well always be B.
    const writers: readonly Person[] = lies === 0 || isLeft ? ['A'] : ['B']
    for (const by of writers) {
      const own = { ...draft, by, sealedTo: TO_ALL } as const
      const add = (change: Pick<Draft, 'kind' | 'dir'> & Partial<Draft>) => {
        const whole = { ...own, ...change }
        const isHonest =
          lies === 0 ||
          (isConcurrent(whole, visible) &&
            isNewestDirectory(draft.directory, state, scenario, false))
        steps.push(added(state, whole, lies, isHonest))
      }
      if (scenario.kinds.includes('answer')) add({ kind: 'answer', dir: 'o>r' })
      if (scenario.kinds.includes('note')) add({ kind: 'note', dir: 'o>o', sealedTo: READERS })
      if (scenario.kinds.includes('consent'))
        add({ kind: 'consent', dir: 'o>r', form: consentForm() })
    }
  }
  return steps
}

function ofForgers(state: State, scenario: Scenario): readonly Step[] {
  const all = state.messages.map(messageAt)
  const directories = directoriesOf(state, scenario, false)
  return scenario.forgeries.flatMap((forgery) => {
    const draft = forgery({ state, served: all, scenario, directories })
    if (draft === null) return []
    const whole: Draft = {
      ...{ by: 'X', dir: 'o>r', kind: 'answer', day: state.day, written: state.day, served: all },
      ...{ directory: directories.at(-1) ?? '', sealedTo: TO_ALL, channel: scenario.channel },
      ...draft,
    }
    return [{ ...added(state, whole, 0, false), move: 'forged' as const }]
  })
}

/** Letters of the office that somebody else signs, with keys that are genuine. */
const SIGNERS: readonly Forgery[] = [
  ...(['K', 'X', 'N', 'C', 'S', 'A'] as const).map(
    (by): Forgery =>
      () => ({ by, ...(by === 'A' && { isSigned: false }) }),
  ),
  // A note to the readers alone.
  () => ({ by: 'K', dir: 'o>o', kind: 'note', sealedTo: READERS }),
  ...(['K', 'X', 'N', 'C'] as const).map(
    (by): Forgery =>
      () => ({ by, version: 1 }),
  ),
]

const isGone = ({ publishedOn, day }: State) => publishedOn !== null && day > publishedOn + 1

/** B has left, and signs: by the roster of the day, by the one before, and dated back. */
const LEFT: readonly Forgery[] = [
  ({ state }) => (isGone(state) ? { by: 'B' } : null),
  ({ state, directories }) => (isGone(state) ? { by: 'B', directory: directories[0] ?? '' } : null),
  ({ state, directories }) =>
    isGone(state) ? { by: 'B', directory: directories[0] ?? '', day: 0 } : null,
  ({ state }) => (isGone(state) ? { by: 'B', day: 0 } : null),
  ({ state }) => (isGone(state) ? { by: 'B', version: 1 } : null),
  ({ state }) => (isGone(state) ? { by: 'B', version: 1, day: 0 } : null),
]

/** Letters of hers that somebody else writes. */
const STRANGERS: readonly Forgery[] = [
  () => ({ by: 'S', dir: 'r>o', kind: 'addition' }),
  () => ({ by: 'server', dir: 'r>o', kind: 'addition' }),
  () => ({ by: 'S', dir: 'r>o', kind: 'identity', text: 'forged' }),
  () => ({ by: 'server', dir: 'r>o', kind: 'identity', text: 'forged' }),
]

/** Requests that nobody may make, and answers that she did not give. */
const CONSENTS: readonly Forgery[] = [
  ...(['K', 'X', 'C', 'S'] as const).map(
    (by): Forgery =>
      () => ({ by, kind: 'consent', form: consentForm() }),
  ),
  ({ served }) => {
    const request = served.find(({ dir, kind }) => dir === 'o>r' && kind === 'consent')
    return request === undefined
      ? null
      : { by: 'S', dir: 'r>o', kind: 'consent', form: answerForm(request, true) }
  },
  ({ served }) => {
    const request = served.find(({ dir, kind }) => dir === 'o>r' && kind === 'consent')
    return request === undefined
      ? null
      : { by: 'server', dir: 'r>o', kind: 'consent', form: answerForm(request, true) }
  },
  // Her own signed Yes, to a request for another office or text than was asked.
  ({ served }) => {
    const request = served.find(({ dir, kind }) => dir === 'o>r' && kind === 'consent')
    return request === undefined
      ? null
      : {
          by: 'R',
          dir: 'r>o',
          kind: 'consent',
          form: { ...answerForm(request, true), hash: 'o'.repeat(43) },
        }
  },
  ({ served }) => {
    const request = served.find(({ dir, kind }) => dir === 'o>r' && kind === 'consent')
    return request === undefined
      ? null
      : {
          by: 'R',
          dir: 'r>o',
          kind: 'consent',
          form: { ...answerForm(request, true), office: 'ombudsman' },
        }
  },
  () => ({ by: 'X' }),
]

/** First letters and names of the card channel, which nobody signs. */
const FIRSTS: readonly Forgery[] = [
  () => ({
    by: 'server',
    dir: 'r>o',
    kind: 'concern',
    served: [],
    day: 0,
    text: 'replaced',
    sealedTo: READERS,
    form: { ...formOf('named'), keptOut: [] },
    change: promised('forged'),
  }),
  () => ({
    by: 'server',
    dir: 'r>o',
    kind: 'concern',
    served: [],
    day: 0,
    text: 'replaced',
    sealedTo: [...READERS, 'K'],
    form: { ...formOf('named'), keptOut: [], reporter: keyOf('S') },
    change: promised('forged'),
  }),
  ({ served }) => {
    const first = served.filter(
      ({ dir, seq, by, text }) => dir === 'r>o' && seq === 1 && by === 'server' && text === '',
    )
    return {
      by: 'server',
      dir: 'r>o',
      kind: 'identity',
      served: first,
      day: 0,
      text: 'forged',
      sealedTo: READERS,
    }
  },
]

/** Letters of an old program, or of one that believes the server, with genuine keys of those who may write. */
const PROGRAMS: readonly Forgery[] = [
  () => ({ by: 'A', version: 1, sealedTo: [...TO_ALL, 'X'] }),
  () => ({ by: 'A', version: 1 }),
  () => ({ by: 'A', sealedTo: [...TO_ALL, 'X'] }),
  () => ({ by: 'A', sealedTo: [...TO_ALL, 'K'] }),
  () => ({ by: 'R', dir: 'r>o', kind: 'addition', version: 1, sealedTo: [...TO_ALL, 'X'] }),
  () => ({ by: 'R', dir: 'r>o', kind: 'addition', sealedTo: [...TO_ALL, 'N'] }),
  () => ({ by: 'A', change: { root: OTHER_ROOT } }),
  () => ({ by: 'A', change: { channel: 'card' } }),
  () => ({ by: 'A', change: { case: OTHER_CASE } }),
  () => ({ by: 'A', kind: 'question', change: { typ: 'answer' } }),
  () => ({ by: 'A', dir: 'o>r', kind: 'note', change: { typ: 'note' } }),
]

const pageBegins = [[firstOnPage(2)]]
const cardFirst = firstOnCard()
const cardNamed = firstOnCard({}, 'hers')
const cardBegins = [[cardFirst], [cardNamed, nameOnCard(cardNamed, 'hers')]]
const oldNamed = firstOnCard({ version: 1, change: {} }, 'hers')
const oldBegin = [oldNamed, nameOnCard(oldNamed, 'hers', { version: 1 })]

const LIMITS = { 'r>o': 3, 'o>r': 3, 'o>o': 1, forged: 0, days: 2, published: 1, lies: 2 }

export const SCENARIOS: readonly Scenario[] = [
  {
    ...{ name: 'conversation on the page', channel: 'page', publication: 'renewal' },
    ...{ beginnings: pageBegins, kinds: ['addition', 'answer', 'note'], forgeries: [] },
    limits: LIMITS,
  },
  {
    ...{ name: 'conversation on a card', channel: 'card', publication: 'renewal' },
    ...{ beginnings: [[cardFirst]], kinds: ['addition', 'answer'], forgeries: [] },
    limits: { ...LIMITS, days: 1, lies: 1 },
  },
  {
    ...{ name: 'authors', channel: 'page', publication: 'change' },
    ...{ beginnings: pageBegins, kinds: ['addition', 'answer'] },
    forgeries: [...SIGNERS, ...LEFT, ...STRANGERS, ...FIRSTS],
    limits: { ...LIMITS, 'r>o': 2, 'o>r': 2, forged: 1, lies: 1 },
  },
  {
    ...{ name: 'consents', channel: 'card', publication: 'renewal', beginnings: [[cardFirst]] },
    ...{ kinds: ['addition', 'consent'], forgeries: CONSENTS },
    limits: { ...LIMITS, 'o>r': 2, forged: 1, published: 0, days: 0, lies: 1 },
  },
  {
    ...{ name: 'consents on the page', channel: 'page', publication: 'renewal' },
    ...{ beginnings: pageBegins, kinds: ['consent'] },
    forgeries: CONSENTS.slice(0, 1),
    limits: { ...LIMITS, forged: 1, published: 0, days: 2, lies: 1 },
  },
  {
    ...{ name: 'first letters and names', channel: 'card', publication: 'renewal' },
    ...{ beginnings: [...cardBegins, oldBegin], kinds: ['addition', 'identity', 'answer'] },
    forgeries: [...FIRSTS, ...STRANGERS, () => ({ by: 'X', change: { office: 'hr' } })],
    limits: { ...LIMITS, 'o>r': 2, forged: 1, published: 0, days: 1, lies: 1 },
  },
  {
    ...{ name: 'programs of two versions', channel: 'page', publication: 'renewal' },
    ...{ beginnings: [[firstOnPage(2)], [firstOnPage(1)]], kinds: ['addition', 'answer', 'note'] },
    forgeries: PROGRAMS,
    limits: { ...LIMITS, 'r>o': 2, 'o>r': 2, forged: 1, published: 0, days: 1, lies: 1 },
  },
]
