import fc from 'fast-check'
import { expect, test } from 'vitest'
import { released, type UncountedCase } from '#db/delayed-inbox/merge-pending.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { HeadV2 } from '#domain/case/message-v2.ts'
import { unreleasedFrom, waitsForRelease } from '#domain/case/release-day.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { LetterWith } from '#ports.ts'
import { lateNow } from '#reporter/conversation.ts'
import { sealNext } from '#reporter/seal-own.ts'
import { signOwnAct } from '#reporter/sign-own-act.ts'

const ZONE = 'Europe/Zurich'
const RELEASE = '07:00'
const MINUTES = 24 * 60
const DAY = '2026-11-20' as Day
const MIDNIGHT = Date.parse('2026-11-20T00:00:00+01:00')
/** An instant, in minutes of the day; negative ones are of the days before. */
const at = (minute: number) => new Date(MIDNIGHT + minute * 60_000)

type Row = LetterWith<Uint8Array<ArrayBuffer>>

function row(dir: 'r>o' | 'o>r', seq: number, on: Day): Row {
  const head = { id: `${dir}${seq}`, dir, seq, kind: dir === 'r>o' ? 'concern' : 'answer', on }
  return { head, data: new TextEncoder().encode(`${dir} ${seq}`), key: null } as unknown as Row
}

/** What an office that writes every so many minutes had written by a minute, beside what its person wrote. */
function rowsBy(minute: number, every: number, own: readonly Row[]): readonly Row[] {
  const answers: Row[] = []
  for (let one = -2 * MINUTES; one <= minute; one += every) {
    answers.push(row('o>r', answers.length + 1, plusDays(DAY, Math.floor(one / MINUTES))))
  }
  return [...own, ...answers]
}

const services = {
  chance: (length: number) => new Uint8Array(length),
  sealer: { hash: async (data: Uint8Array) => new TextDecoder().decode(data) },
  // A list is published every minute, too: the page names none of its own day.
  readership: {
    snapshot: async (before: Day | null) => ({ root: 'F', hash: `before ${before}` }),
  },
  acts: { last: async () => null, sign: async (statement: unknown) => statement },
} as unknown as Parameters<typeof sealNext>[0] & Parameters<typeof signOwnAct>[0]

/** What her page has at a minute, by what the store shows of it. */
function shownAt(minute: number, every: number, own: readonly Row[]) {
  const letters = rowsBy(minute, every, own)
  const known = {
    ...{ id: 'case', office: 'ethics', channel: 'web_page', category: 'workplace' },
    ...{ alertHours: null, terms: { replyHours: null }, nameNews: [], letters },
  } as unknown as UncountedCase<Row>
  return released(known, [], unreleasedFrom(RELEASE, ZONE, at(minute))).known
}

/** All that a letter and an act of hers say beside her words, when she writes at these minutes of the day. */
async function saidAt(minutes: readonly number[], every: number): Promise<readonly string[]> {
  const own = [row('r>o', 1, plusDays(DAY, -3))]
  const sentences: string[] = []
  for (const minute of minutes.toSorted((one, other) => one - other)) {
    const reportersCase = shownAt(minute, every, own)
    const mine = { reportersCase, key: {}, readers: [] } as unknown as Parameters<
      typeof sealNext
    >[1]
    const message = {
      ...{ kind: 'addition', text: new Confidential('words'), form: {}, language: 'en', on: DAY },
    } as Parameters<typeof sealNext>[2]
    await sealNext(services, mine, message, async (letter) => {
      const { seen, readers, directory } = letter as HeadV2
      sentences.push(JSON.stringify({ seen, readers, directory }).replace(/"r>o":\{.*?\}/, ''))
      return { data: new Uint8Array(1), keys: [] }
    })
    const { heads, directory } = await signOwnAct(services, mine, { act: 'settled', on: DAY })
    sentences.push(JSON.stringify({ heads: heads['o>r'], directory }))
    own.push(row('r>o', own.length + 1, DAY))
  }
  return sentences
}

const minute = fc.integer({ min: 0, max: MINUTES - 1 })

test('T-111 an officer who writes every minute learns of what somebody writes on a day one bit: the side of its release', {
  timeout: 60_000,
}, async () => {
  const release = 7 * 60
  const before = await saidAt([0], 1)
  const after = await saidAt([release], 1)
  expect(before).not.toEqual(after)
  await fc.assert(
    fc.asyncProperty(fc.array(minute, { minLength: 1, maxLength: 4 }), async (minutes) => {
      const sorted = minutes.toSorted((one, other) => one - other)
      const sides = sorted.flatMap((one) => (one < release ? before : after))
      expect(await saidAt(minutes, 1)).toEqual(sides)
    }),
    { numRuns: 30, examples: [[[release - 1, release]], [[0, MINUTES - 1]]] },
  )
})

test('T-111 whatever an office writes in the meantime, what the page shows changes with the release alone', () => {
  const own = [row('r>o', 1, plusDays(DAY, -3))]
  const shown = (minute: number) => shownAt(minute, 7, own).letters.length
  const counts = Array.from({ length: MINUTES / 10 }, (_, at) => shown(at * 10))
  const changes = counts.flatMap((count, at) => (at > 0 && count !== counts[at - 1] ? [at] : []))
  expect(changes).toEqual([(7 * 60) / 10])
})

test('danger, a deadline in hours and a card wait for no release', () => {
  const waits = { channel: 'web_page', alertHours: null, replyHours: null } as const
  expect(waitsForRelease(waits)).toBe(true)
  expect(waitsForRelease({ ...waits, alertHours: 1 })).toBe(false)
  expect(waitsForRelease({ ...waits, replyHours: 48 })).toBe(false)
  expect(waitsForRelease({ ...waits, channel: 'teams_card' })).toBe(false)
  expect(waitsForRelease({ ...waits, channel: undefined })).toBe(false)
})

test('T-102 on the page no answer is called late before the release that would show it', () => {
  const lateAt = (minute: number, channel: 'web_page' | undefined) =>
    lateNow(
      { clock: { now: () => at(minute) }, policy: { releaseAt: RELEASE } } as never,
      {
        ...{ alertHours: null, terms: { zone: ZONE, replyHours: null } },
        ...(channel && { channel }),
        status: { dueOn: plusDays(DAY, -1), dueAt: null, pausedOn: null },
      } as never,
    )
  expect([0, 7 * 60 - 1, 7 * 60].map((minute) => lateAt(minute, 'web_page'))).toEqual([
    ...[false, false, true],
  ])
  expect(lateAt(0, undefined)).toBe(true)
})
