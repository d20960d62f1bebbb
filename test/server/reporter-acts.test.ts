import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookupToken, recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { reporterClient } from '#page/http/reporter-client.ts'
import { solve } from '#page/http/solve-proof-of-work.ts'
import { reporterStoreClient } from '#page/sealed/reporter-store-client.ts'
import type { ReportersCase } from '#ports.ts'
import { add } from '#reporter/add-message.ts'
import type { PageAddition } from '#wire/reporter.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { type PageReporter, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const DANGER = { leaf: 'safety.immediate_danger', taps: ['danger'] } as const
const nonce = () => base64url(systemChance(16))
const today = () => dayIn('Europe/Zurich', whole.clock.now())
const newCase = async (change: Parameters<PageReporter['file']>[0] = {}) => {
  const reporter = await pageReporter(whole)
  expect((await reporter.file(change)).status).toBe(200)
  return reporter
}
const outcome = async (verb: string, body: unknown) => {
  const { status, text } = await postToPage(whole, verb, body)
  return status === 200 ? JSON.parse(text).outcome : `${status} ${JSON.parse(text).code}`
}
const addition = async (reporter: PageReporter, text: string): Promise<PageAddition> => ({
  shown: reporter.shown,
  nonce: nonce(),
  letter: (await reporter.letter('addition', text)) as PageAddition['letter'],
  identity: null,
})

