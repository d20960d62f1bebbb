import { describe, expect, test } from 'vitest'
import { type CaseHistory, historyTroubles } from '#domain/case/history.ts'
import type { HistoryMessage } from '#domain/case/history-message.ts'
import type { Direction } from '#domain/case/message.ts'
import { CONTEXT_V2, type LetterTextV2, seenIn } from '#domain/case/message-v2.ts'

const ROOT = 'F'.repeat(40)
const READER = 'A'.repeat(40)
const GHOST = 'B'.repeat(40)
const hashOf = (name: string) => name.padEnd(43, '_')
const HEADS = ['one', 'two', 'three'].map(hashOf)
const ISSUED = ['2026-08-01', '2026-10-01', '2026-11-01']

type Message = HistoryMessage & { readonly letter: LetterTextV2 }

/** Writes the next message of a direction, by somebody who was delivered `served`. */
function write(
  served: readonly HistoryMessage[],
  dir: Direction,
  on: string,
  change: Partial<LetterTextV2> = {},
): Message {
  const seen = seenIn(served, dir)
  const { seq: last = 0, hash: prev = null } = seen[dir] ?? {}
  const seq = last + 1
  const name = `${dir}${seq}`
  const letter = {
    ...{ v: 2, ctx: CONTEXT_V2, root: ROOT, typ: 'answer', case: '', msg: name, seq, prev, dir },
    ...{ office: 'ethics', channel: 'card', day: on, lang: 'en', readers: [READER], seen },
    ...{ directory: HEADS[2] ?? '', text: '', form: {}, ...change },
  } as LetterTextV2
  const row = { id: name, dir, seq, on, hash: hashOf(name), kind: 'answer' } as const
  return { ...row, letter, signedBy: READER, isSound: true }
}

const troubles = (messages: readonly HistoryMessage[], change: Partial<CaseHistory> = {}) =>
  Object.fromEntries(
    historyTroubles({
      messages,
      rosters: ISSUED.map(
        (issued) => ({ issued, expires: '2026-11-30' }) as CaseHistory['rosters'][number],
      ),
      heads: HEADS,
      root: ROOT,
      channel: 'card',
      isDelayed: false,
      mayRead: (fingerprint) => fingerprint === READER,
      ...change,
    }),
  )

const first = write([], 'r>o', '2026-11-10')
const answer = write([first], 'o>r', '2026-11-11')
const note = write([first, answer], 'o>o', '2026-11-11')
const second = write([first, answer], 'r>o', '2026-11-12')
const reply = write([first, answer, note, second], 'o>r', '2026-11-13')
const whole = [first, answer, note, second, reply]

/** The same message as a program of the version before wrote it. */
const inV1 = (message: Message): HistoryMessage => {
  return { ...message, letter: { ...message.letter, v: 1 } as never }
}

