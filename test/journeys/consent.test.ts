import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealer } from '#crypto/seal.ts'
import { connectionTo } from '#db/connection.ts'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { plusDays } from '#domain/case/day.ts'
import { fromBase64url } from '#domain/case/ids.ts'
import { lapse } from '#jobs/lapse-questions.ts'
import { nullLog } from '#log.ts'
import type { WireCase } from '#wire/desk.ts'
import { notNeutral } from '../fixtures/neutral-cards.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { button, buttonsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { toAccount } from './filer.ts'
import { forgedRequest } from './forged-request.ts'

const DAY = 86_400_000
const ACCOUNT = 'The invoice of 3 March was split in two.'
const WHY = 'The staff rules are theirs.\nThey could change the contract.'
const SANITISED = 'Somebody was asked to split an invoice.\n**No** names. <b>None</b>.'
const words = wordsFor('en')

let database: FreshDatabase
let whole: Whole
let officer: OfficerAtDesk
/** Sees and writes everything, as nobody of ours can. */
let sql: postgres.Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = postgres({ ...connectionTo(database.superuser), max: 1, onnotice: () => undefined })
  whole = await startWhole(database.url, { accountInline: true })
  officer = await officerAtDesk(whole, 'investigations-1')
})
afterAll(async () => {
  await whole.stop()
  await sql.end({ timeout: 1 })
  await database.drop()
})

interface ReportedCase {
  readonly amal: Person
  readonly wireCase: WireCase
}

let tellers = 0

/** Somebody who told something, and her case as an officer has it open. */
async function newCase(): Promise<ReportedCase> {
  const amal = person(whole.cloud, { id: `amal-${++tellers}` })
  const before = new Set((await officer.queue()).rows.map(({ id }) => id))
  const form = await toAccount(amal, await amal.install(), 'dialog', 'not_told')
  await amal.submit(form, 'send', undefined, { account: ACCOUNT })
  const row = (await officer.queue()).rows.find(({ id }) => !before.has(id))
  return { amal, wireCase: await officer.open(row?.id ?? '') }
}

const conversationOf = async ({ amal, wireCase }: ReportedCase) =>
  amal.submit(await amal.open(amal.lastCard(), 'conversation'), 'case', wireCase.id)
const verbsOf = (card: object) => buttonsOf(card).map(({ data }) => data.aside.verb)
const says = (key: string, values = {}) => words.say(key, values)

async function rows(wireCase: WireCase) {
  const consents = await sql`
    select office, agreed
    from consent where case_id = ${wireCase.id} and request is not null order by n`
  return consents.map(({ office, agreed }) => [office, agreed])
}