describe('something she adds', () => {
  test('waits with the rest, is there for her at once, and the same again does nothing', async () => {
    const reporter = await newCase()
    const body = await addition(reporter, 'The contract has number 7.')
    expect(await outcome('add', body)).toBe('added')
    expect(await outcome('add', body)).toBe('already')
    const { letters, waiting } = await reporter.conversation()
    expect(letters.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['concern', 1],
      ['addition', 2],
    ])
    expect(waiting).toEqual(letters.map(({ id }) => id))
    const own = await reporter.key()
    const read = await whole.composed.services.reading.read(own.key, own.reportersCase)
    expect(read.map(({ trust }) => trust)).toEqual(['sound', 'sound'])
  })

  test('promise 3: what was kept hears so again, whoever reads it since and whatever day it is', async () => {
    const reporter = await newCase()
    const body = await addition(reporter, 'The contract has number 8.')
    expect(await outcome('add', body)).toBe('added')
    await postToPage(whole, 'keep-out', { shown: reporter.shown, officers: ['investigations-1'] })
    expect(await outcome('add', body)).toBe('already')
    whole.clock.forward(86_400_000)
    expect(await outcome('add', body)).toBe('already')
    whole.clock.forward(-86_400_000)
    const { keys } = body.letter
    const other = { ...body, letter: { ...body.letter, keys: keys.slice(1) } }
    expect(await outcome('add', other)).toBe('already')
    expect(await outcome('add', { ...body, nonce: nonce() })).toBe('changed')
    expect((await reporter.conversation()).letters).toHaveLength(2)
  })

  test('promise 3: her page, which did not hear that it arrived, says so when nobody could open it any more', async () => {
    const reporter = await newCase()
    const { reportersCase } = await reporter.key()
    let line: 'up' | 'breaks' | 'down' = 'breaks'
    let gone = false
    const fetcher: typeof fetch = async (path, given) => {
      if (line === 'down') throw new TypeError('network')
      const heard = await whole.ask(String(path), {
        method: 'POST',
        body: String(given?.body),
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      })
      if (String(path).endsWith('/add') && line === 'breaks') {
        line = 'down'
        throw new TypeError('network')
      }
      return new Response(heard.text, { status: heard.status })
    }
    const { readership } = whole.composed.services
    const usable: typeof readership.usable = async (office) =>
      gone ? [] : readership.usable(office)
    const services = {
      ...whole.composed.services,
      readership: { ...readership, usable },
      reporters: reporterStoreClient(reporterClient(fetcher, (asked) => solve(asked))).store,
      receipts: {
        lookups: async () => [await lookupToken(reporter.secret)],
        open: async (_: unknown, own: ReportersCase) => recoveryPhrase.open(reporter.secret, own),
      },
    }
    const send = (fill: number) => {
      const mark = new Uint8Array(16).fill(fill)
      return add(
        services,
        { secret: reporter.secret },
        reportersCase.id,
        new Confidential('more'),
        mark,
        'en',
      )
    }
    await expect(send(1)).rejects.toMatchObject({ code: 'DATABASE_AWAY' })
    line = 'up'
    gone = true
    expect((await send(1)).letters).toHaveLength(2)
    await expect(send(2)).rejects.toMatchObject({ code: 'NO_READER' })
  })

  test('of two at once one is told to read again, and so is one from the future', async () => {
    const reporter = await newCase()
    const [one, other] = [await addition(reporter, 'one'), await addition(reporter, 'other')]
    const both = await Promise.all([outcome('add', one), outcome('add', other)])
    expect(both.toSorted()).toEqual(['added', 'changed'])
    const far = await addition(reporter, 'far')
    expect(await outcome('add', { ...far, letter: { ...far.letter, seq: 99 } })).toBe('changed')
  })

  test('is sealed for exactly those who read it now; with others she reads again', async () => {
    const reporter = await newCase()
    const body = await addition(reporter, 'for both')
    const { keys } = body.letter
    const change = (some: unknown) => ({ ...body, letter: { ...body.letter, keys: some } })
    const officers = keys.filter(({ role }) => role === 'officer')
    expect(await outcome('add', change(keys.filter((key) => key !== officers[0])))).toBe('changed')
    expect(await outcome('add', change([...keys, { ...officers[0], reader: 'hr-1' }]))).toBe(
      'changed',
    )
    expect(await outcome('add', change(officers))).toBe('changed')
    await postToPage(whole, 'keep-out', { shown: reporter.shown, officers: ['investigations-1'] })
    expect(await outcome('add', body)).toBe('changed')
    expect((await reporter.conversation()).letters).toHaveLength(1)
    expect(await outcome('add', await addition(reporter, 'for one'))).toBe('added')
  })

  test('for another day, or with a level that it does not bear out, is refused', async () => {
    const reporter = await newCase()
    const body = await addition(reporter, 'x')
    const change = (letter: object) => ({ ...body, letter: { ...body.letter, ...letter } })
    expect(await outcome('add', change({ on: plusDays(today(), -1) }))).toBe('409 DAY_CHANGED')
    expect(await outcome('add', { ...body, identity: 'named' })).toBe('400 ANSWERS_INVALID')
    expect(await outcome('add', change({ kind: 'identity' }))).toBe('400 ANSWERS_INVALID')
    expect(await outcome('add', change({ kind: 'consent' }))).toBe('400 ANSWERS_INVALID')
    expect(await outcome('add', change({ kind: 'answer' }))).toBe('400 ANSWERS_INVALID')
    expect(await outcome('add', { ...body, readers: [] })).toBe('400 ANSWERS_INVALID')
    expect((await reporter.conversation()).letters).toHaveLength(1)
  })

  test('who she is is told once more loudly, and never more quietly', async () => {
    const reporter = await newCase()
    const name = async () =>
      (await reporter.letter('identity', 'heron-canary-33')) as PageAddition['letter']
    const say = async (identity: string) =>
      outcome('add', { shown: reporter.shown, nonce: nonce(), letter: await name(), identity })
    expect(await say('not_told')).toBe('400 ANSWERS_INVALID')
    expect(await say('confidential')).toBe('409 NO_CUSTODIAN')
    expect(await say('named')).toBe('added')
    expect((await reporter.conversation()).identity).toBe('named')
    expect(await say('confidential')).toBe('400 ANSWERS_INVALID')
  })

  test('a letter that was sealed for another case is seen by whoever opens it', async () => {
    const [reporter, other] = [await newCase(), await newCase()]
    const body = await addition(reporter, 'mine')
    expect(await outcome('add', { ...body, shown: other.shown })).toBe('added')
    const own = await other.key()
    const read = await whole.composed.services.reading.read(own.key, own.reportersCase)
    expect(read.map(({ trust }) => trust)).toEqual(['sound', 'doubtful'])
    expect((await reporter.conversation()).letters).toHaveLength(1)
  })
})

