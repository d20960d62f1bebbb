import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookupToken, recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { actContent, actHash, actSigner } from '#crypto/sign-act.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { reporterClient } from '#page/http/reporter-client.ts'
import { solve } from '#page/http/solve-proof-of-work.ts'
import { reporterStoreClient } from '#page/sealed/reporter-store-client.ts'
import type { ReportersCase } from '#ports.ts'
import { add } from '#reporter/add-message.ts'
import { shownLetters } from '#reporter/follow-up/display.ts'
import { signOwnAct } from '#reporter/sign-own-act.ts'
import { FoundCase, type PageAddition } from '#wire/reporter.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { type PageReporter, pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
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
    await reporter.keepOut('investigations-1')
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
    await reporter.keepOut('investigations-1')
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
    const say = async (agreed: boolean, change: { request?: string } = {}) => {
      const form = { request: request.id as string, office, hash, agreed, ...change }
      const letter = await reporter.letter('consent', '', form)
      const about = { answers: form.request, content: hash, office }
      const act = await reporter.act(agreed ? 'consented' : 'declined', about)
      return outcome('consent', { shown: reporter.shown, letter, ...form, act })
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
    // T-141 a No that the database keeps back takes back no Yes, and one that was put in is none.
    const { key, reportersCase } = await reporter.key()
    const letters = await whole.composed.services.reading.read(key, reportersCase)
    const doubts = (consents: ReportersCase['consents']) =>
      shownLetters(
        letters,
        { ...reportersCase, consents },
        { read: (words) => words, shownBack: true, waiting: () => [] },
      ).flatMap(({ doubt }) => doubt ?? [])
    const [yes, no] = reportersCase.consents
    if (yes === undefined || no === undefined) throw new TypeError('no answers')
    expect(doubts([yes, no])).toEqual([])
    expect(doubts([])).toEqual([])
    expect(doubts([no])).toEqual([])
    expect(doubts([yes])).toEqual(['answer_unproven'])
    expect(doubts([yes, no, yes])).toEqual(['answer_unproven'])
  })
})

const outcomeOf = async (answer: Promise<{ status: number; text: string }>) => {
  const { status, text } = await answer
  return status === 200 ? JSON.parse(text).outcome : `${status} ${JSON.parse(text).code}`
}

describe('the end', () => {
  test('she says that it is settled: it closes, and nothing is added to it any more', async () => {
    const reporter = await newCase()
    const late = await addition(reporter, 'late')
    expect(await outcomeOf(reporter.settle())).toBe('settled')
    expect(await outcomeOf(reporter.settle())).toBe('already')
    expect((await reporter.conversation()).reckoning.state).toBe('closed')
    expect(await outcome('add', late)).toBe('closed')
  })

  test('at the ombudsman’s settled is gone', async () => {
    const reporter = await newCase({ leaf: 'workplace.interpersonal_conflict', taps: [] })
    expect((await reporter.conversation()).office).toBe('ombudsman')
    expect(await outcomeOf(reporter.settle())).toBe('erased')
    expect((await reporter.find()).status).toBe(404)
  })

  test('case 46: taken back is gone for every address, in the words for no case at all', async () => {
    const reporter = await newCase()
    const late = await addition(reporter, 'late')
    const act = await reporter.act('withdrawn')
    const none = await (await pageReporter(whole)).find()
    expect(await outcomeOf(reporter.takeBack())).toBe('erased')
    const gone = await reporter.find()
    expect([gone.status, gone.text]).toEqual([none.status, none.text])
    const { shown } = reporter
    expect(await outcome('take-back', { shown, act })).toBe('404 CASE_UNKNOWN')
    expect(await outcome('settle', { shown, act })).toBe('404 CASE_UNKNOWN')
    expect(await outcome('add', late)).toBe('404 CASE_UNKNOWN')
  })

  test('T-135 a page that asks is told the day, and nothing else of it; her key undoes it', async () => {
    const reporter = await newCase()
    const before = await reporter.conversation()
    const { key, reportersCase } = await reporter.key()
    await reporter.takeBack()
    const { shown } = reporter
    const answer = await postToPage(whole, 'find', { shown, locked: true })
    const { case: locked } = FoundCase.parse(JSON.parse(answer.text))
    expect(locked).toMatchObject({
      ...{ id: before.id, letters: [], readers: [], consents: [], waiting: [] },
      erasure: { on: plusDays(today(), 2) },
    })
    const none = await pageReporter(whole)
    const [missed, asked] = await Promise.all(
      [{}, { locked: true }].map((more) =>
        postToPage(whole, 'find', { shown: none.shown, ...more }),
      ),
    )
    expect(asked?.text).toBe(missed?.text)

    const undoing = (answers: string | undefined, by: typeof key) =>
      signOwnAct(
        whole.composed.services,
        { reportersCase: { ...reportersCase, letters: [], lastAct: null }, key: by },
        { act: 'restored', answers: answers ?? null, on: today() },
      )
    const other = await (await newCase()).key()
    for (const act of [
      await undoing(locked.erasure?.id, other.key),
      await undoing('A'.repeat(22), key),
    ]) {
      expect(await outcome('undo', { shown, act })).toBe('403 SIGNATURE_REFUSED')
    }
    expect(await outcome('undo', { shown })).toBe('409 TOKEN_REFUSED')
    const act = await undoing(locked.erasure?.id, key)
    expect(await outcome('undo', { shown, act })).toBe('restored')
    expect(await outcome('undo', { shown, act })).toBe('404 CASE_UNKNOWN')
    expect(await reporter.conversation()).toEqual(before)
    await reporter.takeBack()
    expect(await outcome('undo', { shown, act })).toBe('403 SIGNATURE_REFUSED')
  })
})

