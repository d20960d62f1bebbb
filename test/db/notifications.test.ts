import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Day, day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { nullLog } from '#log.ts'
import { remindOfficers, remindPeople } from '#notifications/reminders.ts'
import type { Filing } from '#ports.ts'
import { byOfficer, byReporter } from '../fixtures/acts.ts'
import { bytes, filing, officerA, officerB, officerC, sealedLetter } from '../fixtures/filing.ts'
import { freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, refusedWith } from '../fixtures/superuser.ts'

const ON = day('2026-11-09')
const DANGER = { category: 'safety', leaf: 'safety.immediate_danger', triageHours: 1 } as const
const MINUTE = 60_000
let db: TestDatabase
const addresses = new Map<OfficerId, Uint8Array<ArrayBuffer>>()

beforeAll(async () => {
  db = await freshStore()
  for (const id of [officerA, officerB, officerC]) {
    const known = { id, issuer: 'https://sign-in.invalid', subject: id }
    await db.store.people.upsert({ ...known, offices: [{ office: 'ethics', role: 'officer' }] }, ON)
  }
  for (const id of [officerA, officerB, officerC]) await tell(id)
})
afterAll(() => db.end())
beforeEach(() => emptied())

async function tell(id: OfficerId): Promise<void> {
  const code = bytes(32)
  const address = bytes(64)
  addresses.set(id, address)
  const now = new Date('2026-11-09T08:00:00Z')
  await db.store.officerAddresses.offer(code, id, new Date(now.getTime() + MINUTE))
  await db.store.officerAddresses.pair(code, address, now, ON)
}

async function emptied(): Promise<void> {
  await looking(db.superuser, (sql) => sql`delete from outbox`)
}

/** Whose addresses wait in the outbox, and whether at once. */
async function waiting(): Promise<string[]> {
  const recipients: string[] = []
  for (const urgent of [false, true]) {
    for (const { address } of await db.store.notifications.due(
      urgent,
      new Date('2026-11-09T09:00:00Z'),
    )) {
      const whose = [...addresses].find(([, known]) => Buffer.from(known).equals(address))
      recipients.push(`${whose?.[0] ?? '?'}${urgent ? ' at once' : ''}`)
    }
  }
  return recipients.toSorted()
}

describe('a new case', () => {
  test('is told to its readers and to nobody else', async () => {
    await db.store.intake.file(filing({ readers: [officerA, officerC] }))
    expect(await waiting()).toEqual([officerA, officerC])
  })

  test('T-106 is told to all but who is kept out of it, who hears what he hears where there is none', async () => {
    await db.store.intake.file(filing({ readers: [officerA], exclusions: [bytes(32)] }))
    expect(await waiting()).toEqual([officerA])
  })

  test('with a danger is told at once', async () => {
    await db.store.intake.file(filing(DANGER))
    expect(await waiting()).toEqual([`${officerA} at once`, `${officerB} at once`])
  })

  test('that was filed before is not told again', async () => {
    const twice = filing()
    await db.store.intake.file(twice)
    await db.store.intake.file(twice)
    expect(await waiting()).toEqual([officerA, officerB])
  })

  test.each(['web_page', 'staff_link', 'office_link'] as const)(
    'of a channel whose minute nobody may know (%s) is told once with all others, only danger is at once',
    async (channel) => {
      await db.store.intake.file(filing({ channel, leaf: null, readers: [officerA] }))
      await db.store.intake.file(filing({ channel, leaf: null, readers: [officerA, officerC] }))
      expect(await waiting()).toEqual([officerA, officerC])
      await emptied()
      await db.store.intake.file(filing({ ...DANGER, channel, leaf: null, readers: [officerB] }))
      expect(await waiting()).toEqual([`${officerB} at once`])
    },
  )

  test('is not told where nothing arrives any more, nor to somebody who works here no more', async () => {
    await db.store.officerAddresses.lose(addresses.get(officerC) ?? bytes(1), ON)
    const gone = { id: officerB, issuer: 'https://sign-in.invalid', subject: officerB }
    await db.store.people.upsert({ ...gone, offices: [] }, ON)
    await db.store.intake.file(filing({ readers: [officerB, officerC] }))
    expect(await waiting()).toEqual([])
    expect(await db.store.officerAddresses.canNotify([officerB, officerC], ON, null)).toBe(false)
    expect(await db.store.officerAddresses.canNotify([officerA, officerB], ON, null)).toBe(true)
    await db.store.people.upsert({ ...gone, offices: [{ office: 'ethics', role: 'officer' }] }, ON)
    await tell(officerC)
  })
})

