import { expect, test } from 'vitest'
import type { SignedAct } from '#domain/case/act.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import {
  base64url,
  type Fingerprint,
  newCaseId,
  newMessageId,
  systemChance,
} from '#domain/case/ids.ts'
import type { DelayedInboxCase } from '#ports.ts'
import { MAX_CASE_BYTES, refuseFull } from '#reporter/case-limit.ts'
import { takeConsent } from '#reporter/web-page/accept-consent.ts'
import { addedTo, takeLetter } from '#reporter/web-page/accept-message.ts'
import { PageConsent } from '#wire/reporter.ts'
import { UNPROVEN_ACT } from '../../fixtures/page-reporter.ts'
import { keyPacket, sealedData } from '../../fixtures/sealed.ts'
import { testServices } from '../../fixtures/services.ts'

const { services } = await testServices()
const readers = (await services.readership.usable('ethics')).map(({ id }) => id)
const on = dayIn('Europe/Zurich', services.clock.now())
const data = sealedData()
const with_ = (length: number) =>
  ({
    id: newCaseId(systemChance),
    lookup: new Uint8Array(32),
    office: 'ethics',
    readers,
    terms: { zone: 'Europe/Zurich', replyHours: null },
    letters: [{ head: { dir: 'r>o', seq: 1 }, data: { length } }],
  }) as unknown as DelayedInboxCase
const to = [
  ...readers.map((reader) => ['officer', reader] as const),
  ['reporter', 'reporter'] as const,
]
const letter = {
  id: newMessageId(systemChance),
  seq: 2,
  kind: 'addition' as const,
  on,
  data: base64url(data),
  keys: to.map(([role, reader]) => ({ role, reader, bytes: base64url(keyPacket()) })),
  attachments: [],
}

test('T-08 one person adds to a case so much and no more: each look at it reads all of it', async () => {
  const add = (length: number) =>
    addedTo(services, with_(length), letter, {
      on,
      custodians: async () => [],
      reporter: 'must',
    })
  expect(await add(MAX_CASE_BYTES - data.length)).toMatchObject({ seq: 2 })
  await expect(add(MAX_CASE_BYTES - data.length + 1)).rejects.toMatchObject({
    code: 'CASE_FULL',
  })
})

test('a request is answered in a full case too, and an account by card has the same limit', async () => {
  const full = with_(MAX_CASE_BYTES)
  const to = { on, custodians: async () => [], reporter: 'must' } as const
  expect(await addedTo(services, full, { ...letter, kind: 'consent' }, to)).toMatchObject({
    seq: 2,
  })
  const byCard = () => refuseFull(full.letters, data)
  expect(byCard).toThrow(expect.objectContaining({ code: 'CASE_FULL' }))
  expect(() => refuseFull(with_(MAX_CASE_BYTES - data.length).letters, data)).not.toThrow()
})

test('T-08 what a full case and a full day take all the same is small, and brings no file', () => {
  const given = (over: object) =>
    PageConsent.safeParse({
      shown: base64url(new Uint8Array(32)),
      request: newMessageId(systemChance),
      office: 'hr',
      hash: base64url(new Uint8Array(32)),
      agreed: true,
      letter: { ...letter, kind: 'consent', ...over },
      act: UNPROVEN_ACT,
    }).success
  // What a browser seals has 4 KiB, or 8 where many read; the day takes letters of up to 64 KiB always.
  expect(given({ data: base64url(new Uint8Array(20_000)) })).toBe(true)
  expect(given({ data: base64url(new Uint8Array(64 << 10)) })).toBe(false)
  const file = { id: newMessageId(systemChance), upload: 'A'.repeat(70) }
  expect(given({ attachments: [file] })).toBe(false)
})

test('T-102 what is accepted while the day changes has one day, the letter and its act', async () => {
  const midnight = Date.parse('2026-11-09T23:00:00Z')
  const days: string[] = []
  const across = () => {
    const moments = [midnight - 1]
    return {
      ...services,
      clock: { now: () => new Date(moments.shift() ?? midnight) },
      acts: { ...services.acts, signer: async () => 'F'.repeat(40) as Fingerprint },
      delayedInbox: {
        ...services.delayedInbox,
        add: async (_: unknown, given: { letter: { on: string }; event: { on: string } }) => {
          days.push(given.letter.on, given.event.on)
          return 'added' as const
        },
        consent: async (
          _: unknown,
          given: { letter: { on: string }; event: { on: string }; consent: { on: string } },
        ) => {
          days.push(given.letter.on, given.event.on, given.consent.on)
          return 'recorded' as const
        },
      },
    }
  }
  const before = { ...letter, on: '2026-11-09' as Day }
  const given = { letter: before, identity: null, nonce: base64url(data.subarray(0, 16)) }
  expect(await takeLetter(across(), with_(0), given)).toBe('added')
  const asked = {
    request: newMessageId(systemChance),
    office: 'hr',
    hash: 'A'.repeat(43),
    agreed: true,
  } as const
  const delayedCase = with_(0)
  const act: SignedAct = {
    ...{ ...UNPROVEN_ACT, ...(await services.readership.snapshot(null)), case: delayedCase.id },
    ...{ act: 'consented', answers: asked.request, office: 'hr', content: asked.hash },
    heads: { 'r>o': { seq: 1, hash: 'A'.repeat(43) }, 'o>r': null },
  }
  const answer = { ...asked, act, letter: { ...before, kind: 'consent' as const } }
  expect(await takeConsent(across(), delayedCase, answer)).toBe('recorded')
  expect(days).toEqual(Array.from({ length: 5 }, () => '2026-11-09'))
})
