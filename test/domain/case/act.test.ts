import { expect, test } from 'vitest'
import {
  ActStatement,
  actFault,
  type ExpectedAct,
  messagesBefore,
  nextAct,
} from '#domain/case/act.ts'

const statement = ActStatement.parse({
  ...{ root: 'F'.repeat(40), case: 'A'.repeat(22), act: 'consented', number: 2 },
  ...{ before: 'B'.repeat(43), answers: 'C'.repeat(22), office: 'ethics', content: 'D'.repeat(43) },
  ...{ day: '2026-11-30', by: 'reporter', directory: 'E'.repeat(43) },
  heads: { 'r>o': { seq: 3, hash: 'F'.repeat(43) }, 'o>r': null },
})
const expected: ExpectedAct = {
  ...{ root: 'F'.repeat(40), case: 'A'.repeat(22), act: 'consented', answers: 'C'.repeat(22) },
  ...{ office: 'ethics', content: 'D'.repeat(43), by: 'reporter', day: '2026-11-30' },
  last: { number: 1, hash: 'B'.repeat(43) },
  heads: { 'r>o': 3, 'o>r': 0 },
}

test('T-144 an act is taken once: its number, the act before it, the day and the messages are those of now', () => {
  expect(actFault(statement, expected)).toBeNull()
  for (const change of [
    { last: null },
    { last: { number: 2, hash: 'B'.repeat(43) } },
    { last: { number: 1, hash: 'C'.repeat(43) } },
    { day: '2026-12-01' },
    { heads: { 'r>o': 4, 'o>r': 0 } },
    { heads: { 'r>o': 3, 'o>r': 1 } },
  ]) {
    expect(actFault(statement, { ...expected, ...change })).toBe('outdated')
  }
})

test('T-144 an act about another case, office, request or text, or of another hand, is none', () => {
  for (const change of [
    { root: 'E'.repeat(40) },
    { case: 'B'.repeat(22) },
    { act: 'withdrawn' },
    { answers: null },
    { office: 'hr' },
    { content: null },
    { by: 'server' },
  ] as const) {
    expect(actFault(statement, { ...expected, ...change, last: null })).toBe('foreign')
  }
})

test('the first act of a case has number 1 and names none', () => {
  expect(nextAct(null)).toEqual({ number: 1, before: null })
})

test('on the page an act names nothing that came on its own day', () => {
  const heads = [
    { dir: 'r>o', seq: 1, on: '2026-11-27' },
    { dir: 'r>o', seq: 2, on: '2026-11-30' },
    { dir: 'o>r', seq: 2, on: '2026-11-30' },
    { dir: 'o>r', seq: 1, on: '2026-11-29' },
    { dir: 'o>o', seq: 9, on: '2026-11-28' },
  ] as const
  const seqs = (isOnPage: boolean) => {
    const { 'r>o': own, 'o>r': answers } = messagesBefore(heads, '2026-11-30', isOnPage)
    return [own?.seq, answers?.seq]
  }
  expect(seqs(true)).toEqual([2, 1])
  expect(seqs(false)).toEqual([2, 2])
})
