import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { bytesOf, CARD_LIMIT_BYTES } from '#teams/card.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { button, buttonsOf, person, textOf } from '../fixtures/teams-person.ts'

const ADDRESS = 'https://aside.example.invalid'

let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices({ page: true })
  cloud = await startCloud(made, { page: ADDRESS })
})
afterEach(() => cloud.stop())

const verbs = (card: unknown) => buttonsOf(card).map(({ data }) => data.aside.verb)
// biome-ignore lint/suspicious/noExplicitAny: the wire, as a test looks at it
const addressIn = (card: any) =>
  // biome-ignore lint/suspicious/noExplicitAny: the wire, as a test looks at it
  card.body.find(({ inlines = [] }: any) =>
    // biome-ignore lint/suspicious/noExplicitAny: the wire, as a test looks at it
    inlines.some(({ fontType }: any) => fontType === 'Monospace'),
  )
/** The address as a person reads it: the runs of one line, one after the other. */
const readIn = (card: {
  readonly body: readonly { readonly inlines?: readonly { text: string }[] }[]
}) => card.body.map(({ inlines = [] }) => inlines.map(({ text }) => text).join(''))

describe('T-118 the way to the page is an address to copy, not a link to press', () => {
  test.each(LANGUAGES.map(({ id }) => id))(
    'T-118 in %s it is one press away, and says what it does and does not do',
    async (lang) => {
      const words = wordsFor(lang)
      const amal = person(cloud, { locale: lang })
      const first = await amal.install()
      expect(button(first, 'other_door').title).toContain(words.say('button.other_door'))
      expect(textOf(first)).toContain(words.say('button.other_door_hint'))
      const card = await amal.open(first, 'other_door')
      for (const key of ['protects', 'locked', 'network', 'same', 'copy']) {
        expect(textOf(card)).toContain(words.say(`other_door.${key}`))
      }
      expect(readIn(card)).toContain('aside.example.invalid')
      expect(bytesOf(card)).toBeLessThan(CARD_LIMIT_BYTES)
    },
  )

  test('T-118 no part of the reply is what a client would make a link of', async () => {
    const amal = person(cloud)
    const card = await amal.open(await amal.install(), 'other_door')
    expect(JSON.stringify(card).replace(card.$schema, '')).not.toMatch(
      /https?:|www\.|OpenUrl|selectAction":\{"type":"Action\.Open|\]\(|example\.invalid|aside\.example/,
    )
    expect(verbs(card)).toEqual(['home', 'leave'])
  })

  test('T-118 the address is the same for everybody, in every chat and language, and no picture is fetched for it', async () => {
    const addresses = new Set<string>()
    for (const [at, { id: locale }] of LANGUAGES.entries()) {
      const who = person(cloud, { locale, id: `bbbbbbbb-0000-4000-8000-00000000001${at}` })
      const first = await who.install()
      const inChat = await who.execute(first, 'here')
      for (const card of [
        await who.open(first, 'other_door'),
        await who.execute(inChat, 'other_door'),
      ]) {
        expect(JSON.stringify(card)).not.toMatch(/"Image"|data:|backgroundImage|iconUrl/)
        addresses.add(JSON.stringify(addressIn(card)))
      }
    }
    expect(addresses.size).toBe(1)
  })

  test('T-118 nothing of it is in a card that is sent, and looking leaves nothing', async () => {
    const amal = person(cloud)
    const first = await amal.install()
    await amal.say('x')
    const inChat = await amal.execute(first, 'here')
    const card = await amal.execute(inChat, 'other_door')
    const home = await amal.execute(card, 'home')
    expect(textOf(home)).toBe(textOf(first))
    for (const { body } of cloud.sent) {
      expect(body).not.toMatch(/example\.invalid|data:image/)
    }
    expect(made.log).toEqual([])
    expect(made.store.cases.size).toBe(0)
  })
})

test('where the page is not open nothing mentions it, and an old card is refused kindly', async () => {
  const amal = person(cloud)
  const { data } = button(await amal.install(), 'other_door')
  await cloud.stop()
  made = await testServices({ page: false })
  cloud = await startCloud(made, { page: ADDRESS })
  const closed = person(cloud)
  const first = await closed.install()
  expect(verbs(first)).not.toContain('other_door')
  const inChat = await closed.execute(first, 'here')
  expect(verbs(inChat)).not.toContain('other_door')
  const notice = textOf(await closed.open(first, 'privacy'))
  expect(notice).not.toContain(wordsFor('en').say('privacy.page'))
  const old = await closed.invoke('task/fetch', { data, context: {} })
  expect(old.status).toBe(200)
  expect(old.text).toContain(wordsFor('en').say('refusal.TURN_REFUSED'))
  expect(old.text).not.toContain('data:image')
})

test('where the page is open the notice says what it keeps', async () => {
  const amal = person(cloud)
  const notice = textOf(await amal.open(await amal.install(), 'privacy'))
  expect(notice).toContain(wordsFor('en').say('privacy.page_how'))
})