test('where the urgent message of a case was tried and did not arrive, nobody is said to be reached until one does', async () => {
  const { notifications, officerAddresses } = db.store
  const danger = filing({ ...DANGER, readers: [officerA] })
  await db.store.intake.file(danger)
  const reached = () => officerAddresses.canNotify([officerA], ON, danger.id)
  expect(await reached()).toBe(true)
  const [tried] = await notifications.due(true, new Date('2026-11-09T09:00:00Z'))
  if (tried === undefined) throw new TypeError('nothing waits')
  await notifications.later([tried], new Date('2026-11-09T09:01:00Z'))
  expect(await reached()).toBe(false)
  expect(await officerAddresses.canNotify([officerA, officerC], ON, danger.id)).toBe(true)
  await notifications.drop([tried])
  expect(await reached()).toBe(true)
})

test('T-106 a danger that one officer is kept out of says nothing of itself in another danger', async () => {
  const { notifications, officerAddresses } = db.store
  await db.store.intake.file(filing({ ...DANGER, readers: [officerA] }))
  const hidden = await notifications.due(true, new Date('2026-11-09T09:00:00Z'))
  expect(hidden).toHaveLength(1)
  await notifications.later(hidden, new Date('2026-11-09T09:01:00Z'))
  const another = filing({ ...DANGER, readers: [officerA] })
  await db.store.intake.file(another)
  for (const of of [another.id, null]) {
    expect(await officerAddresses.canNotify([officerA], ON, of)).toBe(true)
  }
})

test('a letter of the person is told to the readers, a letter or note of an officer to nobody', async () => {
  const made = filing()
  await db.store.intake.file(made)
  await emptied()
  const letter = (dir: 'r>o' | 'o>r' | 'o>o', seq: number, kind: 'addition' | 'answer' | 'note') =>
    sealedLetter({ case: made.id, dir, seq, kind, on: ON, officers: [officerA, officerB] })
  await db.store.desk.change(officerA, made.id, () => ({
    event: byOfficer('answered', ON),
    letter: letter('o>r', 1, 'answer'),
  }))
  await db.store.desk.change(officerA, made.id, () => ({
    event: byOfficer('noted', ON),
    letter: letter('o>o', 1, 'note'),
  }))
  expect(await waiting()).toEqual([])
  const lookup = made.receipt.lookups[0] ?? bytes(32)
  const addition = { letter: letter('r>o', 2, 'addition'), event: byReporter('added', ON) }
  await db.store.reporters.add(lookup, { nonce: bytes(32), ...addition })
  expect(await waiting()).toEqual([officerA, officerB])
})