describe('keeping somebody out', () => {
  test('takes him from the readers at once, and leaves at least one', async () => {
    const reporter = await newCase()
    const out = (...officers: readonly string[]) => reporter.keepOut(...officers)
    const one = await out('investigations-1')
    expect(JSON.parse(one.text)).toEqual({ outcome: 'kept_out', readers: 1 })
    expect((await reporter.conversation()).readers).toEqual(['investigations-2'])
    const last = await out('investigations-2')
    expect(JSON.parse(last.text)).toEqual({ outcome: 'nobody_left', readers: null })
    const stranger = await out('hr-1')
    expect(JSON.parse(stranger.text)).toEqual({ outcome: 'kept_out', readers: 1 })
    for (const odd of [[], ['nobody-1'], ['<b>']]) {
      expect(await outcomeOf(out(...odd))).toBe('400 ANSWERS_INVALID')
    }
  })

  test('T-106 writes no line of the log', () => {
    expect(whole.log.filter((line) => /keep|door|readers/.test(line))).toEqual([])
  })
})

describe('T-144 whoever has the lookup token alone', () => {
  const officers = ['investigations-1']
  const consent = async (reporter: PageReporter) => {
    const letter = await reporter.letter('consent', '', {})
    return { letter, request: letter.id, office: 'hr', hash: 'A'.repeat(43), agreed: true }
  }
  const bodies = async (reporter: PageReporter) => ({
    settle: {},
    'take-back': {},
    'keep-out': { officers },
    consent: await consent(reporter),
  })

  test('does nothing that cannot be undone: a page of before is told that nothing was done', async () => {
    const reporter = await newCase()
    for (const [verb, body] of Object.entries(await bodies(reporter))) {
      const { shown } = reporter
      expect([verb, await outcome(verb, { shown, ...body })]).toEqual([verb, '409 TOKEN_REFUSED'])
    }
    const { reckoning, readers, letters } = await reporter.conversation()
    expect([reckoning.state, readers.length, letters.length]).toEqual(['received', 2, 1])
  })

  test('does nothing with an act of another case, of another key, or about something else', async () => {
    const [reporter, other] = [await newCase(), await newCase()]
    const { shown } = reporter
    const { content } = await reporter.act('kept_out', { content: await actContent(officers) })
    const foreign = await other.act('withdrawn')
    const own = await reporter.key()
    const { key } = await other.key()
    const on = today()
    const byOther = await signOwnAct(
      whole.composed.services,
      { ...own, key },
      { act: 'withdrawn', on },
    )
    for (const act of [foreign, byOther, await reporter.act('settled')]) {
      expect(await outcome('take-back', { shown, act })).toBe('403 SIGNATURE_REFUSED')
    }
    expect(await outcome('settle', { shown, act: await reporter.act('withdrawn') })).toBe(
      '403 SIGNATURE_REFUSED',
    )
    const act = await reporter.act('kept_out', { content })
    const both = ['investigations-1', 'hr-1']
    expect(await outcome('keep-out', { shown, officers: both, act })).toBe('403 SIGNATURE_REFUSED')
    const answer = await consent(reporter)
    const about = { answers: answer.request, content: answer.hash, office: 'hr' } as const
    for (const given of [
      await reporter.act('declined', about),
      await reporter.act('consented', { ...about, content: 'B'.repeat(43) }),
      await reporter.act('consented', { ...about, office: 'ethics' }),
      await reporter.act('consented', { ...about, answers: 'B'.repeat(22) }),
    ]) {
      expect(await outcome('consent', { shown, ...answer, act: given })).toBe(
        '403 SIGNATURE_REFUSED',
      )
    }
    const { reckoning, readers } = await reporter.conversation()
    expect([reckoning.state, readers.length]).toEqual(['received', 2])
  })

  test('does nothing with an act that she signed before: not after another, and not on another day', async () => {
    const reporter = await newCase()
    const { shown } = reporter
    const settled = await reporter.act('settled')
    const withdrawn = await reporter.act('withdrawn')
    expect(await outcome('add', await addition(reporter, 'one thing more'))).toBe('added')
    expect(await outcome('settle', { shown, act: settled })).toBe('changed')
    expect(await outcome('take-back', { shown, act: withdrawn })).toBe('changed')
    const today = await reporter.act('withdrawn')
    whole.clock.forward(86_400_000)
    expect(await outcome('take-back', { shown, act: today })).toBe('changed')
    const act = await reporter.act('settled')
    expect(await outcome('settle', { shown, act })).toBe('settled')
    expect(await outcome('settle', { shown, act })).toBe('changed')
    whole.clock.forward(-86_400_000)
    expect((await reporter.conversation()).lastAct).toEqual(act)
  })
})

