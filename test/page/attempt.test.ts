import { afterEach, expect, test, vi } from 'vitest'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { START } from '#dialogs/steps.ts'
import { wordsFor } from '#dialogs/words.ts'
import { AppError, CODES, type Code } from '#errors.ts'
import { type Attempt, deliver, newAttempt, sentenceFor } from '#page/filing/attempt.ts'
import type { FilingFlow } from '#page/filing/flow.ts'
import { pressed } from '#page/filing/press.ts'
import { reporterClient } from '#page/http/reporter-client.ts'
import type { PagePress, View } from '#page/view.ts'
import type { SealedFiling } from '#reporter/seal-on-page.ts'

/** A server that does with each filing what the test says, and remembers what it kept. */
function pageServer(...answers: readonly (() => void)[]) {
  const stored = new Map<string, string>()
  const heard: string[] = []
  let turn = 0
  return {
    kept: stored,
    heard,
    async file({ case: id, shown }: SealedFiling['filing']) {
      heard.push(id)
      const before = answers[turn]
      turn += 1
      if (before === lost && !stored.has(shown)) stored.set(shown, id)
      before?.()
      if ((stored.get(shown) ?? id) !== id) throw new AppError('SENT_BEFORE')
      stored.set(shown, id)
      return { on: '2026-11-20' }
    },
    find: async (shown: string) =>
      stored.has(shown) ? ({ letters: [{ id: stored.get(shown) }] } as never) : null,
  }
}

const lost = () => {
  throw new AppError('DATABASE_AWAY')
}
const away = () => {
  throw new AppError('DATABASE_AWAY')
}
const midnight = () => {
  throw new AppError('DAY_CHANGED')
}
const fine = () => undefined

function sealing(attempt: Attempt) {
  let made = 0
  const seal = async () => async () => {
    made += 1
    const letters = [{ id: `sealed-${made}` }]
    const filing = { salt: attempt.salt, case: `sealed-${made}`, shown: 'shown', letters }
    return { id: `sealed-${made}`, filing, filed: {} } as unknown as SealedFiling
  }
  return { seal, made: () => made }
}

afterEach(() => {
  vi.useRealTimers()
})

test('T-41 when the answer is lost the same bytes go again, and one case is kept', async () => {
  const attempt = newAttempt()
  const { seal, made } = sealing(attempt)
  const server = pageServer(lost, fine)
  await expect(deliver(attempt, server, seal)).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
  expect(attempt.unheard).toBe(true)
  expect(await deliver(attempt, server, seal)).toMatchObject({ is: 'kept' })
  expect([made(), server.heard, server.kept.size]).toEqual([1, ['sealed-1', 'sealed-1'], 1])
})

test('T-155 that nothing was sent is said only where nothing can have arrived', async () => {
  const attempt = newAttempt()
  const words = wordsFor('en')
  const away = new AppError('DATABASE_AWAY')
  const sentenceOn = (verb: 'send' | 'back') => sentenceFor(attempt, away, verb, words)
  expect(sentenceOn('send')).toBe(words.say('refusal.not_sent_page'))
  await expect(deliver(attempt, pageServer(lost), sealing(attempt).seal)).rejects.toThrow(AppError)
  // Whatever fails from now on, the list of readers too: the first may have arrived.
  expect(sentenceOn('send')).toBe(words.say('refusal.DATABASE_AWAY'))
  expect(sentenceOn('send')).not.toMatch(/nothing was sent/i)
  expect(sentenceOn('back')).toBe(words.say('refusal.read'))
  const every = () =>
    (['send', 'send_without_link'] as const).flatMap((verb) =>
      (Object.keys(CODES) as Code[]).map((code) =>
        sentenceFor(attempt, new AppError(code), verb, words),
      ),
    )
  const claims = /nothing (was|is|has been) sent/i
  expect(every().filter((text) => claims.test(text))).toEqual([])
})

test('T-155 where not even the question for work left the device, nothing was sent, and so it is said', async () => {
  const attempt = newAttempt()
  const asked: string[] = []
  const offline = async (path: RequestInfo | URL) => {
    asked.push(String(path))
    throw new TypeError('Failed to fetch')
  }
  const api = reporterClient(offline, async () => 'solved')
  const thrown = await deliver(attempt, api, sealing(attempt).seal).catch((error) => error)
  expect(asked).toEqual(['/api/door/challenge'])
  expect(attempt.unheard).toBe(false)
  const words = wordsFor('en')
  expect(sentenceFor(attempt, thrown, 'send', words)).toBe(words.say('refusal.not_sent_page'))
})

test('pressed twice it is one sending', async () => {
  const attempt = newAttempt()
  const { seal, made } = sealing(attempt)
  const server = pageServer()
  const both = await Promise.all([deliver(attempt, server, seal), deliver(attempt, server, seal)])
  expect(both[0]).toBe(both[1])
  expect([made(), server.heard.length]).toEqual([1, 1])
})

