import { afterEach, beforeEach, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { button, buttonsOf, person, textOf } from '../fixtures/teams-person.ts'

let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices()
  cloud = await startCloud(made)
})
afterEach(() => cloud.stop())

test.each(LANGUAGES.map(({ id }) => id))(
  'the notice is one press from the first card, in %s, and says who reads',
  async (lang) => {
    const amal = person(cloud, { locale: lang })
    const first = await amal.install()
    const words = wordsFor(lang)
    expect(button(first, 'privacy')).toMatchObject({
      type: 'Action.Submit',
      title: words.say('button.privacy'),
    })
    const read = textOf(await amal.open(first, 'privacy'))
    expect(read).toContain(words.say('privacy.title'))
    expect(read).toContain(words.say('privacy.not_kept_account'))
    const facts = await made.facts(words, null)
    const n = facts.officers.ethics?.length ?? 0
    expect(n).toBeGreaterThan(0)
    expect(read).toContain(
      words.say('privacy.readers_office', { office: words.say('office.ethics'), n }),
    )
  },
)

test('where no dialog opens the notice is in the chat, in place of the card, and nothing is sent', async () => {
  const amal = person(cloud)
  const tree = await amal.execute(await amal.install(), 'here')
  const sent = cloud.sent.length
  const notice = await amal.execute(tree, 'privacy')
  expect(textOf(notice)).toContain('Privacy notice')
  const home = await amal.execute(notice, 'home')
  expect(buttonsOf(home).map(({ data }) => data.aside.verb)).toContain('privacy')
  expect(cloud.sent.length).toBe(sent)
  expect(made.store.cases.size).toBe(0)
  expect(made.log).toEqual([])
})

test('a card so old that its place is forgotten still leads to the notice', async () => {
  const amal = person(cloud)
  await amal.install()
  const data = { aside: { verb: 'privacy', share: 'a'.repeat(22), token: 'forgotten' } }
  const answer = await amal.invoke('task/submit', { data })
  expect(answer.text).toContain('Privacy notice')
})

test('closing the notice closes the window', async () => {
  const amal = person(cloud)
  const notice = await amal.open(await amal.install(), 'privacy')
  const { data } = button(notice, 'leave')
  expect(await amal.invoke('task/submit', { data })).toMatchObject({ status: 200, text: '' })
})
