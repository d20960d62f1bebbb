import { describe, expect, test } from 'vitest'
import { type CaseLetter, firstLetterOf } from '#domain/case/first-letter.ts'

const hashOf = (name: string) => name.padEnd(43, '_')

/** A letter of the person that follows another one. */
function letterAfter(
  name: string,
  seq: number,
  before: CaseLetter | null,
  signedBy: string | null,
) {
  const seen = { 'r>o': null, 'o>r': null }
  const letter = { v: 2, dir: 'r>o', seq, prev: before?.hash ?? null, seen }
  const row = { id: name, dir: 'r>o', seq, hash: hashOf(name), signedBy, isSound: true } as const
  return { ...row, kind: seq === 1 ? 'concern' : 'identity', letter } as unknown as CaseLetter
}

describe('T-139 the first letter of a card, which nobody signs', () => {
  const first = letterAfter('first', 1, null, null)
  const other = letterAfter('other', 1, null, null)
  const name = letterAfter('name', 2, first, null)
  const added = letterAfter('added', 3, name, 'R')

  test('is the one that a signed letter leads to, also by way of the name, which nobody signs either', () => {
    expect(firstLetterOf([first, name, added])).toBe(first)
    expect(firstLetterOf([other, name, added])).toBe('first_doubtful')
    expect(firstLetterOf([first, added])).toBe('first_doubtful')
  })

  test('a name that no signed letter leads to proves nothing against it', () => {
    expect(firstLetterOf([other, name])).toBe(other)
  })
})