describe('her answer to a request', () => {
  test('is recorded once, can be taken back, and belongs to a request of her own case', async () => {
    const reporter = await newCase(DANGER)
    const { id } = await reporter.conversation()
    const officer = await officerAtDesk(whole, 'investigations-1')
    const asked = await officer.askConsent(await officer.open(id), 'May security know?', {
      office: 'hr',
      content: 'account',
      sanitised: '',
    })
    expect(asked.state).toBe('waiting')
    const own = await reporter.key()
    const [request] = (
      await whole.composed.services.reading.read(own.key, own.reportersCase)
    ).filter(({ dir, kind }) => dir === 'o>r' && kind === 'consent')
    if (request?.asks == null) throw new TypeError('no request')
    const { office, hash } = request.asks
    const say = async (agreed: boolean, change: object = {}) => {
      const form = { request: request.id, office, hash, agreed }
      const letter = await reporter.letter('consent', '', form)
      return outcome('consent', { shown: reporter.shown, letter, ...form, ...change })
    }
    expect(await say(true, { request: 'A'.repeat(22) })).toBe('404 CASE_UNKNOWN')
    expect(await say(true)).toBe('recorded')
    expect(await say(true)).toBe('already')
    expect(await say(false)).toBe('recorded')
    expect(await say(true)).toBe('answered')
    expect((await reporter.conversation()).consents.map(({ agreed }) => agreed)).toEqual([
      true,
      false,
    ])
  })
})

describe('the end', () => {
  test('she says that it is settled: it closes, and nothing is added to it any more', async () => {
    const reporter = await newCase()
    const late = await addition(reporter, 'late')
    expect(await outcome('settle', { shown: reporter.shown })).toBe('settled')
    expect(await outcome('settle', { shown: reporter.shown })).toBe('already')
    expect((await reporter.conversation()).reckoning.state).toBe('closed')
    expect(await outcome('add', late)).toBe('closed')
  })

  test('at the ombudsman’s settled is gone', async () => {
    const reporter = await newCase({ leaf: 'workplace.interpersonal_conflict', taps: [] })
    expect((await reporter.conversation()).office).toBe('ombudsman')
    expect(await outcome('settle', { shown: reporter.shown })).toBe('erased')
    expect((await reporter.find()).status).toBe(404)
  })

  test('case 46: taken back is gone for every address, in the words for no case at all', async () => {
    const reporter = await newCase()
    const late = await addition(reporter, 'late')
    const none = await (await pageReporter(whole)).find()
    expect(await outcome('take-back', { shown: reporter.shown })).toBe('erased')
    const gone = await reporter.find()
    expect([gone.status, gone.text]).toEqual([none.status, none.text])
    expect(await outcome('take-back', { shown: reporter.shown })).toBe('404 CASE_UNKNOWN')
    expect(await outcome('settle', { shown: reporter.shown })).toBe('404 CASE_UNKNOWN')
    expect(await outcome('add', late)).toBe('404 CASE_UNKNOWN')
  })
})

describe('keeping somebody out', () => {
  test('takes him from the readers at once, and leaves at least one', async () => {
    const reporter = await newCase()
    const out = (officers: readonly string[]) =>
      postToPage(whole, 'keep-out', { shown: reporter.shown, officers })
    const one = await out(['investigations-1'])
    expect(JSON.parse(one.text)).toEqual({ outcome: 'kept_out', readers: 1 })
    expect((await reporter.conversation()).readers).toEqual(['investigations-2'])
    const last = await out(['investigations-2'])
    expect(JSON.parse(last.text)).toEqual({ outcome: 'nobody_left', readers: null })
    const stranger = await out(['hr-1'])
    expect(JSON.parse(stranger.text)).toEqual({ outcome: 'kept_out', readers: 1 })
    expect(await outcome('keep-out', { shown: reporter.shown, officers: [] })).toBe(
      '400 ANSWERS_INVALID',
    )
    expect(await outcome('keep-out', { shown: reporter.shown, officers: ['nobody-1'] })).toBe(
      '400 ANSWERS_INVALID',
    )
    expect(await outcome('keep-out', { shown: reporter.shown, officers: ['<b>'] })).toBe(
      '400 ANSWERS_INVALID',
    )
  })

  test('T-106 writes no line of the log', () => {
    expect(whole.log.filter((line) => /keep|door|readers/.test(line))).toEqual([])
  })
})
