import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64url, newMessageId, systemChance } from '#domain/case/ids.ts'
import { caseResponse, missedResponse } from '#server/api/reporter/padded-body.ts'
import { PageCase } from '#wire/reporter.ts'

type Letter = PageCase['letters'][number]

/** Lengths that sealed bytes have: the bucket, and what a signature and the packet add. */
const BUCKETS = [4096, 8192, 16_384, 32_768]
const sealed = (bucket: number, added: number) => base64url(systemChance(bucket + added))

const letterOf = (dir: Letter['dir'], kind: Letter['kind']) =>
  fc
    .record({
      bucket: fc.constantFrom(...BUCKETS),
      added: fc.integer({ min: 150, max: 160 }),
      key: fc.boolean(),
    })
    .map(
      ({ bucket, added, key }): Letter => ({
        id: newMessageId(systemChance),
        dir,
        seq: 1,
        kind,
        on: '2026-11-23',
        data: sealed(bucket, added),
        key: key ? base64url(systemChance(94)) : null,
      }),
    )

const reporterSide = fc
  .tuple(
    letterOf('r>o', 'concern'),
    fc.array(fc.oneof(letterOf('r>o', 'addition'), letterOf('r>o', 'consent')), { maxLength: 5 }),
  )
  .map(([first, more]) => [first, ...more])

/** What is ours, as long as it fits: some letters, days, readers, answers to names. */
const ours = fc.record({
  letters: fc.array(
    fc.integer({ min: 150, max: 400 }).map(
      (added): Letter => ({
        id: newMessageId(systemChance),
        dir: 'o>r',
        seq: 1,
        kind: 'answer',
        on: '2026-11-24',
        data: sealed(4096, added),
        key: base64url(systemChance(94)),
      }),
    ),
    { maxLength: 6 },
  ),
  answered: fc.boolean(),
  closed: fc.boolean(),
  readers: fc.array(fc.constantFrom('ethics-1', 'investigations-22'), { maxLength: 8 }),
  nameNews: fc.array(
    fc.boolean().map((isDisclosed) => ({ on: '2026-11-24', told: isDisclosed })),
    { maxLength: 3 },
  ),
  waits: fc.boolean(),
})

function caseOf(
  letters: readonly Letter[],
  from: Partial<typeof ours extends fc.Arbitrary<infer T> ? T : never> = {},
): PageCase {
  const on = (is: boolean | undefined) => (is === true ? '2026-11-24' : null)
  return PageCase.parse({
    id: newMessageId(systemChance),
    reference: 'K7Q-3MF',
    office: 'investigations',
    door: 'page',
    category: 'misconduct',
    identity: 'not_told',
    terms: {
      receivedOn: '2026-11-23',
      receivedAt: null,
      replyDays: 7,
      replyHours: null,
      zone: 'Europe/Zurich',
    },
    alertHours: null,
    reckoning: {
      state: from.closed ? 'closed' : from.answered ? 'answered' : 'received',
      dueOn: from.answered ? null : '2026-11-30',
      dueAt: null,
      pausedOn: null,
      pausedDays: 0,
      acknowledgedOn: on(from.answered),
      respondedOn: on(from.answered),
      outcome: from.answered ? 'on_time' : null,
      closedOn: on(from.closed),
    },
    reporterCertificate: 'A'.repeat(795),
    lockedKey: base64url(systemChance(693)),
    letters: [...letters, ...(from.letters ?? [])],
    nameNews: from.nameNews ?? [],
    readers: from.readers ?? ['investigations-1', 'investigations-2'],
    consents: [],
    waiting: from.waits ? letters.map(({ id }) => id) : [],
  })
}

describe('the length of what is fetched', () => {
  test('T-07 does not tell whether there is an answer, nor what was released', () => {
    fc.assert(
      fc.property(reporterSide, ours, (letters, from) => {
        expect(caseResponse(caseOf(letters, from))).toHaveLength(
          caseResponse(caseOf(letters)).length,
        )
      }),
      { numRuns: 150 },
    )
  })

  test('T-07 of a wrong receipt is that of the shortest right one', () => {
    const letter = (added: number): Letter => ({
      id: newMessageId(systemChance),
      dir: 'r>o',
      seq: 1,
      kind: 'concern',
      on: '2026-11-23',
      data: sealed(4096, added),
      key: base64url(systemChance(94)),
    })
    for (const added of [40, 150, 170]) {
      expect(caseResponse(caseOf([letter(added)]))).toHaveLength(
        missedResponse('CASE_UNKNOWN').length,
      )
    }
  })

  test('when our letters no longer fit there is more room at once, never a little', () => {
    const base = caseOf([], {})
    const many = (n: number) =>
      Array.from(
        { length: n },
        (): Letter => ({
          id: newMessageId(systemChance),
          dir: 'o>r',
          seq: 1,
          kind: 'answer',
          on: '2026-11-24',
          data: sealed(16_384, 150),
          key: null,
        }),
      )
    const lengths = Array.from(
      { length: 12 },
      (_, n) => caseResponse({ ...base, letters: many(n) }).length,
    )
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other))
    for (const length of lengths) expect((length - (lengths[0] ?? 0)) % (48 * 1024)).toBe(0)
    expect(new Set(lengths).size).toBeGreaterThan(2)
  })

  test('cannot be told from how far it is squeezed on the way', () => {
    for (const body of [missedResponse('CASE_UNKNOWN'), caseResponse(caseOf([]))]) {
      const squeezed = gzipSync(body).length / body.length
      // Six bits of chance in each letter of eight.
      expect(squeezed).toBeGreaterThan(0.72)
    }
  })

  test('T-05 of wrong receipts is the same bytes, each time', () => {
    expect(missedResponse('CASE_UNKNOWN')).toBe(missedResponse('CASE_UNKNOWN'))
    expect(JSON.parse(missedResponse('CASE_UNKNOWN')).code).toBe('CASE_UNKNOWN')
  })
})