describe('an officer asks whether something may be passed on', () => {
  test('T-144 one request is refused and another accepted, and both can be proved by her signature', async () => {
    const { amal, wireCase: before } = await newCase()
    let wireCase = await officer.askConsent(before, WHY, {
      office: 'hr',
      content: 'account',
      sanitised: '',
    })
    expect(wireCase).toMatchObject({ state: 'waiting', consents: [] })
    expect(wireCase.events.at(-1)).toMatchObject({ act: 'consent_asked', reason: 'consent_needed' })

    let card = await conversationOf({ amal, wireCase })
    expect(textOf(card)).toContain(says('request.open'))
    expect(verbsOf(card)).toContain('consent')
    card = await amal.submit(card, 'consent')
    const form = textOf(card)
    const day = words.date(before.receivedOn as never)
    expect(form).toContain(says('request.account', { date: day }))
    expect(form).toContain(says('request.who_text', { office: says('the.hr') }))
    expect(form).toContain('They could change the contract.')
    expect(form).toContain(says('request.silence'))
    expect(form).toContain(says('before.override'))
    expect(form).not.toContain('invoice')
    const [yes, no] = (['agree', 'decline'] as const).map((verb) => button(card, verb))
    expect({ ...yes, title: '', data: {} }).toEqual({ ...no, title: '', data: {} })

    card = await amal.submit(card, 'decline')
    expect(textOf(card)).toContain(says('request.said_no'))
    wireCase = await officer.open(wireCase.id)
    expect(wireCase).toMatchObject({ state: 'acknowledged', pausedOn: null })
    expect(await rows(wireCase)).toEqual([['hr', false]])

    wireCase = await officer.askConsent(wireCase, WHY, {
      office: 'ethics',
      content: 'sanitised',
      sanitised: SANITISED,
    })
    card = await amal.submit(await conversationOf({ amal, wireCase }), 'consent')
    for (const line of SANITISED.split('\n')) expect(textOf(card)).toContain(line)
    card = await amal.submit(card, 'agree')
    expect(textOf(card)).toContain(says('request.said_yes'))
    expect(await rows(wireCase)).toEqual([
      ['hr', false],
      ['ethics', true],
    ])

    // In Teams the server signs, and the act says so; a Yes over the No of before is none.
    const asked = await officer.open(wireCase.id)
    const acts = asked.events.flatMap(({ signedAct }) => signedAct ?? [])
    expect(acts.map(({ by, number, act, office }) => [by, number, act, office])).toEqual([
      ['server', 1, 'declined', 'hr'],
      ['server', 2, 'consented', 'ethics'],
    ])
    const forged = asked.events.map(({ signedAct, ...event }) =>
      signedAct?.act === 'declined'
        ? { ...event, act: 'consented' as const, signedAct }
        : { ...event, ...(signedAct && { signedAct }) },
    )
    expect((await officer.read({ ...asked, events: forged })).troubles).toEqual(['act_unproven'])
    const read = await officer.read(asked)
    expect(read.troubles).toEqual([])
    expect(read.letters.map(({ trouble }) => trouble).filter(Boolean)).toEqual([])
    expect(read.letters.map(({ agreed }) => agreed)).toEqual([null, null, false, null, true])
    expect(read.consents).toMatchObject([
      { office: 'hr', content: 'account', standing: 'declined' },
      { office: 'ethics', content: 'sanitised', standing: 'agreed', sanitised: SANITISED },
    ])
    expect(textOf(await conversationOf({ amal, wireCase }))).toContain(
      says('request.you_yes', { office: says('the.ethics') }),
    )
  })

  test('a yes is taken back until it is handed over, and the officer sees it', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    const wireCase = await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    const answer = await amal.submit(form, 'agree')
    const more = await amal.submit(await conversationOf(one), 'more', wireCase.id)
    const standing = await amal.submit(more, 'consent')
    expect(verbsOf(standing)).not.toContain('agree')
    expect(textOf(await amal.submit(standing, 'take_back_consent'))).toContain(
      says('request.said_back'),
    )
    expect(await rows(wireCase)).toEqual([
      ['hr', true],
      ['hr', false],
    ])
    const read = await officer.read(await officer.open(wireCase.id))
    expect(read.consents).toMatchObject([{ standing: 'taken_back' }])

    expect(textOf(await amal.submit(answer, 'take_back_consent'))).toContain(
      says('request.said_back'),
    )
    expect(JSON.stringify(await amal.submit(form, 'agree'))).toContain(
      refusal('CONSENT_ANSWERED', words),
    )
    expect(await rows(wireCase)).toHaveLength(2)
  })

  test('what was handed over cannot be taken back, and she is told so', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    const wireCase = await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    const answer = await amal.submit(form, 'agree')
    // No hand-over exists yet: it is an event, and another office.
    await sql`
      insert into event (case_id, n, day, act, actor, officer)
      select case_id, max(n) + 1, max(day), 'referred', 'officer', 'investigations-1'
      from event where case_id = ${wireCase.id} group by case_id`
    await sql`
      with moved as (update reader set office = 'hr' where case_id = ${wireCase.id})
      update "case" set office = 'hr' where id = ${wireCase.id}`
    expect(JSON.stringify(await amal.submit(answer, 'take_back_consent'))).toContain(
      refusal('CONSENT_PASSED', words),
    )
    expect(await rows(wireCase)).toEqual([['hr', true]])
  })

  test('silence is never a yes: after fourteen days nothing is agreed, and she can still answer', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    const wireCase = await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    whole.clock.forward(15 * DAY)
    await officer.signIn()
    const { store } = whole.composed
    await lapse({
      clock: whole.clock,
      log: nullLog,
      policy: { releaseAt: '00:00' },
      jobs: store.jobs,
    })
    let caseOfDesk = await officer.open(wireCase.id)
    expect(caseOfDesk).toMatchObject({ state: 'lapsed', consents: [] })
    expect((await officer.read(caseOfDesk)).consents).toMatchObject([
      { standing: 'open', answeredOn: null },
    ])
    expect(await rows(wireCase)).toEqual([])
    // The card is older than a day: no Yes is taken from it, and a No is heard from wherever it comes.
    expect(JSON.stringify(await amal.submit(form, 'agree'))).toContain(
      refusal('TOKEN_REFUSED', words),
    )
    await amal.submit(await amal.submit(await conversationOf(one), 'consent'), 'agree')
    caseOfDesk = await officer.open(wireCase.id)
    expect(caseOfDesk).toMatchObject({ state: 'acknowledged', pausedOn: null })
    expect(caseOfDesk.dueOn).toBe(plusDays(caseOfDesk.consents[0]?.on as never, 7))
  })
})

