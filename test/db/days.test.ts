import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '#cli/ledger.ts'
import type { PromisedTerms } from '#domain/case/case-status.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import type { Act, CaseEvent } from '#domain/case/event.ts'
import type { Channel } from '#domain/concern/channel.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { bytes, filing, officerA, sealedLetter } from '../fixtures/filing.ts'
import { letterRows } from '../fixtures/letter-rows.ts'
import { ZONE } from '../fixtures/noon.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'
import { asIfWaited } from '../fixtures/waited.ts'
import { fileInDelayedInbox, type WaitingReporter } from '../fixtures/waiting.ts'

const REFUSED = { code: 'CLOCKS_APART' }
const today = () => dayIn(ZONE, new Date())
const ago = (days: number) => plusDays(today(), -days)

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  await ofItsDay(db.url)
})
afterAll(() => db.end())

async function filed(
  receivedOn: Day,
  channel: Channel = 'teams_card',
  more: Partial<PromisedTerms> = {},
) {
  const terms = {
    receivedOn,
    receivedAt: null,
    replyDays: 7,
    replyHours: null,
    zone: ZONE,
    ...more,
  }
  const given = filing({ terms, channel, readers: [officerA] })
  await db.store.intake.file(given)
  return given
}

/** Came through the page on that day, and waited until now. */
async function waited(receivedOn: Day) {
  const terms = { receivedOn, receivedAt: null, replyDays: 7, replyHours: null, zone: ZONE }
  let person: WaitingReporter | undefined
  await asIfWaited(db.superuser, async () => {
    person = await fileInDelayedInbox(db, { terms, readers: [officerA] })
  })
  if (person === undefined) throw new TypeError('nobody')
  await db.store.releases.release('ethics', today())
  return person
}

const acted = (id: ReturnType<typeof filing>['id'], event: CaseEvent) =>
  db.store.desk.change(officerA, id, () => ({ event }))

function done(act: Act, on: Day, at: Date | null = null): CaseEvent {
  return { ...byOfficer(act, on), at }
}

