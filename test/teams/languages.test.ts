import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGUAGES } from '#dialogs/words.ts'
import { tokens } from '#teams/card-token.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud, TENANT } from '../fixtures/teams-cloud.ts'
import { buttonsOf, inputsOf, type Person, person } from '../fixtures/teams-person.ts'

let made: TestServices
let cloud: Cloud
let amal: Person
beforeAll(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
  amal = person(cloud, { locale: 'en-GB' })
})
afterAll(() => cloud.stop())

/** Where a card says she is, opened with the key that the bot seals it with. */
function placeIn(card: unknown) {
  const { share, token } = buttonsOf(card)[0]?.data.aside ?? {}
  const actor = { tenant: TENANT, person: amal.id, conversation: `a:${amal.id}` }
  return tokens([new Uint8Array(32).fill(1)], made.services.chance).open(
    token,
    share,
    { ...actor, name: null, guest: false },
    made.clock.now(),
  )
}

const ways = fc.array(fc.nat(40), { minLength: 3, maxLength: 9 })

test.each(['dialog', 'chat'] as const)(
  'a language switch in mid-journey in the %s loses no tap, wherever it is made',
  async (where) => {
    const next = where === 'dialog' ? amal.submit : amal.execute
    const first = await amal.install()
    await fc.assert(
      fc.asyncProperty(
        ways,
        fc.constantFrom(...LANGUAGES.map(({ id }) => id)),
        async (picks, to) => {
          let card =
            where === 'dialog'
              ? await amal.open(first, 'tap', 'happened')
              : await next(first, 'here')
          for (const pick of picks) {
            const on = buttonsOf(card).filter(({ data }) =>
              ['tap', 'continue', 'unsure'].includes(data.aside.verb),
            )
            const cardButton = on[pick % on.length]
            if (cardButton === undefined) break
            const { verb, value } = cardButton.data.aside
            const fields = verb === 'continue' ? answers(card, pick) : {}
            const moved = await next(card, verb, value, fields)
            if (moved.body !== undefined) card = moved
          }
          const before = placeIn(card)
          if (!buttonsOf(card).some(({ data }) => data.aside.verb === 'languages')) {
            expect(inputsOf(card).map(({ id }) => id)).toContain('account')
            return
          }
          const there = await next(await next(card, 'languages'), 'language', to)
          expect(there.lang).toBe(to)
          expect(placeIn(there)).toEqual(before)
        },
      ),
      { numRuns: 25 },
    )
  },
)

/** What a person ticks: each field its first option, or another. */
function answers(card: unknown, pick: number) {
  return Object.fromEntries(
    inputsOf(card).map(({ id, choices = [], isMultiSelect, isRequired }) => {
      const some = choices[pick % Math.max(1, choices.length)]?.value ?? ''
      return [id, isMultiSelect && !isRequired && pick % 3 === 0 ? '' : some]
    }),
  )
}

test('ticks that were not confirmed yet are there again in the other language', async () => {
  let card = await amal.open(await amal.install(), 'tap', 'happened')
  card = await amal.submit(card, 'tap', 'money')
  card = await amal.submit(card, 'tap', 'fraud')
  const names = await amal.submit(card, 'languages', undefined, { about: 'hr,head', kept_out: '' })
  const there = await amal.submit(names, 'language', 'ar')
  expect(there.rtl).toBe(true)
  expect(inputsOf(there)[0]?.value).toBe('hr,head')
})

test('the conversation changes its language where it stands', async () => {
  let card = await amal.open(await amal.install(), 'conversation')
  card = await amal.submit(await amal.submit(card, 'languages'), 'language', 'ar')
  expect([card.lang, placeIn(card)]).toEqual(['ar', { at: 'returning', case: null, nonce: null }])
})

test('the first card changes its language in the chat, and is as neutral as before', async () => {
  const first = await amal.install()
  const names = await amal.execute(first, 'languages')
  expect(await amal.execute(names, 'language', 'en')).toEqual(first)
  expect((await amal.execute(names, 'language', 'ar')).lang).toBe('ar')
})