describe('T-141 what the database withholds, forks or reorders', () => {
  test('an honest history has no trouble, and who cannot open one message, or the notes, none either', () => {
    expect(troubles(whole)).toEqual({})
    expect(troubles(whole.map((one) => (one === answer ? { ...one, letter: null } : one)))).toEqual(
      {},
    )
    expect(troubles(whole.filter((one) => one !== note))).toEqual({})
  })

  test('a message that later ones name, and the end once the next message names it', () => {
    expect(troubles(whole.filter((one) => one !== second))).toEqual({ 'o>r2': 'withheld' })
    expect(troubles(whole.filter((one) => one !== first))).toMatchObject({ 'o>r1': 'withheld' })
    // The end alone shows to nobody before it is named: it is a delay until then.
    expect(troubles(whole.slice(0, 3))).toEqual({})
  })

  test('another message at the number that a later one names', () => {
    const other = { ...second, hash: hashOf('other') }
    expect(troubles(whole.map((one) => (one === second ? other : one)))).toEqual({
      'o>r2': 'forked',
    })
  })

  test('a message before the one that is named: who cannot open what is left of them sees the hole', () => {
    const third = write([first, second], 'r>o', '2026-11-13')
    const closed = { ...second, letter: null }
    expect(troubles([first, closed, third])).toEqual({})
    expect(troubles([closed, third])).toEqual({ 'r>o3': 'withheld' })
  })

  test('two messages of the person at one number, which is no concurrency: one person writes', () => {
    const other = { ...second, id: 'other', hash: hashOf('other'), letter: null, signedBy: null }
    expect(troubles([first, answer, note, second, other, reply])).toEqual({ 'o>r2': 'forked' })
  })

  test('who knows less than the message before: the server showed two histories', () => {
    const behind = write([first, answer], 'o>r', '2026-11-13')
    const messages = [...whole, write([first, answer, reply], 'o>r', '2026-11-14')]
    expect(troubles([first, answer, note, second, behind])).toEqual({ 'o>r2': 'without_newest' })
    expect(troubles(messages)).toMatchObject({ 'o>r3': 'went_back' })
  })

  test('rows in another order: a message stands before one that it names', () => {
    const [, , , added, then] = whole
    if (added === undefined || then === undefined) throw new Error('no messages')
    expect(troubles([first, answer, note, then, added])).toEqual({ 'o>r2': 'out_of_order' })
    expect(troubles([inV1(added), inV1(first)])).toEqual({ 'r>o2': 'out_of_order' })
    expect(troubles(whole.toReversed())).toMatchObject({ 'o>r1': 'out_of_order' })
  })

  test('two answers with one predecessor, both served, were written at the same time', () => {
    const twin = { ...reply, id: 'twin', hash: hashOf('twin') }
    const after = write([...whole, twin], 'r>o', '2026-11-14')
    expect(troubles([...whole, twin, after])).toEqual({})
  })

  test('an answer without her last message; on the page only once it had reached the office', () => {
    const without = write([first, answer, note], 'o>r', '2026-11-13')
    const messages = [first, answer, note, second, without]
    expect(troubles(messages)).toEqual({ 'o>r2': 'without_newest' })
    expect(troubles(messages, { isDelayed: true })).toEqual({})
    const late = write([first, answer, note], 'o>r', '2026-11-14')
    expect(troubles([first, answer, note, second, late], { isDelayed: true })).toEqual({
      'o>r2': 'without_newest',
    })
  })
})

test.each([
  [
    'T-139 a reader in the seal whom nobody let in',
    { readers: [READER, GHOST] },
    'ghost_recipient',
  ],
  ['another root', { root: GHOST }, 'other_organisation'],
  ['another channel', { channel: 'page' }, 'other_channel'],
  ['another day', { day: '2026-11-19' }, 'day_moved'],
  ['T-143 a list that is not published', { directory: hashOf('four') }, 'roster_unknown'],
  ['T-143 a list that was replaced long ago', { directory: HEADS[0] ?? '' }, 'roster_old'],
] as const)('%s: %s', (_what, change, trouble) => {
  const changed = write([first], 'o>r', '2026-11-11', change as Partial<LetterTextV2>)
  expect(troubles([first, changed])).toEqual({ 'o>r1': trouble })
})

test('T-143 a list that had ended when an officer wrote: newer ones are kept back from whoever reads', () => {
  const after = write([first], 'o>r', '2026-12-02', { directory: HEADS[2] ?? '' })
  expect(troubles([first, after])).toEqual({ 'o>r1': 'roster_old' })
  const around = write([first], 'o>r', '2026-12-01', { directory: HEADS[2] ?? '' })
  expect(troubles([first, around])).toEqual({})
  // The page names the newest list of an earlier day, which may have ended where nobody published one in time.
  const added = write([first, answer], 'r>o', '2026-12-02', { directory: HEADS[2] ?? '' })
  expect(troubles([first, answer, added])).toEqual({})
})