describe('T-102 nobody dates an act back, or ahead', () => {
  test('what an officer does is of today, where the case is', async () => {
    const { id } = await filed(today())
    for (const on of [ago(1), ago(8), plusDays(today(), 1)]) {
      await expect(acted(id, done('answered', on))).rejects.toMatchObject(REFUSED)
    }
    await acted(id, done('answered', today()))
  })

  test('nor does she set back the minute of it, where hours are promised', async () => {
    const now = new Date()
    const { id } = await filed(today(), 'teams_card', { receivedAt: now, replyHours: 48 })
    const early = new Date(now.getTime() - 3_600_000)
    await expect(acted(id, done('answered', today(), early))).rejects.toMatchObject(REFUSED)
    await acted(id, done('answered', today(), now))
  })

  test('a concern is received on the day on which it comes; what waited for the release, on a day before', async () => {
    for (const on of [ago(1), plusDays(today(), 1)]) {
      await expect(filed(on)).rejects.toMatchObject(REFUSED)
    }
    for (const on of [ago(1), ago(30), plusDays(today(), 1)]) {
      await expect(filed(on, 'web_page')).rejects.toMatchObject(REFUSED)
    }
    const { filing } = await waited(ago(1))
    expect((await db.store.desk.open(officerA, filing.id))?.terms.receivedOn).toBe(ago(1))
  })

  test('what its person wrote while it waited keeps its day; what did not wait is of today', async () => {
    const person = await waited(ago(2))
    const { filing: given, lookup } = person
    const add = (on: Day, seq: number) =>
      db.store.reporters.add(lookup, {
        nonce: bytes(32),
        letter: sealedLetter({
          case: given.id,
          dir: 'r>o',
          seq,
          kind: 'addition',
          on,
          officers: [officerA],
        }),
        event: { act: 'added', by: 'reporter', on, at: null, reason: null, corrects: null },
      })
    for (const on of [ago(3), ago(1)]) await expect(add(on, 2)).rejects.toMatchObject(REFUSED)
    await asIfWaited(db.superuser, () => person.add(2, ago(1)))
    expect(await db.store.releases.release('ethics', today())).toBe(1)
    const opened = await db.store.desk.open(officerA, given.id)
    expect(opened?.events.map(({ act, on }) => [act, on])).toEqual([
      ['received', ago(2)],
      ['added', ago(1)],
    ])
    await expect(acted(given.id, done('answered', ago(1)))).rejects.toMatchObject(REFUSED)
  })

  test('a server whose clock is ahead releases nothing of a day that is not over', async () => {
    const terms = {
      receivedOn: today(),
      receivedAt: null,
      replyDays: 7,
      replyHours: null,
      zone: ZONE,
    }
    const person = await fileInDelayedInbox(db, { terms, readers: [officerA] })
    for (const days of [1, 40]) {
      expect(await db.store.releases.release('ethics', plusDays(today(), days), ZONE)).toBe(0)
    }
    await db.store.delayedInbox.takeBack(person.lookup, today(), 'withdrawn')
  })

  test('on which day it was written is said by the database, whatever is given', async () => {
    const { id } = (await waited(ago(3))).filing
    const given = `insert into event (case_id, n, day, act, actor, recorded)
      values ('${id}', 2, '${today()}', 'identity_refused', 'custodian', '2020-01-01')`
    expect(await refusedWith(db.superuser, given)).toBeNull()
    const rows = await looking(
      db.superuser,
      (sql) => sql<{ same: boolean }[]>`
        select recorded = (now() at time zone ${ZONE})::date as same
        from event where case_id = ${id} and n = 2`,
    )
    expect(rows.map(({ same }) => same)).toEqual([true])
  })

  test.each(['Etc/GMT+12', 'Etc/GMT-14'])(
    'and in %s it is the day there: beside another it would say in which part of it',
    async (zone) => {
      const on = dayIn(zone, new Date())
      const { id } = await filed(on, 'teams_card', { zone })
      await acted(id, done('answered', on))
      const rows = await looking(
        db.superuser,
        (sql) =>
          sql<{ same: boolean }[]>`select recorded = day as same from event where case_id = ${id}`,
      )
      expect(rows.map(({ same }) => same)).toEqual([true, true])
    },
  )

  test('nobody changes what was promised, nor forgets the instant that hours are counted from', async () => {
    const { id } = await filed(today(), 'teams_card', { receivedAt: new Date(), replyHours: 48 })
    for (const change of [
      'received_at = null',
      'reply_hours = 96',
      "zone = 'UTC'",
      'reply_days = 30',
    ]) {
      const statement = `update "case" set ${change} where id = '${id}'`
      expect(await refusedWith(db.superuser, statement)).toBe('AS001')
    }
  })
})

/** Words for the page, as Teams gave them for a case. */
async function withWords(given: ReturnType<typeof filing>) {
  const [teams] = await db.store.reporters.find(given.receipt.lookups)
  if (teams === undefined) throw new TypeError('no case')
  const page = bytes(32)
  const none = { serverShare: null, bind: null, secretEpoch: null }
  const receipt = { kind: 'words', lookups: [page], lockedKey: bytes(200), ...none } as const
  await db.store.reporters.giveWords(teams, receipt)
  const addition = (seq: number, on = today()) => ({
    nonce: bytes(32),
    letter: sealedLetter({
      case: given.id,
      dir: 'r>o',
      seq,
      kind: 'addition',
      on,
      officers: [officerA],
      reporter: true,
    }),
    event: byReporter('added', on),
  })
  const read = async () =>
    (await db.store.desk.open(officerA, given.id))?.letters.map(({ seq }) => seq)
  return { id: given.id, page, teams: teams.lookup, addition, read }
}

