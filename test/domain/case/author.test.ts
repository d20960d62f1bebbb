import { describe, expect, test } from 'vitest'
import { authorOn } from '#domain/case/author.ts'
import type { LetterText } from '#domain/case/letter-text.ts'
import type { RosterPeople } from '#domain/case/roster.ts'

const [ANA, BEN] = ['A'.repeat(40), 'B'.repeat(40)]
const named = (fingerprint: string) =>
  ({ id: fingerprint, label: fingerprint, office: 'ethics', fingerprint }) as never
/** Ana leaves with the second list, and Ben comes with it. */
const people = {
  heads: ['one', 'two'],
  rosters: [
    { issued: '2026-11-01', expires: '2026-12-05', officers: [named(ANA)], custodians: [] },
    { issued: '2026-11-10', expires: '2026-12-14', officers: [named(BEN)], custodians: [] },
  ],
} as unknown as RosterPeople

const letter = (day: string, directory?: string) =>
  ({ v: directory === undefined ? 1 : 2, office: 'ethics', day, directory }) as LetterText
const authorOf = (fingerprint: string, of: LetterText) => {
  const author = authorOn(people, fingerprint, of)
  return typeof author === 'string' ? author : author.fingerprint
}

describe('T-142 who left is no author of what is written later', () => {
  test('of version 1: by the newest list of the day, a day more or less', () => {
    expect(authorOf(ANA, letter('2026-11-09'))).toBe(ANA)
    expect(authorOf(ANA, letter('2026-11-11'))).toBe(ANA)
    // The list that named her would run until 5 December.
    expect(authorOf(ANA, letter('2026-11-12'))).toBe('author_left')
    expect(authorOf(BEN, letter('2026-11-08'))).toBe('author_left')
    expect(authorOf(BEN, letter('2026-11-09'))).toBe(BEN)
    expect(authorOf(ANA, letter('2026-10-01'))).toBe(ANA)
  })

  test('of version 2: by the list that it names, and not behind the back of the one of its day', () => {
    expect(authorOf(ANA, letter('2026-11-09', 'one'))).toBe(ANA)
    expect(authorOf(ANA, letter('2026-11-09', 'two'))).toBe('author_left')
    expect(authorOf(ANA, letter('2026-11-20', 'one'))).toBe('author_left')
    expect(authorOf(BEN, letter('2026-11-20', 'two'))).toBe(BEN)
    expect(authorOf(BEN, letter('2026-11-20', 'one'))).toBe('author_left')
    expect(authorOf(BEN, letter('2026-11-20', 'three'))).toBe('roster_unknown')
  })
})
