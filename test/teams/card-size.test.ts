import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Journey, move, START, show } from '#dialogs/journey.ts'
import { LANGUAGES } from '#dialogs/words.ts'
import { bytesOf, CARD_LIMIT_BYTES } from '#teams/card.ts'
import { tokens } from '#teams/card-token.ts'
import type { BotContext, Pressing } from '#teams/context.ts'
import { draw } from '#teams/draw.ts'
import { factsFor } from '../dialogs/facts.ts'
import { TAXONOMY } from '../dialogs/taxonomy.ts'
import { at, onward, press } from '../dialogs/walks.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud, TENANT } from '../fixtures/teams-cloud.ts'
import { buttonsOf, inputsOf, type Person, person } from '../fixtures/teams-person.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards are looked at as the wire has them
type Card = any

let made: TestServices
let cloud: Cloud
beforeAll(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
})
afterAll(() => cloud.stop())

const LANGS = LANGUAGES.map(({ id }) => id)

/** Every place on the way to a Send, whatever is chosen. */
function places(facts: Parameters<typeof show>[1]): readonly Journey[] {
  const seen: Journey[] = [START, { ...START, step: 'who_does_what' }, { ...START, step: 'done' }]
  for (const [, taps] of TAXONOMY) {
    for (let n = 1; n <= taps.length; n += 1) seen.push(at(taps.slice(0, n), facts))
    for (const identity of ['named', 'not_told']) {
      let journey = at(taps, facts)
      for (let n = 0; n < 8 && journey.step !== 'account'; n += 1) {
        journey = onward(journey, facts, { identity, pass_on: 'yes' })
        seen.push(journey)
        if (journey.step !== 'door') continue
        for (const verb of ['protects_me', 'advice_only'] as const) {
          seen.push(move(journey, press(verb), facts))
        }
      }
    }
  }
  return seen
}

async function drawn(journey: Journey, where: 'chat' | 'dialog', lang: string): Promise<Card> {
  const facts = factsFor(lang)
  const actor = {
    tenant: TENANT,
    person: 'p'.repeat(36),
    conversation: 'a',
    name: null,
    guest: false,
  }
  const context = {
    services: made.services,
    tokens: tokens([new Uint8Array(32).fill(1)], made.services.chance),
  } as unknown as BotContext
  const pressing = { where, actor, share: 'A'.repeat(22), facts } as unknown as Pressing
  const place = { at: 'telling', journey, nonce: 'A'.repeat(22) } as const
  const { body } = await draw(context, pressing, {
    kind: 'show',
    dialog: show(journey, facts),
    state: place,
  })
  const answer = body as Card
  return where === 'chat' ? answer.value : answer.task.value.card.content
}

describe.each(LANGS)('case 89 in %s', (lang) => {
  test.each(['chat', 'dialog'] as const)(
    'every screen on the way to a Send fits a card, in the %s',
    async (where) => {
      const facts = factsFor(lang)
      const large: unknown[] = []
      for (const journey of places(facts)) {
        const bytes = bytesOf(await drawn(journey, where, lang))
        if (bytes > CARD_LIMIT_BYTES) large.push([journey.step, journey.taps, bytes])
      }
      expect(large).toEqual([])
    },
  )

  test('every screen behind “My conversation” fits a card, in the chat as in the window', async () => {
    const amal = person(cloud, { locale: lang, id: `amal-${lang}` })
    const first = await amal.install()
    await newCase(amal, first)
    const id = [...made.store.cases.keys()].at(-1) as never
    await made.write(id, 'answer', 'We looked into it.')
    await made.write(id, 'consent', 'May we?', { office: 'hr', content: 'account', sanitised: '' })
    const large: unknown[] = []
    const met = new Set<string>()
    const look = async (card: Card, depth: number): Promise<void> => {
      const key = JSON.stringify(
        buttonsOf(card).map(({ data }) => [data.aside.verb, data.aside.value]),
      )
      if (met.has(key) || depth > 4) return
      met.add(key)
      if (bytesOf(card) > CARD_LIMIT_BYTES) large.push([key, bytesOf(card)])
      for (const { data } of buttonsOf(card)) {
        if (CHANGES.test(data.aside.verb)) continue
        const answer = await amal.invoke('adaptiveCard/action', { action: { data } })
        const next = answer.body?.value
        if (next?.type === 'AdaptiveCard') await look(next, depth + 1)
        const window = await amal.invoke('task/submit', { data })
        const opened = window.body?.task?.value?.card?.content
        if (opened !== undefined && bytesOf(opened) > CARD_LIMIT_BYTES) {
          large.push([data.aside.verb, 'window', bytesOf(opened)])
        }
      }
    }
    await look(await amal.execute(first, 'here'), 0)
    expect(large).toEqual([])
    expect(met.size).toBeGreaterThan(10)
  })
})

/** Presses that end a case, send, or lead into the tree, which is looked at by itself. */
const CHANGES = /_now$|^send|^(tap|unsure|language|restart|agree|decline|leave|served|continue)$/

async function newCase(amal: Person, first: Card): Promise<void> {
  let card = await amal.open(first, 'tap', 'danger')
  const other = buttonsOf(card).find(({ data }) => data.aside.value === 'other')
  card = await amal.submit(card, 'tap', other?.data.aside.value)
  for (let n = 0; n < 9 && !inputsOf(card).some(({ id }) => id === 'account'); n += 1) {
    const chosen = inputsOf(card).map((input) => [
      input.id,
      input.isMultiSelect ? '' : input.choices[0].value,
    ])
    card = await amal.submit(card, 'continue', undefined, Object.fromEntries(chosen))
  }
  await amal.submit(card, 'send', undefined, { account: 'x', name: 'Amal' })
}
