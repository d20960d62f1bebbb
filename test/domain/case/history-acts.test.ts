import { expect, test } from 'vitest'
import { SignedAct } from '#domain/case/act.ts'
import { ACT_RULES, type ActHistory, actTroubles, type CaseAct } from '#domain/case/history-acts.ts'

const KEY = 'A'.repeat(40)
const signed = (change: Partial<SignedAct> = {}): SignedAct =>
  SignedAct.parse({
    ...{ root: 'F'.repeat(40), case: 'C'.repeat(22), act: 'consented', number: 1, before: null },
    ...{ answers: 'B'.repeat(22), office: 'hr', content: 'D'.repeat(43), day: '2026-11-10' },
    ...{ by: 'reporter', directory: 'E'.repeat(43), signature: 'S'.repeat(160) },
    heads: { 'r>o': { seq: 1, hash: '1'.repeat(43) }, 'o>r': { seq: 1, hash: '2'.repeat(43) } },
    ...change,
  })
const caseAct = (change: Partial<CaseAct> = {}): CaseAct => {
  const signedAct = change.signedAct === undefined ? signed() : change.signedAct
  const of = { act: 'consented', by: 'reporter', on: '2026-11-10', signedBy: KEY } as const
  return { ...of, hash: 'H'.repeat(43), ...change, signedAct }
}
const settled = signed({
  ...{ act: 'settled', number: 2, before: 'H'.repeat(43), answers: null, content: null },
  heads: { 'r>o': { seq: 2, hash: '3'.repeat(43) }, 'o>r': { seq: 1, hash: '2'.repeat(43) } },
})
const both = [caseAct(), caseAct({ act: 'settled', signedAct: settled, hash: 'I'.repeat(43) })]
const history = (acts: readonly CaseAct[], change: Partial<ActHistory> = {}): ActHistory => ({
  ...{ case: 'C'.repeat(22), root: 'F'.repeat(40), caseKey: KEY, isOnPage: true, acts },
  ...{ began: '2026-11-09', rosters: [{ leastFormatSince: null }] },
  letters: [
    { dir: 'r>o', seq: 1, hash: '1'.repeat(43) },
    { dir: 'o>r', seq: 1, hash: '2'.repeat(43) },
    { dir: 'r>o', seq: 2, hash: '3'.repeat(43) },
  ],
  ...change,
})
const unsigned = caseAct({ act: 'settled', signedAct: null, signedBy: null, hash: null })

test('T-144 what the person did and signed shows no trouble, nor does what was done before acts were signed', () => {
  expect(actTroubles(history(both))).toEqual([])
  expect(actTroubles(history([unsigned, ...both]))).toEqual([])
  const since = { rosters: [{ leastFormatSince: '2026-11-10' }] }
  expect(actTroubles(history([unsigned, ...both], since))).toEqual([])
  expect(actTroubles(history([]))).toEqual([])
  const office = caseAct({ act: 'closed', by: 'officer', signedAct: null, signedBy: null })
  expect(actTroubles(history([...both, office]))).toEqual([])
})

test('T-144 an answer to a request that was replaced meanwhile is stored as an addition, and is no trouble', () => {
  expect(actTroubles(history([caseAct({ act: 'added' })]))).toEqual([])
  expect(
    actTroubles(
      history([caseAct({ act: 'added', signedAct: { ...settled, number: 1, before: null } })]),
    ),
  ).toEqual(['act_unproven'])
})

test('T-144 in Teams an act is signed by the server; in a case of the page that is none', () => {
  const byServer = [caseAct({ signedAct: signed({ by: 'server' }) })]
  expect(actTroubles(history(byServer, { isOnPage: false }))).toEqual([])
  expect(actTroubles(history(byServer))).toEqual(['act_unproven'])
})

const UNPROVEN: readonly (readonly [string, ActHistory])[] = [
  ['by no key of the case', history([caseAct({ signedBy: null })])],
  ['by another key than the first letter names', history(both, { caseKey: 'B'.repeat(40) })],
  ['of another case', history([caseAct({ signedAct: signed({ case: 'D'.repeat(22) }) })])],
  ['of another organisation', history([caseAct({ signedAct: signed({ root: 'E'.repeat(40) }) })])],
  ['a Yes where a No was signed', history([caseAct({ signedAct: signed({ act: 'declined' }) })])],
  ['on another day', history([caseAct({ on: '2026-11-13' })])],
  ['put in after one that is signed', history([...both, unsigned])],
  [
    'without a signature, after the day from which on all have one',
    history([unsigned], { rosters: [{ leastFormatSince: '2026-11-09' }] }),
  ],
  [
    'the same in a case that began after it, whatever day the row has',
    history([{ ...unsigned, on: '2026-11-01' }], { rosters: [{ leastFormatSince: '2026-11-08' }] }),
  ],
]
test.each(UNPROVEN)('T-144 an act that is not proven is named: %s', (_, faulty) => {
  expect(actTroubles(faulty)).toEqual(['act_unproven'])
})

const MISSING: readonly (readonly [string, ActHistory])[] = [
  ['the one before it', history([both[1] as CaseAct])],
  ['the order', history(both.toReversed())],
  ['shown twice', history([both[0] as CaseAct, both[0] as CaseAct])],
  ['another one before it', history([caseAct({ hash: 'J'.repeat(43) }), both[1] as CaseAct])],
  ['a letter of hers', history(both, { letters: history(both).letters.slice(0, 2) })],
  ['a letter to her', history(both, { letters: history(both).letters.toSpliced(1, 1) })],
  [
    'another letter at its number',
    history(both, {
      letters: history(both).letters.with(0, { dir: 'r>o', seq: 1, hash: '9'.repeat(43) }),
    }),
  ],
]
test.each(MISSING)('T-144 what an act names and is not there is named: %s', (_, faulty) => {
  expect(actTroubles(faulty)).toEqual(['act_missing'])
})

test('each rule is needed: without it one of these goes unseen', () => {
  for (const name of Object.keys(ACT_RULES)) {
    const { [name]: _, ...others } = ACT_RULES
    const unseen = [...UNPROVEN, ...MISSING].filter(
      ([, faulty]) => actTroubles(faulty, others).length === 0,
    )
    expect([name, unseen.length > 0]).toEqual([name, true])
  }
})
