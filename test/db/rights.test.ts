import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerRef } from '#db/ledger/case-reference.ts'
import { ROLES, type Role } from '#db/roles/role.ts'
import { plusDays } from '#domain/case/day.ts'
import { ACTORS, ACTS, type Act } from '#domain/case/event.ts'
import { type CaseId, newCaseId, type OfficerId, systemChance } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { close } from '#officer/close.ts'
import { markOpened } from '#officer/mark-opened.ts'
import { markSpam } from '#officer/mark-spam.ts'
import { readAttachment } from '#officer/read-attachment.ts'
import { readCase } from '#officer/read-case.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { filing, officerA, officerB, officerC } from '../fixtures/filing.ts'
import { givenRequests, rowsOfAct } from '../fixtures/letter-rows.ts'
import { TERMS, TODAY } from '../fixtures/noon.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { looking, somebodyWaits } from '../fixtures/superuser.ts'
import { waitingFor } from '../fixtures/waiting-for.ts'
import { WRITES } from '../fixtures/writes.ts'

const YESTERDAY = plusDays(TODAY, -1)

/** The functions through which each login comes to a line of the ledger: there is no other way. */
const LINES: Readonly<Record<Role, readonly string[]>> = {
  aside_intake: [],
  aside_reporter: [],
  aside_desk: [
    'audit_case_fetch',
    'audit_name_fetch',
    'audit_refusal',
    'create_office_link',
    'decide_name',
  ],
  aside_duty: ['chain_pending_lines', 'drop_parked', 'erase_case', 'erase_withdrawn'],
  aside_register: [],
}

let db: TestDatabase
let id: CaseId
let other: CaseId
/** Asked fifteen days ago, and silent since. */
let silent: CaseId
let lookups: string
beforeAll(async () => {
  db = await freshStore({ clock: { now: () => new Date() } })
  await ofItsDay(db.url)
  const mine = filing({ terms: TERMS, channel: 'web_page', readers: [officerA, officerB] })
  const others = filing({ terms: TERMS, channel: 'web_page', readers: [officerB] })
  await db.store.intake.file(mine)
  await db.store.intake.file(others)
  id = mine.id
  other = others.id
  await givenRequests(db.superuser, id, TODAY)
  silent = (await waitingFor(db, 15, officerA)).id
  lookups = mine.receipt.lookups.map((one) => Buffer.from(one).toString('hex')).join(',')
})
afterAll(() => db.end())

const HOLDS = () => `
  select set_config('aside.officer', '${officerA}', true), set_config('aside.lookups', '${lookups}', true)`

interface EventRow {
  readonly act: Act
  readonly by: string
  readonly case?: CaseId
  readonly day?: string
  readonly at?: string
  readonly officer?: string | null
  readonly more?: string
  readonly value?: string
}

const caseFor = (act: string) => (act === 'lapsed' ? silent : id)

/** What was done, with what it brings, as statements. */
function written(one: EventRow): string {
  const officer = one.officer === undefined && one.by === 'officer' ? officerA : one.officer
  const at = one.case ?? caseFor(one.act)
  const day = one.day ?? TODAY
  return `insert into event (case_id, n, day, at, act, actor, officer${one.more ? `, ${one.more}` : ''})
    values ('${at}', 900 + (random() * 1e6)::int, '${day}', ${one.at ?? 'null'},
      '${one.act}', '${one.by}', ${officer ? `'${officer}'` : 'null'}${one.more ? `, ${one.value}` : ''});
    ${rowsOfAct(one.act, at, day, officerA)}`
}

/** The SQLSTATE each is refused with, or `null`; what goes through is undone. */
async function tried(role: Role, statements: readonly string[], first = HOLDS()) {
  const undone = new Error('undone')
  return looking(
    db.url,
    async (sql) => {
      const answers: (string | null)[] = []
      for (const statement of statements) {
        const answer = await sql
          .begin(async (tx) => {
            await tx.unsafe(first)
            await tx.unsafe(statement)
            await tx.unsafe('set constraints all immediate')
            throw undone
          })
          .catch((thrown: unknown) => thrown)
        answers.push(answer === undone ? null : String((answer as postgres.PostgresError).code))
      }
      return answers
    },
    role,
  )
}

const goes = async (role: Role, statement: string, first?: string) =>
  (await tried(role, [statement], first))[0]

const lines = (where = 'true') =>
  looking(db.superuser, (sql) =>
    sql.unsafe(`select act, day::text, actor, officer, ref from ledger where ${where} order by n`),
  )

async function refIn(of: CaseId): Promise<string> {
  const [row] = await looking(
    db.superuser,
    (sql) => sql<{ key: Uint8Array }[]>`select key from case_key where case_id = ${of}`,
  )
  return ledgerRef(row?.key ?? new Uint8Array(), of)
}