test('T-143 a list that was replaced within the month is silent; an older one after a newer one is not', () => {
  const older = write([first], 'o>r', '2026-11-11', { directory: HEADS[1] ?? '' })
  expect(troubles([first, older])).toEqual({})
  const back = write([first, answer], 'o>r', '2026-11-12', { directory: HEADS[1] ?? '' })
  expect(troubles([first, answer, back])).toEqual({ 'o>r2': 'went_back' })
})

test('D4 version 1 in a case that began with version 2', () => {
  const old = { ...answer, letter: { ...answer.letter, v: 1 } as never }
  expect(troubles([first, old])).toEqual({ 'o>r1': 'older_format' })
  const oldFirst = { ...first, letter: { ...first.letter, v: 1 } as never }
  expect(troubles([oldFirst, old, second])).toEqual({})
})

const oldFirstLetter = inV1(first)

describe('D4 version 1 after version 2', () => {
  const late = write([oldFirstLetter, answer], 'o>r', '2026-11-12')

  test('of the office: until a letter of version 2 names it', () => {
    expect(troubles([oldFirstLetter, answer, inV1(late)])).toEqual({ 'o>r2': 'older_format' })
    const after = write([oldFirstLetter, answer, late], 'o>r', '2026-11-13')
    expect(troubles([oldFirstLetter, answer, inV1(late), after])).toEqual({})
    const other = write([oldFirstLetter, answer, late], 'o>o', '2026-11-13')
    expect(troubles([oldFirstLetter, answer, inV1(late), other])).toEqual({})
    // One of version 1 that follows proves nothing of it, until one of version 2 names that.
    expect(troubles([oldFirstLetter, answer, inV1(late), inV1(after)])).toEqual({
      'o>r2': 'older_format',
      'o>r3': 'older_format',
    })
    const last = write([oldFirstLetter, answer, late, after], 'o>r', '2026-11-14')
    expect(troubles([oldFirstLetter, answer, inV1(late), inV1(after), last])).toEqual({})
  })

  test('what nobody signed names nothing, and makes nothing old', () => {
    const after = { ...write([oldFirstLetter, answer, late], 'o>r', '2026-11-13'), signedBy: null }
    expect(troubles([oldFirstLetter, answer, inV1(late), after])).toEqual({
      'o>r2': 'older_format',
    })
    expect(troubles([oldFirstLetter, { ...answer, signedBy: null }, inV1(late)])).toEqual({})
  })

  test('what was written before the first letter of version 2 has no trouble, and nor has what the person adds', () => {
    const addition = inV1(write([oldFirstLetter, answer], 'r>o', '2026-11-12'))
    const oldQuestion = inV1(write([oldFirstLetter], 'o>r', '2026-11-11'))
    const oldNote = inV1(write([oldFirstLetter], 'o>o', '2026-11-11'))
    const then = write([oldFirstLetter, oldQuestion, oldNote], 'o>r', '2026-11-12')
    expect(troubles([oldFirstLetter, oldQuestion, oldNote, then])).toEqual({})
    expect(troubles([oldFirstLetter, answer, addition])).toEqual({})
  })

  test('a server and a desk of each version at once: nothing is called false, what the old desk wrote last is called old', () => {
    let messages: readonly HistoryMessage[] = [oldFirstLetter]
    const days = [
      '2026-11-11',
      '2026-11-12',
      '2026-11-13',
      '2026-11-14',
      '2026-11-15',
      '2026-11-16',
    ]
    for (const [at, on] of days.entries()) {
      const dir = at % 3 === 2 ? ('r>o' as const) : ('o>r' as const)
      const next = write(messages, dir, on)
      messages = [...messages, at % 2 === 0 || dir === 'r>o' ? inV1(next) : next]
      const troublesNow = Object.values(troubles(messages))
      expect(troublesNow.every((trouble) => trouble === 'older_format')).toBe(true)
      expect(troublesNow.length).toBeLessThanOrEqual(1)
      if (at % 2 === 1 && dir === 'o>r') expect(troublesNow).toEqual([])
    }
  })
})