describe('T-157 nothing is lost that a person writes from the page to a case that came by a card', () => {
  test('it is there at once', async () => {
    const { page, addition, read } = await withWords(await filed(today()))
    expect(await db.store.delayedInbox.add(page, addition(2))).toBe('added')
    expect(await read()).toEqual([1, 2])
    expect((await db.store.delayedInbox.find(page))?.waiting).toEqual([])
  })

  test('nor when she goes on in Teams: of two letters for one place the second is told to read again', async () => {
    const { page, teams, addition, read } = await withWords(await filed(today()))
    expect(await db.store.delayedInbox.add(page, addition(2))).toBe('added')
    expect(await db.store.reporters.add(teams, addition(2))).toBe('changed')
    expect(await db.store.reporters.add(teams, addition(3))).toBe('added')
    expect(await db.store.delayedInbox.add(page, addition(3))).toBe('changed')
    expect(await read()).toEqual([1, 2, 3])
  })

  test('nor who she is: a name from Teams is not met by another that waits', async () => {
    const { id, page, teams, addition } = await withWords(await filed(today()))
    const named = (seq: number) => {
      const { nonce, letter } = addition(seq)
      const name = { ...letter, kind: 'identity' } as const
      return { nonce, letter: name, event: byReporter('named', today()) }
    }
    await db.store.delayedInbox.add(page, { ...named(2), identity: 'confidential' })
    await db.store.reporters.add(teams, { ...named(3), identity: 'named' })
    expect((await db.store.delayedInbox.find(page))?.identity).toBe('named')
    expect((await db.store.desk.open(officerA, id))?.identity).toBe('named')
  })

  test('settled there, it is settled for its office', async () => {
    const { id, page } = await withWords(await filed(today()))
    expect(await db.store.delayedInbox.settle(page, byReporter('settled', today()))).toBe('settled')
    const opened = await db.store.desk.open(officerA, id)
    expect(opened?.events.map(({ act }) => act)).toEqual(['received', 'settled'])
  })

  test('what waited from before is released, with its day', async () => {
    const { filing: given, add } = await waited(ago(2))
    await asIfWaited(db.superuser, () => add(2, ago(1)))
    const read = async () =>
      (await db.store.desk.open(officerA, given.id))?.letters.map(({ seq }) => seq)
    await looking(db.superuser, (sql) =>
      sql.unsafe(`begin; set local session_replication_role = replica;
        update "case" set channel = 'teams_card' where id = '${given.id}'; commit`),
    )
    expect(await read()).toEqual([1])
    expect(await db.store.releases.release('ethics', today())).toBe(1)
    expect(await db.store.releases.trouble(today())).toMatchObject({ parked: 0 })
    expect(await read()).toEqual([1, 2])
  })
})

describe('T-102 who lets in, and who acts for a person, writes nothing that an office does', () => {
  test.each(['answered', 'acknowledged', 'corrected', 'closed', 'received'])(
    'the way back writes no %s',
    async (act) => {
      const given = await filed(today(), 'web_page')
      const lookup = Buffer.from(given.receipt.lookups[0] ?? []).toString('hex')
      const write = (what: string) =>
        refusedWith(
          db.url,
          `begin; select set_config('aside.lookups', '${lookup}', true);
           insert into event (case_id, n, day, act, actor)
           values ('${given.id}', 2, '${today()}', '${what}', 'reporter');
           ${letterRows(`'${given.id}'`, 'r>o', 'addition', today())}; commit`,
          'aside_reporter',
        )
      expect(await write(act)).toBe('42501')
      expect(await write('added')).toBeNull()
    },
  )

  test('the intake stores nothing but what it received', async () => {
    const { id } = await filed(today(), 'web_page')
    const write = `insert into event (case_id, n, day, act, actor)
      values ('${id}', 2, '${today()}', 'answered', 'reporter')`
    expect(await refusedWith(db.url, write, 'aside_intake')).toBe('42501')
  })

  test('what a person did is of a day before only while the row of that day waits', async () => {
    const person = await waited(ago(31))
    const write = (act: string, on: Day) =>
      refusedWith(
        db.superuser,
        `begin; insert into event (case_id, n, day, act, actor)
         values ('${person.filing.id}', 2, '${on}', '${act}', 'reporter'); rollback`,
      )
    expect(await write('added', ago(1))).toBe('AS001')
    await asIfWaited(db.superuser, () => person.add(2, ago(1)))
    expect(await write('added', ago(1))).toBeNull()
    expect(await write('added', ago(2))).toBe('AS001')
    expect(await write('reopened', today())).toBeNull()
  })
})