test('T-144 what she signed is kept with the event, verifies by her key alone, and names the act before it', async () => {
  const reporter = await newCase(DANGER)
  const { id } = await reporter.conversation()
  expect(await outcomeOf(reporter.settle())).toBe('settled')
  const { lastAct, reporterCertificate } = await reporter.conversation()
  if (lastAct === undefined) throw new TypeError('no act')
  expect(lastAct).toMatchObject({ act: 'settled', number: 1, before: null, by: 'reporter' })
  expect(await actSigner(lastAct, [reporterCertificate])).not.toBeNull()
  const [row] = await looking(
    database.superuser,
    (sql) => sql`select signed_act from event where case_id = ${id} and act = 'settled'`,
  )
  expect(JSON.parse(row?.['signed_act'])).toEqual(lastAct)
  expect(await reporter.act('settled')).toMatchObject({ number: 2, before: await actHash(lastAct) })
})

test('T-106 of keeping out no signature is stored, neither while it waits nor afterwards', async () => {
  for (const change of [{}, DANGER]) {
    const reporter = await newCase(change)
    const { id } = await reporter.conversation()
    expect(await outcomeOf(reporter.keepOut('investigations-1'))).toBe('kept_out')
    expect(await reporter.conversation()).not.toHaveProperty('lastAct')
    const rows = await looking(
      database.superuser,
      (sql) => sql`select convert_from(body, 'UTF8') as body from delayed_inbox`,
    )
    expect(
      rows.filter(({ body }) => new RegExp(`kept_out|signedAct.*${id}`).test(String(body))),
    ).toEqual([])
    const acts = await looking(
      database.superuser,
      (sql) => sql`select act from event where case_id = ${id} and signed_act is not null`,
    )
    expect([...acts]).toEqual([])
  }
})

test('T-139 her page seals nothing to whom she kept out, once she has written: whatever the server lists', async () => {
  const reporter = await newCase()
  const { reading, readership } = whole.composed.services
  const officers = await readership.usable('investigations')
  const refusal = async () => {
    const { key, reportersCase } = await reporter.key()
    return reading.refusal(key, reportersCase, officers)
  }
  expect(await refusal()).toBeNull()
  expect(await outcome('add', await addition(reporter, 'both read this'))).toBe('added')
  expect(await refusal()).toBeNull()
  expect(await outcomeOf(reporter.keepOut('investigations-1'))).toBe('kept_out')
  expect(await outcome('add', await addition(reporter, 'one reads this'))).toBe('added')
  expect(await refusal()).toBe('READER_UNKNOWN')
  const { key, reportersCase } = await reporter.key()
  const present = officers.filter(({ id }) => id === 'investigations-2')
  expect(await reading.refusal(key, reportersCase, present)).toBeNull()
})