describe('whatever is pressed, and however often', () => {
  test('T-84 pressed twice, at once, and again from an old card: one answer', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    const wireCase = await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    const answers = await Promise.all([1, 2, 3].map(() => amal.submit(form, 'decline')))
    for (const answer of answers) expect(textOf(answer)).toContain(says('request.said_no'))
    expect(JSON.stringify(await amal.submit(form, 'agree'))).toContain(
      refusal('CONSENT_ANSWERED', words),
    )
    expect(await rows(wireCase)).toEqual([['hr', false]])
    const { events } = await officer.open(wireCase.id)
    expect(events.filter(({ act }) => act === 'declined')).toHaveLength(1)
  })

  test('T-84 of Yes and No pressed at the same moment No is what stays', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    const wireCase = await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    await Promise.all([amal.submit(form, 'agree'), amal.submit(form, 'decline')])
    expect((await rows(wireCase)).at(-1)).toEqual(['hr', false])
  })

  test('T-84 a request that was replaced takes no answer, and says so', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    const field = await amal.submit(await conversationOf(one), 'add', one.wireCase.id)
    await amal.submit(field, 'send_addition', undefined, { text: 'What do they do there?' })
    const wireCase = await officer.askConsent(await officer.open(one.wireCase.id), WHY, asking)
    expect(JSON.stringify(await amal.submit(form, 'agree'))).toContain(
      refusal('CONSENT_REPLACED', words),
    )
    expect(JSON.stringify(await amal.submit(form, 'decline'))).toContain(
      refusal('CONSENT_REPLACED', words),
    )
    expect(await rows(wireCase)).toEqual([])
  })

  test('T-84 a card from before the case was closed refuses kindly', async () => {
    const one = await newCase()
    const { amal } = one
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    await officer.askConsent(one.wireCase, WHY, asking)
    const form = await amal.submit(await conversationOf(one), 'consent')
    await officer.close(await officer.open(one.wireCase.id), 'noted')
    expect(JSON.stringify(await amal.submit(form, 'agree'))).toContain(
      refusal('CASE_CLOSED', words, 'agree'),
    )
    expect(await rows(one.wireCase)).toEqual([])
  })

  test('T-85 a request in another hand shows nothing and takes no answer', async () => {
    const one = await newCase()
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    await officer.askConsent(one.wireCase, WHY, asking)
    const card = await conversationOf(one)
    const form = await one.amal.submit(card, 'consent')
    const mallory = person(whole.cloud, { id: 'mallory' })
    const nothing = refusal('CASE_UNKNOWN', words)
    expect(JSON.stringify(await mallory.submit(card, 'consent'))).toContain(nothing)
    expect(JSON.stringify(await mallory.submit(form, 'decline'))).toContain(nothing)
    const agreed = JSON.stringify(await mallory.submit(form, 'agree'))
    expect(agreed).toContain(refusal('TOKEN_REFUSED', words))
    expect(await rows(one.wireCase)).toEqual([])
  })
})