describe('T-102 each login writes what is its own, and nothing else', () => {
  test.each(ROLES)('%s, of every act by everybody', async (role) => {
    const all = ACTS.flatMap((act) => ACTORS.map((by) => ({ act, by })))
    const answers = await tried(role, all.map(written))
    const through = all.filter((_, at) => answers[at] === null)
    const own = WRITES[role]
    expect(through).toEqual(
      ACTS.filter((act) => own?.acts.includes(act)).map((act) => ({ act, by: own?.by })),
    )
    const refused = all.map((one, at) => ({ ...one, code: answers[at] }))
    expect(refused.filter(({ code }) => code !== null && code !== '42501')).toEqual(
      role === 'aside_intake' ? [{ act: 'received', by: 'reporter', code: 'AS001' }] : [],
    )
  })

  test('the desk: in no other name, of no other case, of no other day, and no received day', async () => {
    const act = { act: 'answered', by: 'officer' } as const
    const answers = await tried('aside_desk', [
      written({ ...act, officer: officerB }),
      written({ ...act, officer: null }),
      written({ ...act, case: other }),
      written({ ...act, more: 'corrects', value: `'${YESTERDAY}'` }),
      written({ ...act, day: YESTERDAY }),
      written({ ...act, at: "now() - interval '1 hour'" }),
      written(act),
    ])
    expect(answers).toEqual(['42501', '42501', '42501', '42501', 'AS001', 'AS001', null])
    expect(await goes('aside_desk', written(act), 'select 1')).toBe('42501')
  })

  test('time: in nobody’s name, for no reason, of no minute and no other day', async () => {
    const act = { act: 'lapsed', by: 'duty' } as const
    const answers = await tried('aside_duty', [
      written({ ...act, officer: officerA }),
      written({ ...act, more: 'reason', value: "'noted'" }),
      written({ ...act, more: 'corrects', value: `'${YESTERDAY}'` }),
      written({ ...act, at: 'now()' }),
      written({ ...act, day: YESTERDAY }),
      // Nothing was asked there.
      written({ ...act, case: id }),
      written(act),
    ])
    expect(answers).toEqual(['42501', '42501', '42501', '42501', 'AS001', 'AS001', null])
  })
})

