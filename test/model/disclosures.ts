import type { ActStatement, SignedAct } from '#domain/case/act.ts'
import {
  type DISCLOSED_RULES,
  type HandedDisclosure,
  isDisclosed,
} from '#domain/case/disclosed-name.ts'
import type { CaseAct } from '#domain/case/history-acts.ts'
import type { DisclosedHalf, KeptHalf } from '#domain/case/name-half.ts'
import {
  type DISCLOSURE_RULES,
  disclosureFault,
  type HandedRequest,
} from '#domain/case/name-request.ts'
import type { Roster } from '#domain/case/roster.ts'
import { dayAt, headOf, keyOf, labelOf, OFFICERS, type Person, ROOT, rosterOf } from './people.ts'

/*
 * Everything that a lying server can hand to a custodian's machine, and to a reader's after a release: halves and requests
 * of two cases and three names, whole keys, and what anybody but an honest officer would sign. A and B read case X, of
 * which K is kept out; A and K read case Y. B has gone to another office since.
 */

const hash = (name: string) => name.padEnd(43, '_')
const id = (name: string) => name.padEnd(22, '_')
const [X, Y] = [id('X'), id('Y')]
const NAMES = { X: id('name_of_X'), X2: id('later_name_of_X'), Y: id('name_of_Y') }
const keysOf = (...people: readonly Person[]) => people.map(keyOf).toSorted()

const first = rosterOf('first')
const moved = { ...rosterOf('renewal', 0), officers: first.officers.map(inOtherOffice) }
/** B works in the other office by the newest roster. */
function inOtherOffice(one: (typeof first.officers)[number]) {
  return one.id === 'b' ? { ...one, office: 'hr' as const } : one
}
/** A has a new key since: S has the old one. */
const before = {
  ...rosterOf('first', -40),
  officers: [{ ...first.officers[0], fingerprint: keyOf('S') }],
} as Roster
const published = (...rosters: readonly Roster[]) => ({
  ...{ rosters, heads: rosters.map((one) => one.hash), root: ROOT },
})
const HEAD_NOW = headOf('renewal', 0)

function product<One, Other>(
  some: readonly One[],
  others: readonly Other[],
): readonly (One & Other)[] {
  return some.flatMap((one) => others.map((other) => ({ ...one, ...other })))
}
const options = <Name extends string, Value>(name: Name, values: readonly Value[]) =>
  values.map((value) => ({ [name]: value }) as Record<Name, Value>)

const keptHalf = (of: 'X' | 'X2' | 'Y'): KeptHalf => ({
  ...{ typ: 'half', case: of === 'Y' ? Y : X, msg: NAMES[of], office: 'ethics', half: hash(of) },
  readers: of === 'Y' ? keysOf('A', 'K') : keysOf('A', 'B'),
})

const NOBODYS = { isWholeKey: false, wasOfficers: false }
const HALVES = [
  ...(['X', 'X2', 'Y'] as const).map((of) => ({ half: keptHalf(of), isKey: false, ...NOBODYS })),
  { half: 'untyped' as const, isKey: false, ...NOBODYS },
  // Whole keys of messages: of this case, and of one that he read as an officer.
  { half: 'untyped' as const, isKey: true, ...NOBODYS, isWholeKey: true },
  { half: 'untyped' as const, isKey: true, ...NOBODYS, wasOfficers: true },
]

interface SignedRequest {
  readonly asked: SignedAct | null
  readonly signedBy: string | null
}

const BASE: ActStatement = {
  ...{ root: ROOT, case: X, act: 'name_asked', number: 1, before: null, answers: NAMES.X },
  ...{ office: 'ethics', content: hash('protection'), day: dayAt(3), by: 'officer' },
  ...{ heads: { 'r>o': null, 'o>r': null }, directory: HEAD_NOW },
}
const CHANGES: readonly Partial<ActStatement>[] = [
  {},
  { act: 'closed' },
  { by: 'custodian' },
  { case: Y, answers: NAMES.Y },
  { case: Y },
  { answers: NAMES.X2 },
  { office: 'hr' },
  { content: hash('danger') },
  { day: dayAt(9) },
  { root: 'E'.repeat(40) },
]
const signed = (change: Partial<ActStatement>): SignedAct => ({
  ...{ ...BASE, ...change },
  signature: '',
})

