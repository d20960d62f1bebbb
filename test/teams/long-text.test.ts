import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LINE_LIMIT } from '#dialogs/account.ts'
import { refusal } from '#dialogs/sentences.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { button, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards are looked at as the wire has them
type Card = any

let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
})
afterEach(() => cloud.stop())

/** To the account, with her name: every field for words is there. */
async function toAccount(amal: Person, first: Card, where: 'dialog' | 'chat'): Promise<Card> {
  const press = where === 'dialog' ? amal.submit : amal.execute
  let card =
    where === 'dialog'
      ? await amal.open(first, 'tap', 'ask')
      : await press(await amal.execute(first, 'here'), 'tap', 'ask')
  card = await press(card, 'tap', 'gift')
  card = await press(card, 'continue')
  while (!inputsOf(card).some(({ id }) => id === 'account')) {
    const chosen = inputsOf(card).map((input) => [
      input.id,
      input.id === 'identity' ? 'named' : input.choices[0].value,
    ])
    card = await press(card, 'continue', undefined, Object.fromEntries(chosen))
  }
  return card
}

describe.each(['dialog', 'chat'] as const)(
  'T-156 in the %s a long text is whole or refused',
  (where) => {
    const press = (amal: Person) => (where === 'dialog' ? amal.submit : amal.execute)
    const shownValue = (answer: Card) => answer.task?.value ?? answer.value

    test.each([
      ['account', () => made.services.policy.accountLimit],
      ['when', () => LINE_LIMIT],
      ['where', () => LINE_LIMIT],
      ['name', () => LINE_LIMIT],
    ])(
      'a text too long for “%s” is refused whole, and the longest is taken whole',
      async (field, limitOf) => {
        const amal = person(cloud)
        const limit = limitOf()
        const card = await toAccount(amal, await amal.install(), where)
        const answers = { account: 'a gift', name: 'Amal' }
        for (const much of [limit + 1, 2 * limit, 20_000]) {
          const answer = await press(amal)(card, 'send', undefined, {
            ...answers,
            [field]: '👩'.repeat(much),
          })
          expect(shownValue(answer)).toBe(refusal('ACCOUNT_TOO_LONG', wordsFor('en')))
        }
        expect(made.store.cases.size).toBe(0)
        const longest = { ...answers, [field]: '👩'.repeat(limit) }
        expect(textOf(await press(amal)(card, 'send', undefined, longest))).toContain('30 November')
        expect(made.store.cases.size).toBe(1)
      },
    )

    test('something added that is too long is refused whole', async () => {
      const amal = person(cloud)
      const first = await amal.install()
      await press(amal)(await toAccount(amal, first, where), 'send', undefined, {
        account: 'a gift',
        name: 'Amal',
      })
      const id = [...made.store.cases.keys()][0] as string
      const list =
        where === 'dialog'
          ? await amal.open(first, 'conversation')
          : await amal.execute(await amal.execute(first, 'here'), 'conversation')
      const form = await press(amal)(await press(amal)(list, 'case', id), 'add', id)
      const text = 'x'.repeat(made.services.policy.accountLimit + 1)
      const answer = await press(amal)(form, 'send_addition', undefined, { text })
      expect(shownValue(answer)).toBe(refusal('ACCOUNT_TOO_LONG', wordsFor('en')))
    })
  },
)

test.each(LANGUAGES.map(({ id }) => id))(
  'T-156 in %s the room is said before anything is typed, and no client is told to cut',
  async (lang) => {
    const amal = person(cloud, { locale: lang })
    const words = wordsFor(lang)
    const first = await amal.install()
    const account = await toAccount(amal, first, 'dialog')
    await amal.submit(account, 'send', undefined, { account: 'x', name: 'Amal' })
    const id = [...made.store.cases.keys()][0] as string
    const conversation = await amal.submit(await amal.open(first, 'conversation'), 'case', id)
    const addition = await amal.submit(conversation, 'add', id)
    for (const card of [account, addition]) {
      const room = words.say('limit.long', { n: made.services.policy.accountLimit })
      const text = textOf(card)
      expect(text).toContain(room)
      expect(text.indexOf(room)).toBeLessThan(text.lastIndexOf(inputsOf(card)[0].label))
      expect(JSON.stringify(card)).not.toContain('maxLength')
    }
    expect(textOf(account)).toContain(words.say('limit.line', { n: LINE_LIMIT }))
    expect(button(account, 'send').type).toBe('Action.Submit')
  },
)
