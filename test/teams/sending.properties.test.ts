import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { AppError } from '#errors.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { startCloud } from '../fixtures/teams-cloud.ts'
import { button, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'

/** What one press meets: a reply that never comes is a press whose answer nobody reads. */
const MEETS = [
  'well',
  'reply_lost',
  'away',
  'stored_unheard',
  'busy',
  'nobody_reads',
  'nobody_seals',
] as const
const BETWEEN = ['other_words', 'no_words', 'closed', 'next_hour'] as const
type Step = (typeof MEETS)[number] | (typeof BETWEEN)[number]

const steps = fc.array(fc.constantFrom<Step>(...MEETS, ...BETWEEN), { maxLength: 8 })
const NOTHING_SENT = /nothing (was|is|has been) sent/i

/** To the account of a leaf that asks nothing but who she is. */
async function toAccount(who: Person) {
  let card = await who.open(await who.install(), 'tap', 'ask')
  card = await who.submit(card, 'tap', 'gift')
  card = await who.submit(card, 'continue')
  while (!inputsOf(card).some(({ id }) => id === 'account')) {
    const first = inputsOf(card).map((input) => [input.id, input.choices[0].value])
    card = await who.submit(card, 'continue', undefined, Object.fromEntries(first))
  }
  return card
}

/** What a test may break between two presses. */
function breakable(made: TestServices) {
  const { intake, readership, sealer } = made.services
  const state = { step: 'well' as Step }
  const refusing = (code: 'NO_READER' | 'DATABASE_AWAY' | 'BUSY' | 'KEY_REFUSED') =>
    new AppError(code)
  Object.assign(made.services, {
    intake: {
      ...intake,
      async file(...given: Parameters<typeof intake.file>) {
        if (state.step === 'busy') throw refusing('BUSY')
        const outcome = await intake.file(...given)
        if (state.step === 'stored_unheard') throw refusing('DATABASE_AWAY')
        return outcome
      },
      async filed(...given: Parameters<typeof intake.filed>) {
        if (state.step === 'busy') throw refusing('BUSY')
        return intake.filed(...given)
      },
    },
    readership: {
      ...readership,
      async of(...given: Parameters<typeof readership.of>) {
        if (state.step === 'nobody_reads') throw refusing('NO_READER')
        return readership.of(...given)
      },
    },
    sealer: {
      ...sealer,
      async seal(...given: Parameters<typeof sealer.seal>) {
        if (state.step === 'nobody_seals') throw refusing('KEY_REFUSED')
        return sealer.seal(...given)
      },
    },
  })
  return state
}

test('T-155 promise 3: whatever presses of Send meet on a card, there is one case, it is never called unsent, and what is not kept is never called sent', {
  timeout: 300_000,
}, async () => {
  const words = wordsFor('en')
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const made = await testServices({ accountInline: true })
      const state = breakable(made)
      const cloud = await startCloud(made)
      try {
        const { data } = button(await toAccount(person(cloud)), 'send')
        let account = 'a gift'
        const letters = () =>
          [...made.store.cases.values()].flatMap((memoryCase) => memoryCase.letters).length
        const press = async () => {
          made.store.away = state.step === 'away'
          const before = letters()
          const { body } = await person(cloud).invoke('task/submit', { data: { ...data, account } })
          made.store.away = false
          expect(made.store.cases.size).toBeLessThanOrEqual(1)
          const answer: unknown = body.task?.type === 'message' ? body.task.value : null
          if (typeof answer === 'string') {
            if (made.store.cases.size > 0) expect(answer).not.toMatch(NOTHING_SENT)
            if (made.store.cases.size === 0) expect(answer).not.toBe(refusal('SENT_BEFORE', words))
            return false
          }
          expect(textOf(body.task.value.card.content)).not.toMatch(NOTHING_SENT)
          expect(made.store.cases.size).toBe(1)
          return letters() >= before
        }
        for (const [at, step] of script.entries()) {
          state.step = step
          if (step === 'other_words') account = `other words ${at}`
          else if (step === 'no_words') account = ' '
          else if (step === 'next_hour') made.clock.forward(3_600_000)
          else if (step === 'closed') {
            for (const { events } of made.store.cases.values()) {
              events.push({
                act: 'closed',
                by: 'officer',
                on: '2026-11-24' as never,
                at: null,
                reason: 'advice_given',
                corrects: null,
              })
            }
          } else await press()
        }
        state.step = 'well'
        account = account.trim() === '' ? 'a gift' : account
        await press()
        expect(made.store.cases.size).toBe(1)
      } finally {
        await cloud.stop()
      }
    }),
    { numRuns: 12 },
  )
})