describe('T-102 a clock that was moved past its events is found', () => {
  test.each([
    ['due_on', 'due_on = due_on + 30, outcome = null'],
    ['outcome', "outcome = 'on_time'"],
    ['state', "state = 'answered'"],
    ['closed_on', 'closed_on = received_on'],
    ['is_spam', 'is_spam = true'],
  ])('by ledger verify and at night: %s', async (_, change) => {
    const given = await filed(today(), 'web_page')
    const other = await filed(today())
    expect((await verifyLedger(db.url)).filter(({ level }) => level === 'fail')).toEqual([])
    expect(await db.store.jobs.movedClocks()).toEqual([])
    const move = (to: string, id: string) =>
      looking(db.superuser, (sql) => sql.unsafe(`update "case" set ${to} where id = '${id}'`))
    await move(change, given.id)
    expect(await db.store.jobs.movedClocks()).toEqual([given.id])
    const [failed, ...more] = (await verifyLedger(db.url)).filter(({ level }) => level === 'fail')
    expect(more).toEqual([])
    expect(failed?.what).toContain(given.reference)
    expect(failed?.what).not.toContain(other.reference)
    const back = `due_on = received_on + 7, outcome = null, state = 'received', closed_on = null, is_spam = false`
    await move(back, given.id)
  })

  test.each([
    ['an answer without a letter', "delete from message where case_id = $1 and kind = 'answer'"],
    [
      'a letter of another day',
      "update message set day = day - 2 where case_id = $1 and kind = 'answer'",
    ],
    [
      'a letter of another kind',
      "update message set kind = 'note' where case_id = $1 and kind = 'answer'",
    ],
    [
      'a letter without an act',
      "update message set kind = 'sanitised' where case_id = $1 and kind = 'concern'",
    ],
  ])('nor does what was done stand without its letter: %s', async (_, change) => {
    const given = await filed(today())
    await acted(given.id, done('answered', today()))
    expect(await db.store.jobs.movedClocks()).not.toContain(given.id)
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql.unsafe(change, [given.id])
    })
    expect(await db.store.jobs.movedClocks()).toContain(given.id)
    const failed = (await verifyLedger(db.url)).filter(({ level }) => level === 'fail')
    expect(failed[0]?.what).toContain(given.reference)
    // Of the tests behind this one, none is about it.
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`delete from event where case_id = ${given.id}`
      await sql`delete from "case" where id = ${given.id}`
    })
  })

  test('a letter of before that is a day beside its act accuses nobody', async () => {
    const given = await filed(today())
    await acted(given.id, done('answered', today()))
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`update message set day = day - 1 where case_id = ${given.id} and kind = 'answer'`
    })
    expect(await db.store.jobs.movedClocks()).not.toContain(given.id)
  })

  test('an old closed case costs the night nothing, and is found by ledger verify', async () => {
    const given = await filed(today())
    await acted(given.id, done('closed', today()))
    await looking(db.superuser, (sql) =>
      sql.unsafe(`
        alter table event disable trigger event_is_final;
        update event set recorded = '2020-01-01' where case_id = '${given.id}';
        alter table event enable trigger event_is_final;
        update "case" set outcome = 'on_time' where id = '${given.id}'`),
    )
    expect(await db.store.jobs.movedClocks()).toEqual([])
    const failed = (await verifyLedger(db.url)).filter(({ level }) => level === 'fail')
    expect(failed[0]?.what).toContain(given.reference)
  })
})