test('at midnight it is sealed anew for the new day and sent again by itself', async () => {
  const attempt = newAttempt()
  const { seal, made } = sealing(attempt)
  const server = pageServer(midnight, fine)
  expect(await deliver(attempt, server, seal)).toMatchObject({ is: 'kept' })
  expect([made(), server.heard]).toEqual([2, ['sealed-1', 'sealed-2']])
})

test('changed after an answer was lost: what arrived stays what is kept, and she is told', async () => {
  const attempt = newAttempt()
  const { seal, made } = sealing(attempt)
  const server = pageServer(lost, fine)
  await deliver(attempt, server, seal).catch(() => null)
  attempt.revision += 1
  expect(await deliver(attempt, server, seal)).toMatchObject({ is: 'first_kept' })
  expect([made(), server.kept.size]).toEqual([1, 1])
})

test('changed after nothing had arrived: the new words are sealed and sent', async () => {
  const attempt = newAttempt()
  const { seal, made } = sealing(attempt)
  const server = pageServer(away, fine)
  server.kept.clear()
  const never = { ...server, file: async () => lost() as never }
  await deliver(attempt, never, seal).catch(() => null)
  attempt.revision += 1
  expect(await deliver(attempt, pageServer(), seal)).toMatchObject({ is: 'kept' })
  expect(made()).toBe(2)
})

test('what arrived later than anybody waited for it stays what is kept, and she is told', async () => {
  const attempt = newAttempt()
  const { seal, made } = sealing(attempt)
  const server = pageServer(away, fine)
  await deliver(attempt, server, seal).catch(() => null)
  attempt.revision += 1
  const late = {
    ...server,
    find: async () => {
      const pageCase = await server.find('shown')
      server.kept.set('shown', 'sealed-1')
      return pageCase
    },
  }
  const delivered = await deliver(attempt, late, seal)
  expect(delivered).toMatchObject({ is: 'first_kept', telling: { id: 'sealed-1' } })
  expect(made()).toBe(2)
})

test('T-21 case 30: sealing that throws anything, or never ends, sends nothing', async () => {
  const attempt = newAttempt()
  const server = pageServer()
  const broken = async () => async () => {
    throw new TypeError('a cause that quotes heron-canary')
  }
  await expect(deliver(attempt, server, broken)).rejects.toMatchObject({ code: 'SEALING_FAILED' })
  vi.useFakeTimers()
  let finish: (made: SealedFiling) => void = () => undefined
  const endless = async () => () =>
    new Promise<SealedFiling>((resolve) => {
      finish = resolve
    })
  const waiting = expect(deliver(attempt, server, endless)).rejects.toMatchObject({
    code: 'SEALING_FAILED',
  })
  await vi.advanceTimersByTimeAsync(120_000)
  await waiting
  finish({ filing: {} } as unknown as SealedFiling)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(server.heard).toEqual([])
})

test('promise 3: looking at a conversation in between loses no secret of what may have arrived', async () => {
  const attempt = newAttempt()
  const begun: (Attempt | 'anew')[] = []
  const flow = {
    begin: async () => begun.push('anew'),
    at: async (telling: FilingFlow) => begun.push(telling.attempt),
  }
  const context = { words: wordsFor('en'), factsNow: () => ({ words: wordsFor('en') }) }
  const telling = { context, journey: START, attempt, flow } as unknown as FilingFlow
  const press = (verb: PagePress['verb']) => ({ verb, value: null, answers: {} })
  for (const unheard of [false, true]) {
    attempt.unheard = unheard
    await pressed(telling, press('served'))
    const entered = (await pressed(telling, press('conversation'))) as View
    await entered.press(press('home'))
  }
  expect(begun).toEqual(['anew', 'anew', attempt, attempt])
})

test('T-155 who leaves after a Send that nobody answered is told that it may have arrived, beside what leads back', async () => {
  const attempt = newAttempt()
  const forgotten: string[] = []
  const policy = { exitTo: null }
  const context = {
    words: wordsFor('en'),
    policy,
    link: null,
    drafts: { forget: () => forgotten.push('drafts') },
    factsNow: () => ({ words: wordsFor('en'), policy }),
    services: async () => ({ recoveryPhrase }),
  }
  const files = { forget: () => forgotten.push('files') }
  const flow = { at: async (telling: FilingFlow) => telling }
  const telling = { context, journey: START, attempt, files, flow } as unknown as FilingFlow
  const press = (verb: PagePress['verb']) => ({ verb, value: null, answers: {} })
  const asked = async () => (await pressed(telling, press('leave'))) as View
  expect((await asked()).dialog.id).toBe('over')
  forgotten.length = 0
  attempt.unheard = true
  const view = await asked()
  expect([view.dialog.id, view.holds, forgotten]).toEqual(['receipt_unheard', true, []])
  const drawn = JSON.stringify(view.inset?.())
  for (const part of recoveryPhrase.write(attempt.secret, 'en').code) expect(drawn).toContain(part)
  expect(await view.press(press('back'))).toMatchObject({ attempt })
  expect(((await view.press(press('leave'))) as View).dialog.id).toBe('over')
  expect(forgotten).toEqual(['files', 'drafts'])
})
