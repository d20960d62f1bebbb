import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VERBS, type Verb } from '#dialogs/dialog.ts'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { AppError, type Code } from '#errors.ts'
import type { Services } from '#ports.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { button, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards are looked at as the wire has them
type Card = any

const words = wordsFor('en')
const SENDS: readonly Verb[] = ['send', 'send_addition', 'send_who']
/** `test/dialogs/refusals.test.ts` looks at every code; these are the ones that what stands outside throws. */
const FAILURES = [
  'CASE_CLOSED',
  'DATABASE_AWAY',
  'ENVELOPE_BROKEN',
  'ROSTER_REFUSED',
  'STORE_REFUSED',
  'UNEXPECTED',
] as const
const OUTSIDE = [
  'reporters',
  'intake',
  'reminders',
  'officerAddresses',
  'receipts',
  'reading',
] as const

let made: TestServices
let cloud: Cloud
let amal: Person
/** What everything outside throws from now on; `null` while it works. */
let broken: Code | 'UNEXPECTED' | null
let firstCard: Card
let id: CaseId
beforeEach(async () => {
  broken = null
  made = await testServices({ accountInline: true })
  cloud = await startCloud({ ...made, services: breakable(made.services) })
  amal = person(cloud)
  firstCard = await amal.install()
  await amal.submit(await toAccount(), 'send', undefined, { account: 'a gift' })
  id = [...made.store.cases.keys()][0] as CaseId
})
afterEach(() => cloud.stop())

/** Everything outside the process, as a person's press meets it while `broken` says how it fails. */
function breakable(services: Services): Services {
  const outside = OUTSIDE.map((port) => [
    port,
    new Proxy(services[port] as object, {
      get(target, name) {
        const does = Reflect.get(target, name)
        if (typeof does !== 'function') return does
        return async (...given: unknown[]) => {
          if (broken !== null) throw thrown(broken)
          return does.apply(target, given)
        }
      },
    }),
  ])
  return { ...services, ...Object.fromEntries(outside) }
}

function thrown(code: Code | 'UNEXPECTED'): Error {
  return code === 'UNEXPECTED' ? new TypeError('heron-canary-2') : new AppError(code)
}

async function toAccount(): Promise<Card> {
  let card = await amal.open(firstCard, 'tap', 'ask')
  card = await amal.submit(card, 'tap', 'gift')
  card = await amal.submit(card, 'continue')
  while (!inputsOf(card).some(({ id: field }) => field === 'account')) {
    const chosen = inputsOf(card).map((input) => [input.id, input.choices[0].value])
    card = await amal.submit(card, 'continue', undefined, Object.fromEntries(chosen))
  }
  return card
}

function closeIt(): void {
  made.store.caseOf(id).events.push({
    act: 'closed',
    by: 'officer',
    on: '2026-11-23' as never,
    at: null,
    reason: 'advice_given',
    corrects: null,
  })
}

/** The sentence of an answer; `null` where it is a screen. */
function shownText({ body }: { body: Card }): string | null {
  if (body?.task?.type === 'message') return body.task.value
  return body?.type === 'application/vnd.microsoft.activity.message' ? body.value : null
}

test('T-155 after a Send that arrived, a conversation that cannot be shown says nothing of a Send', async () => {
  made.store.away = true
  for (const verb of ['conversation', 'case', 'more'] as const) {
    const data = { aside: { ...button(firstCard, 'conversation').data.aside, verb, value: id } }
    for (const answer of [
      await amal.invoke('task/fetch', { data }),
      await amal.invoke('adaptiveCard/action', { action: { data } }),
    ]) {
      expect(shownText(answer)).toBe(words.say('refusal.read'))
      expect(shownText(answer)).not.toMatch(/nothing was sent|text is still here/i)
    }
  }
})

test('T-155 what was added is said to be added, though it cannot be read again at once', async () => {
  const conversation = await amal.submit(await amal.open(firstCard, 'conversation'), 'case', id)
  const form = await amal.submit(conversation, 'add', id)
  const { add } = made.services.reporters
  made.services.reporters.add = async (...given) => {
    const how = await add(...given)
    broken = 'DATABASE_AWAY'
    return how
  }
  const answer = await amal.submit(form, 'send_addition', undefined, { text: 'more' })
  expect(textOf(answer)).toContain(words.say('added.title'))
  expect(made.store.caseOf(id).letters.map(({ kind }) => kind)).toEqual(['concern', 'addition'])
})