describe('what cannot be asked', () => {
  test('twice at once, where it is already, and where it may not go', async () => {
    const { wireCase } = await newCase()
    const ask = async (office: string, of = wireCase) => {
      const letter = await forgedRequest(whole, officer, of, {})
      return JSON.parse(
        (await officer.post(`/api/cases/${of.id}/consent`, { letter, office })).text,
      )
    }
    expect(await ask('investigations')).toEqual({ code: 'CONSENT_REFUSED' })
    expect(await ask('nowhere')).toEqual({ code: 'ANSWERS_INVALID' })
    const waiting = await ask('hr')
    expect(waiting.state).toBe('waiting')
    expect(await ask('hr', waiting)).toEqual({ code: 'CONSENT_OPEN' })
  })

  test('a request about something else than what is held is shown to nobody as one to agree to', async () => {
    const one = await newCase()
    const { amal } = one
    const other = await newCase()
    // The officer's machine is not ours: it says "the account", with the hash of another one.
    const account = other.wireCase.letters.find(({ kind }) => kind === 'concern')
    const hash = await sealer.hash(fromBase64url(account?.data ?? ''))
    const form = { office: 'hr', content: 'account', hash, sanitised: null }
    const letter = await forgedRequest(whole, officer, one.wireCase, form)
    await officer.post(`/api/cases/${one.wireCase.id}/consent`, { letter, office: 'hr' })
    const card = await amal.submit(await conversationOf(one), 'consent')
    expect(textOf(card)).toContain(says('request.broken'))
    expect(verbsOf(card)).not.toContain('agree')
    const pressed = button(card, 'case').data
    const value = button(await conversationOf(one), 'consent').data.aside.value
    const crafted = { ...pressed, aside: { ...pressed.aside, verb: 'agree', value } }
    const answer = await amal.invoke('task/submit', { data: crafted })
    expect(answer.text).toContain(refusal('CONSENT_BROKEN', words))
    expect(await rows(one.wireCase)).toEqual([])
  })

  test('only the person writes an answer: an officer’s role cannot', async () => {
    const { wireCase } = await newCase()
    await expect(
      sql.begin(async (tx) => {
        await tx`set local role aside_desk`
        await tx`select set_config('aside.officer', 'investigations-1', true)`
        await tx`insert into consent (case_id, n, office, agreed, day) values (${wireCase.id}, 9, 'hr', true, now())`
      }),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('a yes that stands in the database without her signature is shown as none', async () => {
    const one = await newCase()
    const asking = { office: 'hr', content: 'account', sanitised: '' } as const
    const wireCase = await officer.askConsent(one.wireCase, WHY, asking)
    const request = wireCase.letters.find(({ kind }) => kind === 'consent')?.id ?? ''
    await sql`
      insert into consent (case_id, n, office, content, request, agreed, day)
      values (${wireCase.id}, 2, 'hr', decode(repeat('00', 32), 'hex'), ${request}, true, now())`
    const read = await officer.read(await officer.open(wireCase.id))
    expect(read.consents).toMatchObject([{ standing: 'unproved' }])
  })
})

test('nothing of it was ever sent into a chat: every card there is one of the neutral ones', async () => {
  expect(await notNeutral(whole.composed, whole.cloud.sent, 'en')).toEqual([])
})