describe('T-102 the ledger says it by itself', () => {
  test.each(ROLES)('%s writes no line of its own choice', async (role) => {
    const chosen = `select append_ledger('${TODAY}', now(), 'officer', '${officerA}', 'answered', repeat('0', 64))`
    expect(await goes(role, chosen)).toBe('42501')
    expect(
      await goes(role, `select shred_case('${id}', repeat('0', 64), '${TODAY}', 'settled')`),
    ).toBe('42501')
    const rows = await looking(
      db.superuser,
      (sql) => sql<{ name: string }[]>`
        select proname as name from pg_proc
        where pronamespace = 'public'::regnamespace and prosrc like '%append_ledger(%'
          and has_function_privilege(${role}, oid, 'execute') order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(LINES[role])
  })

  test.each(
    (['aside_desk', 'aside_duty'] as const).flatMap((role) => {
      const own = WRITES[role]
      return (own?.acts ?? []).map((act) => [role, act, own?.by ?? 'duty'] as const)
    }),
  )('of %s, %s: one line, of that case, day and officer', async (role, act, by) => {
    const before = (await lines()).length
    const done = `begin; ${HOLDS()}; ${written({ act, by })}; commit`
    await looking(db.url, (sql) => sql.unsafe(done), role)
    const after = (await lines()).slice(before)
    const officer = by === 'officer' ? officerA : null
    expect([...after]).toEqual([
      { act, day: TODAY, actor: by, officer, ref: await refIn(caseFor(act)) },
    ])
    expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
  })

  test('that a case ended late is in it, however the act is written', async () => {
    const late = filing({ terms: TERMS, readers: [officerA] })
    await db.store.intake.file(late)
    const closed = written({ act: 'closed', by: 'officer', case: late.id })
    const ended = `update "case" set state = 'closed', closed_on = '${TODAY}', outcome = 'late' where id = '${late.id}'`
    expect(await goes('aside_desk', `${closed}; ${ended}`)).toBeNull()
    const atOnce = `set constraints all immediate; ${closed}; ${ended}`
    expect(await goes('aside_desk', atOnce)).toBe('AS001')
  })

  test('who fetches is whoever reads, and at that minute', async () => {
    const fetched = (of: string, at = 'now()') => `select audit_case_fetch('${of}', ${at})`
    const answers = await tried('aside_desk', [
      fetched(other),
      fetched('nothing'),
      fetched(id, 'null'),
      fetched(id, "now() - interval '2 days'"),
      fetched(id, "now() + interval '1 hour'"),
      "select audit_name_fetch('nothing', now())",
      fetched(id),
    ])
    expect(answers).toEqual(['42501', '42501', '42501', 'AS001', 'AS001', '42501', null])
    expect(await goes('aside_desk', fetched(id), 'select 1')).toBe('42501')
  })

  test('a refused try is somebody’s, of today, and in plain words', async () => {
    const refused = (act: string, at = 'now()') =>
      `select audit_refusal('${act}', ${at}, null, '{}')`
    const answers = await tried('aside_desk', [
      refused('opened'),
      refused('my words.'),
      refused('opened', "now() - interval '2 days'"),
      refused('opened', 'null'),
    ])
    expect(answers).toEqual([null, 'AS001', 'AS001', 'AS001'])
    expect(await goes('aside_desk', refused('opened'), 'select 1')).toBe('AS001')
  })

  test('its minute is cut as its hash spells it: no login breaks the chain', async () => {
    const at = "date_trunc('second', now()) + interval '0.1239996 second'"
    const done = `begin; ${HOLDS()}; select audit_case_fetch('${id}', ${at}); commit`
    await looking(db.url, (sql) => sql.unsafe(done), 'aside_desk')
    expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
  })
})

/** Everything an officer can press on a case, as the routes do it. */
function presses(on: CaseId, officer: OfficerId): readonly (() => Promise<unknown>)[] {
  const services = {
    ...officerServices().services,
    clock: { now: () => new Date() },
    desk: db.store.desk,
    attachments: db.store.attachments,
  }
  const who: Officer = {
    id: officer,
    office: 'ethics',
    role: 'officer',
    label: 'Officer',
    fingerprint: 'F'.repeat(40) as Officer['fingerprint'],
  }
  const message = { seq: 1, hash: 'A'.repeat(43) }
  return [
    () => readCase(services, who, on),
    () => readAttachment(services, who, on, on),
    () => readAttachment(services, who, on, 'no id at all'),
    () => close(services, who, on, 'noted', message),
    () => markSpam(services, who, [on]),
    () => markOpened(services, who, on, message),
  ]
}

describe('T-106 a click of whoever was just kept out leaves nothing in the ledger', () => {
  const press = async (on: CaseId, officer: OfficerId) => {
    const answers: string[] = []
    for (const one of presses(on, officer)) {
      const answer = await one().catch((thrown: { code?: string }) => thrown.code)
      answers.push(JSON.stringify(answer))
    }
    const rows = await lines(`officer = '${officer}'`)
    return { answers, acts: rows.map(({ act }) => act) }
  }

  test('on no route; of a stranger, and of an id that never was, each is in it', async () => {
    const excluded = 'officer-k' as OfficerId
    const officers = [officerA, excluded].map((id) => ({ id, office: 'ethics' }))
    const roster = JSON.stringify({ officers: [...officers, { id: officerC, office: 'hr' }] })
    await looking(
      db.superuser,
      (sql) => sql`insert into directory values (1, 'root', ${roster}, '', '{}', null, 'hash')`,
    )
    const given = filing({ terms: TERMS, readers: [officerA, excluded] })
    await db.store.intake.file(given)
    const [lookup = new Uint8Array()] = given.receipt.lookups
    const tag = await exclusions.tag(given.id, excluded)
    await db.store.reporters.keepOut(lookup, [{ officer: excluded, tag }])

    const quiet = await press(given.id, excluded)
    expect(quiet.acts).toEqual([])
    const seen = await press(given.id, officerC)
    expect(seen.acts).toEqual([
      'refused.opened',
      'refused.opened',
      'refused.opened',
      'refused.closed',
      'refused.set_aside',
    ])
    const never = await press(newCaseId(systemChance), excluded)
    expect(never).toEqual(seen)
    expect(quiet.answers).toEqual(seen.answers)
    expect(await db.store.ledger.verify()).toMatchObject({ sound: true })
    await looking(db.superuser, async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`delete from directory`
    })
  })

  test('and he waits for the ledger as everybody does', async () => {
    const given = filing({ terms: TERMS, readers: [officerA] })
    const tags = [await exclusions.tag(given.id, officerC)]
    await db.store.intake.file({ ...given, exclusions: tags })
    const done = await looking(db.superuser, (sql) =>
      sql.begin(async (tx) => {
        await tx`select pg_advisory_xact_lock(20871002)`
        const clicked = db.store.desk.refused(officerC, 'opened', given.id)
        await somebodyWaits(db.superuser)
        return { clicked }
      }),
    )
    await done.clicked
  })
})