const REQUESTS: readonly SignedRequest[] = [
  { asked: null, signedBy: null },
  ...CHANGES.flatMap((change) =>
    [...(['A', 'S', 'B', 'K', 'X', 'C'] as const).map(keyOf), null].map((signedBy) => ({
      asked: signed(change),
      signedBy,
    })),
  ),
]

type ShownRequest = Omit<HandedRequest, keyof SignedRequest | 'half' | 'isWholeKey' | 'wasOfficers'>
const PLACES = product(options('case', [X, Y]), options('message', Object.values(NAMES)))
const TERMS = product(
  product(options('office', ['ethics', 'hr'] as const), options('askedOn', [dayAt(3), dayAt(9)])),
  options('content', [hash('protection'), hash('danger')]),
)
const PERSONS = product(
  options('askedBy', (['A', 'B', 'K'] as const).map(labelOf)),
  options('readers', [[], ['a'], ['a', 'k'], ['b'], ['k'], ['a', 'x']]),
)
const SHOWN: readonly ShownRequest[] = product(product(PLACES, TERMS), PERSONS)

/** What a search found wrong, and how much it tried. */
interface SearchResult {
  readonly views: number
  readonly wrong: readonly string[]
}

/** What is released though it should not be, by these rules; and how much was tried. */
export function exploreRequests(rules?: typeof DISCLOSURE_RULES): SearchResult {
  const people = published(before, first, moved)
  const wrong = new Set<string>()
  let views = 0
  for (const { isKey, ...half } of HALVES) {
    for (const request of REQUESTS) {
      for (const shown of SHOWN) {
        const handed = { ...shown, ...request, ...half }
        const fault = disclosureFault(handed, people, rules)
        views += 1
        if (request.asked === null && fault !== 'request_unsigned') wrong.add('nobody asked')
        if (fault === null) for (const why of wronglyDisclosed(handed, isKey)) wrong.add(why)
        // Where a rule is left out, one counterexample is enough.
        if (wrong.size > 0 && rules !== undefined) return { views, wrong: [...wrong] }
      }
    }
  }
  return { views, wrong: [...wrong] }
}

function wronglyDisclosed(handed: HandedRequest, isKey: boolean): readonly string[] {
  const { asked, signedBy, half, readers, office } = handed
  const asker = Object.entries(OFFICERS).find(([, one]) => one.fingerprint === signedBy)
  const now = moved.officers
  const sealedTo = half === 'untyped' ? null : half.readers
  const reads = (one: string) => {
    const officer = now.find((is) => is.id === one)
    return officer?.office === office && (sealedTo?.includes(officer.fingerprint) ?? true)
  }
  const faults: Record<string, boolean> = {
    'a whole key': isKey,
    'another name': half !== 'untyped' && half.msg !== handed.message,
    'another case': half !== 'untyped' && half.case !== handed.case,
    'another office': half !== 'untyped' && half.office !== office,
    'to somebody else': readers.length === 0 || !readers.every(reads),
    'asked by nobody who reads':
      !readers.includes(asker?.[1].id ?? '') || !reads(asker?.[1].id ?? ''),
    'shown as another': asker === undefined || labelOf(asker[0] as Person) !== handed.askedBy,
    'no request': asked?.act !== 'name_asked' || asked.by !== 'officer' || asked.root !== ROOT,
    'a request for another case': asked?.case !== handed.case,
    'a request for another name': asked?.answers !== handed.message,
    'a request of another office': asked?.office !== office,
    'another reason': asked?.content !== handed.content,
    'another day': asked?.day !== handed.askedOn,
  }
  return Object.keys(faults).filter((why) => faults[why])
}