test('each morning of the office: what is due by tomorrow or late, once for all of it', async () => {
  const due = (receivedOn: string, readers = [officerA]) => {
    const terms = { ...filing().terms, receivedOn: receivedOn as Day, zone: 'Asia/Tokyo' }
    return filing({ readers, terms })
  }
  for (const on of ['2026-10-20', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-08']) {
    await db.store.intake.file(due(on))
  }
  await db.store.intake.file(due('2026-11-05', [officerB]))
  await emptied()
  const at = (time: string) =>
    remindOfficers({
      clock: { now: () => new Date(time) },
      log: nullLog,
      notifications: db.store.notifications,
    })
  await at('2026-11-09T21:50:00Z')
  expect(await waiting()).toEqual([])
  await at('2026-11-09T22:50:00Z')
  expect(await waiting()).toEqual([officerA])
  await emptied()
  for (const hour of ['10T00:50', '10T05:50', '10T14:50', '10T21:50']) {
    await at(`2026-11-${hour}:00Z`)
    expect(await waiting()).toEqual([])
  }
  await at('2026-11-10T22:50:00Z')
  expect(await waiting()).toEqual([officerA, officerB])
})

test('T-137 of forty cases that are due no row tells of more than a few tens, and each is told of once', async () => {
  const zone = 'Pacific/Tongatapu'
  const terms = { ...filing().terms, receivedOn: day('2026-11-02'), zone }
  for (let n = 0; n < 40; n += 1) {
    await db.store.intake.file(filing({ readers: [officerA], terms }))
  }
  await emptied()
  await db.store.notifications.queueDeadlines([zone], day('2026-11-09'))
  const rows = await looking(
    db.superuser,
    (sql) => sql`select cardinality(causes) as cases from outbox order by 1`,
  )
  expect(rows.map(({ cases }) => cases)).toEqual([8, 32])
  await emptied()
  await looking(db.superuser, (sql) => sql`update "case" set due_on = null where zone = ${zone}`)
})

test('of what is put aside its readers hear when it falls due, and not each morning for ever', async () => {
  const terms = { ...filing().terms, receivedOn: day('2026-11-02'), zone: 'Pacific/Auckland' }
  const made = filing({
    readers: [officerA, officerC],
    terms,
    channel: 'web_page',
    leaf: null,
  })
  await db.store.intake.file(made)
  await db.store.desk.change(officerA, made.id, () => ({
    event: byOfficer('set_aside', '2026-11-03'),
  }))
  const outcomes: boolean[] = []
  for (const on of ['07', '08', '09', '10', '20'].map((n) => day(`2026-11-${n}`))) {
    await emptied()
    await db.store.notifications.queueDeadlines([terms.zone], on)
    outcomes.push((await waiting()).length > 0)
  }
  expect(outcomes).toEqual([false, true, true, false, false])
})

test('decision 4 what was late when a question was asked is told of each morning, by the hour where hours are promised', async () => {
  const zone = 'Pacific/Chatham'
  const asked = async (terms: Partial<Filing['terms']>, at: string, seenOn: string) => {
    const made = filing({ readers: [officerB], terms: { ...filing().terms, zone, ...terms } })
    await db.store.intake.file(made)
    const event = { ...byOfficer('asked', at.slice(0, 10)), at: new Date(at) }
    await db.store.desk.change(officerB, made.id, () => ({ event }))
    await emptied()
    await db.store.notifications.queueDeadlines([zone], day(seenOn))
    const recipients = await waiting()
    await looking(db.superuser, (sql) => sql`update "case" set due_on = null where id = ${made.id}`)
    return recipients
  }
  const hours = {
    receivedOn: day('2026-11-03'),
    receivedAt: new Date('2026-11-03T01:00:00Z'),
    replyHours: 24,
  }
  const week = { receivedOn: day('2026-11-02') }
  expect(await asked(week, '2026-11-10T01:00:00Z', '2026-11-20')).toEqual([officerB])
  expect(await asked(week, '2026-11-09T01:00:00Z', '2026-11-21')).toEqual([])
  expect(await asked(hours, '2026-11-04T02:00:00Z', '2026-11-22')).toEqual([officerB])
  expect(await asked(hours, '2026-11-04T00:30:00Z', '2026-11-23')).toEqual([])
})

test('where the hours of a zone begin at another minute, nobody is told of what is due before eight', async () => {
  const terms = { ...filing().terms, receivedOn: day('2026-11-03'), zone: 'Asia/Kolkata' }
  await db.store.intake.file(filing({ readers: [officerB], terms }))
  const at = (time: string) =>
    remindOfficers({
      clock: { now: () => new Date(time) },
      log: nullLog,
      notifications: { ...db.store.notifications, zones: async () => [terms.zone] },
    })
  await emptied()
  // Leaves with the next full hour of UTC: at 07:30 there, and at 08:30.
  await at('2026-11-11T01:50:00Z')
  expect(await waiting()).toEqual([])
  await at('2026-11-11T02:50:00Z')
  expect(await waiting()).toEqual([officerB])
})

test('case 97 a server that was away in the morning tells it when it is back, and still once', async () => {
  const terms = { ...filing().terms, receivedOn: day('2026-11-03'), zone: 'America/Lima' }
  await db.store.intake.file(filing({ readers: [officerB], terms }))
  await emptied()
  const at = (time: string) =>
    remindOfficers({
      clock: { now: () => new Date(time) },
      log: nullLog,
      notifications: db.store.notifications,
    })
  await at('2026-11-11T22:50:00Z')
  expect(await waiting()).toContain(officerB)
  await emptied()
  await at('2026-11-11T23:50:00Z')
  expect(await waiting()).not.toContain(officerB)
})

test('a reminder comes once a Monday until its last day, and its row says nothing of a case', async () => {
  const [mine, theirs] = [bytes(32), bytes(32)]
  await db.store.reminders.set([mine], bytes(64), day('2026-11-16'))
  await db.store.reminders.set([theirs], bytes(64), day('2026-11-09'))
  await db.store.reminders.set([mine, theirs], bytes(64), day('2026-11-16'))
  const monday = (on: string) =>
    remindPeople({
      clock: { now: () => new Date(`${on}T07:40:00Z`) },
      notifications: db.store.notifications,
    })
  const counts: number[] = []
  for (const on of ['2026-11-09', '2026-11-09', '2026-11-16', '2026-11-23']) {
    await monday(on)
    counts.push((await waiting()).length)
  }
  expect(counts).toEqual([1, 1, 2, 2])
  expect(await db.store.reminders.until([theirs, mine])).toBeNull()
  const columns = await looking(
    db.superuser,
    (sql) => sql`select table_name, column_name from information_schema.columns
      where table_name in ('outbox', 'reminder') and column_name like '%case%'`,
  )
  expect([...columns]).toEqual([])
})

test('a server that was away on a Monday reminds when it is back, once a week, and on nobody’s last Monday less', async () => {
  await emptied()
  const mine = bytes(32)
  await db.store.reminders.set([mine], bytes(64), day('2026-12-07'))
  const on = async (date: string) => {
    const clock = { now: () => new Date(`${date}T12:31:00Z`) }
    await remindPeople({ clock, notifications: db.store.notifications })
    const count = (await waiting()).length
    await emptied()
    return count
  }
  expect(await on('2026-12-01')).toBe(1)
  expect(await on('2026-12-02')).toBe(0)
  expect(await on('2026-12-09')).toBe(1)
  expect(await on('2026-12-13')).toBe(0)
  expect(await on('2026-12-14')).toBe(0)
  expect(await db.store.reminders.until([mine])).toBeNull()
})

test.each([
  ['the desk sees no address', 'aside_desk', 'select * from officer_address'],
  ['the desk sees no outbox', 'aside_desk', 'select * from outbox'],
  ['the way back sees no reminder', 'aside_reporter', 'select * from reminder'],
  ['the way back sees no outbox', 'aside_reporter', 'select * from outbox'],
  ['the intake tells nobody by hand', 'aside_intake', 'insert into outbox default values'],
  [
    'the intake tells nobody whom it chooses',
    'aside_intake',
    "select notify_officers('{a}', '{c}', now()::date, true)",
  ],
  ['duties see no address beside its notice', 'aside_duty', 'select * from officer_address'],
  ['duties see no reminder', 'aside_duty', 'select * from reminder'],
  ['whoever keeps addresses sees no reader', 'aside_register', 'select * from reader'],
  ['whoever keeps addresses reads no outbox', 'aside_register', 'select * from outbox'],
])('T-115 no role joins an address to a case: %s', async (_, role, statement) => {
  expect(await refusedWith(db.url, statement, role)).toBe('42501')
})

test('T-134 once the day is over a reminder stands in no transaction with anything else', async () => {
  await db.store.intake.file(filing())
  const [first, second] = [bytes(32), bytes(32)]
  await db.store.reminders.set([first], bytes(64), day('2027-01-04'))
  await db.store.reminders.set([second], bytes(64), day('2027-01-04'))
  await db.store.jobs.settleReminders()
  const rows = await looking(
    db.superuser,
    (sql) => sql`select xmin::text as x, id from reminder order by ctid`,
  )
  expect(new Set(rows.map((row) => row['x'])).size).toBe(1)
  const ids = rows.map((row) => Buffer.from(row['id']).toString('hex'))
  expect(ids).toEqual(ids.toSorted())
  expect(await db.store.reminders.until([first])).toBe('2027-01-04')
})
