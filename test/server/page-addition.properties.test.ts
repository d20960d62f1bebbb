import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealAttachment } from '#crypto/attachment.ts'
import type { Button } from '#dialogs/dialog.ts'
import { wordsFor } from '#dialogs/words.ts'
import { base64url } from '#domain/case/ids.ts'
import { AppError, type Code } from '#errors.ts'
import type { PageContext } from '#page/context.ts'
import { draftsInMemory } from '#page/drafts.ts'
import { followUpView } from '#page/follow-up/screens.ts'
import { type CameBack, noTries } from '#page/follow-up/types.ts'
import type { ReporterStore } from '#ports.ts'
import { submit } from '#reporter/file-concern.ts'
import { followUpAt } from '#reporter/follow-up/own-case.ts'
import { CONCERN } from '../fixtures/page-reporter.ts'
import { testServices } from '../fixtures/services.ts'

const LINES = [
  'well',
  'request_lost',
  'answer_lost',
  'slow',
  'down',
  'no_work',
  'no_work_at_all',
] as const
const MEETS = ['nobody_reads', 'file_refused', 'closed'] as const
const BETWEEN = [
  'other_words',
  'one_file_more',
  'one_file_less',
  'next_day',
  'slow_ones_arrive',
] as const
type Step = (typeof LINES)[number] | (typeof MEETS)[number] | (typeof BETWEEN)[number]

const steps = fc.array(fc.constantFrom<Step>(...LINES, ...MEETS, ...BETWEEN), { maxLength: 8 })
const NOTHING_SENT = /nothing (was|is|has been) sent/i
const words = wordsFor('en')
const holder = { share: new Uint8Array(16).fill(3), tenant: 't', person: 'p' }
type Addition = Parameters<ReporterStore['add']>

const refusing = (code: Code) => new AppError(code)
/** What she sends at one moment, as far as it has to be told from another. */
const messageOf = (text: string, files: readonly string[]) => `${text} with ${files.join(' and ')}`

async function cameBack() {
  const made = await testServices()
  const press = made.services.cards.press(holder)
  const promised = { office: 'investigations', readers: 2 } as const
  await submit(
    made.services,
    { ...CONCERN, channel: 'teams_card' },
    promised,
    press,
    new Uint8Array(32).fill(1),
  )
  const [id] = [...made.store.cases.keys()]
  const state = { step: 'well' as Step, text: 'one thing more', files: [] as string[] }
  const stored = new Set<string>()
  const slow: { readonly addition: Addition; readonly message: string }[] = []
  const { reporters, readership } = made.services
  const arrive = async (addition: Addition, message: string) => {
    const outcome = await reporters.add(...addition)
    if (outcome === 'added') stored.add(message)
    return outcome
  }
  const line = async <Found>(request: () => Promise<Found>): Promise<Found> => {
    if (state.step === 'no_work_at_all') throw refusing('PROOF_NEEDED')
    if (state.step === 'down') throw refusing('DATABASE_AWAY')
    return request()
  }
  const store: ReporterStore = {
    ...reporters,
    find: (lookups) => line(() => reporters.find(lookups)),
    added: (nonce) => line(() => reporters.added(nonce)),
    add: (...addition) =>
      line(async () => {
        const { step } = state
        const message = messageOf(state.text, state.files)
        if (step === 'no_work') throw refusing('PROOF_NEEDED')
        if (step === 'slow') slow.push({ addition, message })
        const outcome =
          step === 'request_lost' || step === 'slow' ? null : await arrive(addition, message)
        if (outcome === null || step === 'answer_lost') throw refusing('DATABASE_AWAY')
        return outcome
      }),
  }
  const services = {
    ...made.services,
    reporters: store,
    waiting: () => [],
    readership: {
      ...readership,
      usable: async (office: Parameters<typeof readership.usable>[0]) =>
        state.step === 'nobody_reads' ? [] : readership.usable(office),
    },
  }
  const { line: sealedLine } = await sealAttachment(new Uint8Array(9))
  const files = {
    toSend: async () => [...state.files],
    async sealAndUpload() {
      if (state.step === 'file_refused') throw refusing('UPLOAD_REFUSED')
      return state.files.map((name) => {
        const fileId = base64url(new Uint8Array(16).fill(Number(name)))
        const attachment = { ...sealedLine, id: fileId, name, type: 'text/plain', original: false }
        return { line: attachment, upload: fileId }
      })
    },
    forget() {
      state.files = []
    },
  }
  const facts = await made.facts(words, null)
  const context = {
    words,
    drafts: draftsInMemory(),
    factsNow: () => facts,
    facts: async () => facts,
    services: async () => services,
  } as unknown as PageContext
  const came = {
    holder,
    id,
    files,
    tries: noTries(),
    ways: {},
  } as unknown as CameBack
  const followUp = followUpAt(id ?? '', base64url(new Uint8Array(16).fill(5)))
  const screen = { dialog: { id: 'addition', buttons: [] as Button[] } as never, state: followUp }
  const view = followUpView(context, came, screen, async () => view)
  return { made, id, state, kept: stored, slow, arrive, view }
}

test('T-155 promise 3: whatever a line does to an addition, what is kept is never called unsent, what is not kept is never called sent, and no file is dropped', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { made, id, state, kept: stored, slow, arrive, view } = await cameBack()
      /** @returns whether she hears that it was added */
      const press = async (): Promise<boolean> => {
        const message = messageOf(state.text, state.files)
        const answers = { text: state.text }
        const heard = await view.press({ verb: 'send_addition', value: null, answers })
        if (!('say' in heard)) {
          expect([...stored]).toContain(message)
          return true
        }
        if (stored.size > 0 || slow.length > 0) expect(heard.say).not.toMatch(NOTHING_SENT)
        return false
      }
      const slowOnes = async () => {
        for (const { addition, message } of slow.splice(0)) {
          await arrive(addition, message).catch(() => null)
        }
      }
      let closed = false
      for (const [at, step] of script.entries()) {
        state.step = step
        if (step === 'other_words') state.text = `other words ${at}`
        else if (step === 'one_file_more') state.files = [...state.files, String(at + 1)]
        else if (step === 'one_file_less') state.files = state.files.slice(1)
        else if (step === 'next_day') made.clock.forward(86_400_000)
        else if (step === 'slow_ones_arrive') await slowOnes()
        else if (step === 'closed') {
          closed = true
          made.store.caseOf(id as never).events.push({
            act: 'closed',
            by: 'officer',
            on: '2026-12-24' as never,
            at: null,
            reason: 'advice_given',
            corrects: null,
          })
        } else if (await press()) return
      }
      state.step = 'well'
      await slowOnes()
      expect(closed || (await press())).toBe(true)
    }),
    { numRuns: 80 },
  )
})

test('promise 3: a file chosen beside the same words after an answer was lost is added, and not dropped', async () => {
  const { made, id, state, kept: stored, view } = await cameBack()
  const press = () =>
    view.press({ verb: 'send_addition', value: null, answers: { text: state.text } })
  state.step = 'answer_lost'
  expect(await press()).toEqual({ say: words.say('refusal.DATABASE_AWAY') })
  Object.assign(state, { step: 'well', files: ['7'] })
  expect('say' in (await press())).toBe(false)
  expect([...stored]).toEqual(['one thing more with ', 'one thing more with 7'])
  expect(made.store.caseOf(id as never).letters.at(-1)?.attachments).toHaveLength(1)
})
