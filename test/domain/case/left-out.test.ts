import { expect, test } from 'vitest'
import type { CaseLetter } from '#domain/case/first-letter.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { isLeftOut, unsealedTo } from '#domain/case/left-out.ts'
import { CONTEXT_V2, type LetterTextV2 } from '#domain/case/message-v2.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Roster } from '#domain/case/roster.ts'
import type { Office } from '#domain/concern/office.ts'

const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)]
const HEADS = ['a', 'b', 'c'].map((letter) => letter.repeat(43))
const officer = (id: string, fingerprint: string, office: Office = 'ethics'): Officer => ({
  ...{ id: id as OfficerId, office, role: 'officer', label: id },
  fingerprint: fingerprint as never,
})
const roster = (version: number, issued: string, ...officers: readonly Officer[]): Roster => ({
  ...{ version, issued, expires: '2026-12-31', custodians: [], hash: 'r', officers },
})
const both = [officer('ethics-1', ONE), officer('ethics-2', TWO)]
const published = (...rosters: readonly Roster[]) => ({
  rosters,
  heads: HEADS.slice(0, rosters.length),
})
const people = published(roster(1, '2026-11-01', ...both))
const text = (change: Partial<LetterTextV2> = {}): LetterTextV2 => ({
  ...{ v: 2, ctx: CONTEXT_V2, root: 'F'.repeat(40), typ: 'addition', case: 'c', msg: 'm' },
  ...{ seq: 3, prev: 'p', dir: 'r>o', office: 'ethics', channel: 'page', day: '2026-11-10' },
  ...{ lang: 'en', readers: [TWO], seen: { 'r>o': null, 'o>r': null } },
  ...{ directory: HEADS[0] ?? '', text: '', form: {}, ...change },
})
const letter = (change: Partial<LetterTextV2> = {}, over: Partial<CaseLetter> = {}): CaseLetter => {
  const words = text(change)
  const { dir, seq } = words
  const place = { id: `${dir}${seq}`, dir, seq, kind: 'addition' as const, hash: `${seq}` }
  return { ...place, letter: words, signedBy: 'her', isSound: true, ...over }
}
const out = (letters: readonly CaseLetter[], of = people) =>
  unsealedTo(letters, of)?.officers.map(({ id }) => id) ?? null

test('T-139 whom her newest letter was not sealed to she kept out: by that he is known who reads again', () => {
  const before = letter({ seq: 2, readers: [ONE, TWO] })
  expect(out([letter(), before])).toEqual(['ethics-1'])
  expect(out([before])).toEqual([])
  expect(out([letter(), letter({ seq: 4, readers: [ONE, TWO] })])).toEqual([])
})

test('only a letter of hers that is proven says so', () => {
  expect(out([])).toBeNull()
  expect(out([letter({}, { isSound: false })])).toBeNull()
  expect(out([letter({}, { signedBy: null })])).toBeNull()
  expect(out([letter({}, { letter: null })])).toBeNull()
  expect(out([letter({ dir: 'o>r' })])).toBeNull()
  expect(out([letter({ directory: 'x'.repeat(43) })])).toEqual([])
})

test('who was at another office in these days, came later or had another key is not taken for kept out', () => {
  const moved = roster(2, '2026-11-10', officer('ethics-1', ONE, 'hr'), officer('ethics-2', TWO))
  expect(out([letter()], published(...people.rosters, moved))).toEqual([])
  const back = roster(3, '2026-11-11', ...both)
  expect(out([letter()], published(...people.rosters, moved, back))).toEqual([])
  const later = roster(2, '2026-11-20', officer('ethics-2', TWO))
  expect(out([letter()], published(...people.rosters, later))).toEqual(['ethics-1'])
  const joined = roster(2, '2026-11-10', ...both, officer('ethics-3', '3'.repeat(40)))
  expect(out([letter()], published(...people.rosters, joined))).toEqual(['ethics-1'])
  const renewed = roster(
    2,
    '2026-11-10',
    officer('ethics-1', '4'.repeat(40)),
    officer('ethics-2', TWO),
  )
  const to = letter({ readers: [TWO, '4'.repeat(40)] })
  expect(out([to], published(...people.rosters, renewed))).toEqual([])
})

test('what was sealed to him before she kept him out stays sound; what follows her letter does not', () => {
  const leftOut = unsealedTo([letter()], people)
  const answer = (seq: number) =>
    text({ dir: 'o>r', seen: { 'r>o': { seq, hash: 'h' }, 'o>r': null } })
  expect(isLeftOut(leftOut, { fingerprint: ONE, letter: answer(2) })).toBe(false)
  expect(isLeftOut(leftOut, { fingerprint: ONE, letter: answer(3) })).toBe(true)
  expect(isLeftOut(leftOut, { fingerprint: TWO, letter: answer(3) })).toBe(false)
  expect(isLeftOut(leftOut, { fingerprint: ONE, letter: text() })).toBe(false)
  expect(isLeftOut(leftOut, { id: 'ethics-1' as OfficerId })).toBe(true)
  expect(isLeftOut(null, { id: 'ethics-1' as OfficerId })).toBe(false)
})
