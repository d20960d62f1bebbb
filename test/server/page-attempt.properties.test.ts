import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsFor } from '#dialogs/words.ts'
import { AppError, type Code } from '#errors.ts'
import { deliver, newAttempt, sentenceFor } from '#page/filing/attempt.ts'
import type { SealedFiling } from '#reporter/seal-on-page.ts'

/** What the line, the server or she does at one moment. */
type Step =
  | { readonly is: 'press'; readonly line: 'well' | 'request_lost' | 'answer_lost' | 'slow' }
  | { readonly is: 'refused'; readonly code: Code }
  | { readonly is: 'no_work' | 'changed' | 'midnight' | 'slow_ones_arrive' | 'cannot_look' }

const steps = fc.array(
  fc.oneof(
    fc.record({
      is: fc.constant('press' as const),
      line: fc.constantFrom('well', 'request_lost', 'answer_lost', 'slow'),
    }),
    fc.record({
      is: fc.constant('refused' as const),
      code: fc.constantFrom<Code>('PROMISE_CHANGED', 'NO_READER', 'DAY_FULL', 'UPLOAD_REFUSED'),
    }),
    fc.record({
      is: fc.constantFrom('no_work', 'changed', 'midnight', 'slow_ones_arrive', 'cannot_look'),
    }),
  ) as fc.Arbitrary<Step>,
  { maxLength: 12 },
)

const NOTHING_SENT = /nothing (was|is|has been) sent|was not sent/i
const words = wordsFor('en')

type Filing = SealedFiling['filing']

/** Keeps what the first filing brought: the same again is the same, another is refused, whatever the line did. */
function scripted() {
  const state = {
    day: 1,
    kept: null as string | null,
    slow: [] as Filing[],
    step: { is: 'press', line: 'well' } as Step,
  }
  const idOf = ({ letters: [{ id }] }: Filing) => id
  const arrive = (filing: Filing) => {
    if (state.kept === idOf(filing)) return
    if (state.kept !== null) throw new AppError('SENT_BEFORE')
    if (filing.letters[0].on !== String(state.day)) throw new AppError('DAY_CHANGED')
    state.kept = idOf(filing)
  }
  const away = () => new AppError('DATABASE_AWAY')
  const pageServer = {
    async file(filing: Filing) {
      const { step } = state
      if (step.is === 'no_work') throw new AppError('PROOF_NEEDED')
      if (step.is === 'press' && step.line === 'request_lost') throw away()
      if (step.is === 'press' && step.line === 'slow') {
        state.slow.push(filing)
        throw away()
      }
      if (step.is === 'refused' && state.kept === null) throw new AppError(step.code)
      const lost = step.is === 'press' && step.line === 'answer_lost'
      try {
        arrive(filing)
      } catch (refused) {
        throw lost ? away() : refused
      }
      if (lost) throw away()
      return { on: String(state.day) }
    },
    async find() {
      if (state.step.is === 'no_work') throw new AppError('PROOF_NEEDED')
      if (state.step.is === 'cannot_look') throw away()
      return state.kept === null ? null : ({ letters: [{ id: state.kept }] } as never)
    },
  }
  return { state, door: pageServer, arrive }
}

test('T-155 T-41 whatever a line does to a concern, what is kept is never called unsent, and in the end she has its receipt', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const attempt = newAttempt()
      const { state, door: pageServer, arrive } = scripted()
      const revisions = new Map<string, number>()
      const seal = async () => async () => {
        const id = `letter-${revisions.size}`
        revisions.set(id, attempt.revision)
        const filing = { shown: 'shown', letters: [{ id, on: String(state.day) }] }
        return { id, filing, filed: {} } as unknown as SealedFiling
      }
      /** @returns whether she has a receipt */
      const press = async (): Promise<boolean> => {
        try {
          const { is, telling } = await deliver(attempt, pageServer, seal)
          expect(telling.filing.letters[0].id).toBe(state.kept)
          const current = revisions.get(state.kept ?? '') === attempt.revision
          expect(is).toBe(current ? 'kept' : 'first_kept')
          return true
        } catch (thrown) {
          const sentence = sentenceFor(attempt, thrown, 'send', words)
          if (state.kept !== null || state.slow.length > 0)
            expect(sentence).not.toMatch(NOTHING_SENT)
          expect(sentence).not.toBe(words.say('refusal.TAKEN_BACK_page'))
          return false
        }
      }
      const slowOnes = () => {
        for (const one of state.slow.splice(0)) {
          try {
            arrive(one)
          } catch {
            // Nobody hears what became of it.
          }
        }
      }
      for (const step of script) {
        state.step = step
        if (step.is === 'changed') attempt.revision += 1
        else if (step.is === 'midnight') state.day += 1
        else if (step.is === 'slow_ones_arrive') slowOnes()
        else if (await press()) return
      }
      state.step = { is: 'press', line: 'well' }
      slowOnes()
      expect(await press()).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