describe('T-155 what arrived unheard from a screen behind My conversation is never called unsent', () => {
  const screens = {
    add: ['send_addition', { text: 'more' }, { text: 'more and other words' }, { text: ' ' }],
    say_who: [
      'send_who',
      { identity: 'named', name: 'Amal' },
      { identity: 'named', name: 'Amal H.' },
      { identity: 'named', name: ' ' },
    ],
  } as const

  test.each(['add', 'say_who'] as const)('on the screen of %s', async (opens) => {
    const [verb, first, ...others] = screens[opens]
    let from = await amal.submit(await amal.open(firstCard, 'conversation'), 'case', id)
    if (opens === 'say_who') from = await amal.submit(from, 'more', id)
    const form = await amal.submit(from, opens, id)
    await amal.submit(form, verb, undefined, first)
    closeIt()
    for (const fields of others) {
      const answer = await amal.submit(form, verb, undefined, fields)
      expect(answer).toEqual({ task: { type: 'message', value: words.say('refusal.SENT_BEFORE') } })
    }
    made.store.cases.delete(id)
    for (const fields of others) {
      const answer = await amal.submit(form, verb, undefined, fields)
      expect(answer).toEqual({
        task: { type: 'message', value: words.say('refusal.CASE_UNKNOWN') },
      })
    }
  })

  test('where nothing arrived from the screen, that nothing was sent is said', async () => {
    const conversation = await amal.submit(await amal.open(firstCard, 'conversation'), 'case', id)
    await amal.submit(await amal.submit(conversation, 'add', id), 'send_addition', undefined, {
      text: 'on another screen',
    })
    const form = await amal.submit(conversation, 'add', id)
    closeIt()
    const answer = await amal.submit(form, 'send_addition', undefined, { text: 'more' })
    expect(answer).toEqual({ task: { type: 'message', value: words.say('refusal.CASE_CLOSED') } })
  })

  test('what was taken back since is not said to have arrived, whatever is wrong with the words now', async () => {
    const form = await toAccount()
    await amal.submit(form, 'send', undefined, { account: 'another' })
    made.store.cases.clear()
    for (const account of [' ', 'x'.repeat(50_000)]) {
      const answer = await amal.submit(form, 'send', undefined, { account })
      expect(answer).toEqual({ task: { type: 'message', value: words.say('refusal.TAKEN_BACK') } })
    }
  })
})

test('T-155 whoever leaves with an information goes, whether or not that can be counted', async () => {
  const card = await amal.submit(await amal.open(firstCard, 'tap', 'service'), 'tap', 'information')
  broken = 'DATABASE_AWAY'
  const answer = await amal.invoke('task/submit', { data: button(card, 'served').data })
  expect([answer.status, answer.text]).toEqual([200, ''])
})

describe.each(['dialog', 'chat'] as const)(
  'T-155 what is said in the %s is true of that press',
  (where) => {
    test('whatever is pressed and whatever fails, what is said is true of that press', async () => {
      const account = await toAccount()
      const conversation = await amal.submit(await amal.open(firstCard, 'conversation'), 'case', id)
      const form = await amal.submit(conversation, 'add', id)
      const tokens = [button(account, 'send'), button(form, 'send_addition')].map(
        ({ data }) => data.aside,
      )
      const heard: string[] = []
      for (const verb of VERBS) {
        for (const code of FAILURES) {
          for (const aside of tokens) {
            broken = code
            const data = {
              aside: { ...aside, verb, value: id },
              account: 'x',
              text: 'x',
              name: 'x',
            }
            const answer =
              where === 'dialog'
                ? await amal.invoke('task/submit', { data })
                : await amal.invoke('adaptiveCard/action', { action: { data } })
            broken = null
            expect(answer.status).toBe(200)
            expect(answer.text).not.toContain('heron-canary-2')
            const sentence = shownText(answer)
            if (sentence === null) continue
            heard.push(verb)
            const claims = /nothing (was|is) sent|is still here|press Send/i.test(sentence)
            const ofFields = [
              refusal('ANSWERS_INVALID', words),
              refusal('ACCOUNT_EMPTY', words),
              refusal('ACCOUNT_TOO_LONG', words),
              refusal('NAME_EMPTY', words),
            ].includes(sentence)
            if (!SENDS.includes(verb) && !ofFields)
              expect(claims, `${verb} ${code} ${sentence}`).toBe(false)
            if (SENDS.includes(verb) && ['DATABASE_AWAY', 'UNEXPECTED'].includes(code)) {
              expect(sentence, verb).not.toMatch(/nothing (was|is) sent/i)
            }
          }
        }
      }
      expect(new Set(heard).size).toBeGreaterThan(20)
    })
  },
)