describe('T-142 a letter of version 1 that was dated back', () => {
  test('is not of the day of its row, or goes back behind the letter that it follows', () => {
    const before = inV1(write([oldFirstLetter], 'o>r', '2026-11-12'))
    const back = write([oldFirstLetter, before], 'o>r', '2026-11-13', { day: '2026-10-01' })
    expect(troubles([oldFirstLetter, before, inV1(back)])).toEqual({ 'o>r2': 'day_moved' })
    const both = inV1(write([oldFirstLetter, before], 'o>r', '2026-10-01'))
    expect(troubles([oldFirstLetter, before, both])).toEqual({ 'o>r2': 'went_back' })
    expect(
      troubles([
        oldFirstLetter,
        before,
        inV1(write([oldFirstLetter, before], 'o>r', '2026-11-11')),
      ]),
    ).toEqual({})
  })
})

describe('what the first message of a case commits to', () => {
  const name = hashOf('Amal')
  const promise = { received: '2026-11-10', due: '2026-11-17', policy: 'p', words: hashOf('w') }
  const begun = (change: { name: string | null }) =>
    write([], 'r>o', '2026-11-10', { first: { label: null, promise, ...change } })
  const nameAfter = (before: Message, change: Partial<Message>): Message => ({
    ...write([before], 'r>o', '2026-11-10'),
    ...{ kind: 'identity', signedBy: null, nameHash: name, ...change },
  })

  test('T-140 another name than the one that a case began with is called replaced', () => {
    const named = begun({ name })
    expect(troubles([named, nameAfter(named, {})])).toEqual({})
    for (const nameHash of [hashOf('Boris'), null]) {
      const replaced = nameAfter(named, { nameHash })
      expect(troubles([named, replaced])).toEqual({ 'r>o2': 'name_replaced' })
    }
  })

  test('T-140 where it began without a name, one that the person signs is hers, and no other', () => {
    const unnamed = begun({ name: null })
    expect(troubles([unnamed, nameAfter(unnamed, { signedBy: READER })])).toEqual({})
    expect(troubles([unnamed, nameAfter(unnamed, {})])).toEqual({ 'r>o2': 'name_replaced' })
  })

  test('T-140 a name that takes two to open, and is not open, is no trouble', () => {
    const named = begun({ name })
    const closed = { ...nameAfter(named, { nameHash: null }), letter: null }
    expect(troubles([named, closed])).toEqual({})
  })

  test('another due day than was promised is called moved, and none is where it is no more known', () => {
    const first = begun({ name: null })
    expect(troubles([first], { due: '2026-11-17' })).toEqual({})
    expect(troubles([first], { due: '2026-11-18' })).toEqual({ 'r>o1': 'promise_moved' })
    expect(troubles([first])).toEqual({})
  })

  test('a case that began with version 1 commits to nothing', () => {
    const old = inV1(begun({ name }))
    expect(troubles([old, nameAfter(begun({ name }), { nameHash: null })], { due: 'x' })).toEqual(
      {},
    )
  })
})

test('T-141 from the day on that a roster names, version 1 is called old in every case, and before it nowhere', () => {
  const old = [first, answer].map(inV1)
  const rostersSince = (...days: readonly (string | null)[]) =>
    days.map(
      (leastFormatSince) =>
        ({
          issued: '2026-08-01',
          expires: '2026-11-30',
          leastFormatSince,
        }) as unknown as CaseHistory['rosters'][number],
    )
  const since = (...days: readonly (string | null)[]) =>
    troubles(old, { rosters: rostersSince(...days) })
  expect(since(null)).toEqual({})
  expect(since(null, '2026-11-11')).toEqual({})
  expect(since(null, '2026-11-10', null)).toEqual({ 'o>r1': 'older_format' })
  // What a letter of version 2 names is believed.
  const named = troubles([...old, second], { rosters: rostersSince(null, '2026-11-01', null) })
  expect(named).toEqual({})
})