const TEXT: DisclosedHalf = {
  ...{ typ: 'released', case: X, msg: NAMES.X, office: 'ethics', half: hash('X') },
  ...{ readers: keysOf('A', 'B'), request: hash('request') },
}
const TEXTS = [
  ...[{}, { case: Y }, { msg: NAMES.X2 }, { office: 'hr' as const }].map((one) => ({
    ...TEXT,
    ...one,
  })),
  ...[{ readers: keysOf('B') }, { readers: keysOf('A', 'K') }].map((one) => ({ ...TEXT, ...one })),
  'untyped' as const,
]
const RELEASE: ActStatement = {
  ...BASE,
  ...{
    act: 'name_released',
    by: 'custodian',
    number: 2,
    before: hash('request'),
    content: hash('text'),
  },
}
const ASKED = CHANGES.map((change) => signed(change))
const RELEASES = [
  ...CHANGES,
  { act: 'name_refused' as const },
  { before: hash('other') },
  { content: hash('x') },
]
  .filter((one) => Object.keys(one).length === 0 || !('act' in one && one.act === 'closed'))
  .map((change) => ({ ...RELEASE, ...change, signature: '' }))
  .map((one) =>
    one.content === hash('danger')
      ? { ...one, by: 'officer' as const, content: hash('text') }
      : one,
  )

const event = (
  act: CaseAct['act'],
  by: CaseAct['by'],
  given: SignedRequest,
  name: string,
): CaseAct => ({
  ...{ act, by, on: dayAt(3), signedAct: given.asked, signedBy: given.signedBy },
  hash: given.asked && hash(name),
})
const signers = (...people: readonly Person[]) => [...people.map(keyOf), null]

/** What is shown though nothing proves it, by these rules; and how much was tried. */
export function exploreDisclosures(rules?: typeof DISCLOSED_RULES): SearchResult {
  const wrong = new Set<string>()
  let views = 0
  const admission = { offices: ['ethics' as const], form: { keptOut: ['k'], rosterVersion: 1 } }
  const requests = [
    { asked: null, signedBy: null },
    ...ASKED.flatMap((asked) =>
      signers('A', 'K', 'X', 'C').map((signedBy) => ({ asked, signedBy })),
    ),
  ]
  const releases = [
    { asked: null, signedBy: null },
    ...RELEASES.flatMap((asked) => signers('C', 'A').map((signedBy) => ({ asked, signedBy }))),
  ]
  for (const half of TEXTS) {
    for (const since of [null, dayAt(1), dayAt(5)]) {
      const rosters = [first, { ...moved, leastFormatSince: since }]
      for (const request of requests) {
        for (const release of releases) {
          const acts = [
            event('identity_asked', 'officer', request, 'request'),
            event('identity_released', 'custodian', release, 'release'),
          ]
          const handed: HandedDisclosure = {
            ...{ case: X, message: NAMES.X, office: 'ethics', own: keyOf('A'), half, acts },
            content: hash('text'),
          }
          views += 1
          if (!isDisclosed(handed, published(...rosters), admission, rules)) continue
          for (const why of wronglyShown(half, request, release, since)) wrong.add(why)
        }
      }
    }
  }
  return { views, wrong: [...wrong] }
}

function wronglyShown(
  half: DisclosedHalf | 'untyped',
  { asked, signedBy }: SignedRequest,
  { asked: release, signedBy: by }: SignedRequest,
  since: string | null,
): readonly string[] {
  if (half === 'untyped') {
    const isOld = asked === null && (since === null || dayAt(3) <= since)
    return isOld ? [] : ['an untyped half after signed ones']
  }
  const isText = half.case === X && half.msg === NAMES.X && half.office === 'ethics'
  const same = (act: SignedAct | null) =>
    act?.case === X && act.answers === NAMES.X && act.office === 'ethics' && act.root === ROOT
  const isDay = (act: SignedAct | null) => act?.day === dayAt(3)
  const faults: Record<string, boolean> = {
    'a half of something else': !isText,
    'to somebody kept out': half.readers.includes(keyOf('K')),
    'not to this reader': !half.readers.includes(keyOf('A')),
    'nobody released it': by !== keyOf('C') || release?.content !== hash('text'),
    'another release':
      !same(release) ||
      !isDay(release) ||
      release?.act !== 'name_released' ||
      release.by !== 'custodian',
    'for another request': release?.before !== hash('request'),
    'asked by somebody else': signedBy !== keyOf('A'),
    'another request':
      !same(asked) || !isDay(asked) || asked?.act !== 'name_asked' || asked.by !== 'officer',
  }
  return Object.keys(faults).filter((why) => faults[why])
}
