import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { serverLogin } from '../cli/installation.ts'
import { ofItsDay } from '../fixtures/any-day.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'migrations')
const FUNCTIONS = join(MIGRATIONS, 'functions')
/** The last migration that defined functions itself. */
const LAST = '0033'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await ofItsDay(database.url)
})
afterAll(() => database.drop())

const asOwner = (text: string) => looking(database.url, (sql) => sql.unsafe(text))
const asSuperuser = (text: string) => looking(database.superuser, (sql) => sql.unsafe(text))

/** Text, owner and grants of every function, and every trigger; with the transaction that wrote each. */
const definitions = async () => [
  ...(await asSuperuser(`
    select proname as name, pg_get_functiondef(oid) as text, proowner::regrole::text as owner, proacl::text as grants,
      xmin::text as written
    from pg_proc where pronamespace = 'public'::regnamespace order by proname`)),
  ...(await asSuperuser(`
    select tgrelid::regclass || ' ' || tgname as name, pg_get_triggerdef(oid) as text, tgenabled::text as enabled,
      xmin::text as written
    from pg_trigger where not tgisinternal order by 1`)),
]
const withoutWriter = (rows: Awaited<ReturnType<typeof definitions>>) =>
  rows.map(({ written, ...row }) => row)

const files = async () =>
  (await readdir(FUNCTIONS)).map((file) => file.replace(/\.sql$/, '')).toSorted()

test('each function of the database has the file of its name, and each file makes that one function', async () => {
  const there = await asSuperuser(`
    select proname as name from pg_proc where pronamespace = 'public'::regnamespace order by proname collate "C"`)
  expect(there.map(({ name }) => name)).toEqual(await files())
  for (const name of await files()) {
    const text = await readFile(join(FUNCTIONS, `${name}.sql`), 'utf8')
    const made = [...text.matchAll(/^create (?:or replace )?function (\w+)/gm)].map(
      ([, each]) => each,
    )
    expect(made).toEqual([name])
    expect(text, `${name}.sql begins with what it is for`).toMatch(/^-- /)
    const calls = [...text.matchAll(/^\s*(?:for each .*)?\bexecute function (\w+)/gm)]
    for (const [, called] of calls) expect([name, called]).toEqual([name, name])
  }
})

test('a migration makes no function and no trigger: each stands in its file and nowhere else', async () => {
  const numbered = (await readdir(MIGRATIONS)).filter((file) => /^\d{4}_.*\.sql$/.test(file))
  const later = numbered.filter((file) => file.slice(0, 4) > LAST)
  for (const file of later) {
    const text = await readFile(join(MIGRATIONS, file), 'utf8')
    expect(text, `${file}: change the function in migrations/functions/`).not.toMatch(MAKES)
  }
  // What the rule is for is found where it was done before.
  for (const before of ['0028_events_told.sql', '0026_intake_ends.sql']) {
    expect(await readFile(join(MIGRATIONS, before), 'utf8')).toMatch(MAKES)
  }
})
const MAKES =
  /\b(?:create\s+(?:or\s+replace\s+)?(?:constraint\s+)?(?:function|procedure|trigger)|alter\s+(?:function|procedure)|rename\s+function)\b/i

test('all of them again, their bodies checked, is what is there', async () => {
  const before = await definitions()
  await asOwner('truncate drizzle.functions')
  await migrate(database.url)
  const after = withoutWriter(await definitions())
  expect(after).toEqual(withoutWriter(before))
  await asSuperuser(`
    ${(
      await Promise.all(
        (await files()).map((name) => readFile(join(FUNCTIONS, `${name}.sql`), 'utf8')),
      )
    )
      .join('\n')
      .replaceAll(/^(?:set local role aside_keeper|reset role);$/gm, '')
      .replace(/^/, 'begin;')};
    rollback;`)
})

test('a start that has nothing to change writes nothing and waits for no table', async () => {
  const before = await definitions()
  await looking(database.superuser, async (sql) => {
    await sql.unsafe(
      'begin; lock table event, message, "case", delayed_inbox in access exclusive mode',
    )
    await migrate(database.url)
    await sql.unsafe('rollback')
  })
  expect(await definitions()).toEqual(before)
})

test('a file that changed is applied by the next start of the owner, alone; until then nobody else starts', async () => {
  const login = await serverLogin(database, 'aside_functions_server')
  try {
    await migrate(login.url)
    await asSuperuser(`
      create or replace function clocks_differ_by() returns interval language sql immutable as $$ select interval '1 day' $$;
      update drizzle.functions set hash = 'of another text' where name = 'clocks_differ_by'`)
    await expect(migrate(login.url)).rejects.toMatchObject({
      ids: { why: 'owner_migrates_first' },
    })
    const before = await definitions()
    await migrate(database.url)
    const after = await definitions()
    const changed = after.filter(({ written }, n) => written !== before[n]?.['written'])
    expect(changed.map(({ name }) => name)).toEqual(['clocks_differ_by'])
    expect((await asOwner('select clocks_differ_by()::text as apart'))[0]).toEqual({
      apart: '00:10:00',
    })
    await migrate(login.url)
  } finally {
    await login.drop()
  }
})

test('what an older program started again brings with it takes nothing back', async () => {
  await asSuperuser(`
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a newer program', 9000000000000);
    update drizzle.functions set hash = 'of a newer text'`)
  const before = await definitions()
  await migrate(database.url)
  expect(await definitions()).toEqual(before)
  await asSuperuser(`
    delete from drizzle.__drizzle_migrations where hash = 'of a newer program'`)
  await migrate(database.url)
  expect(withoutWriter(await definitions())).toEqual(withoutWriter(before))
})

test('what a migration dropped is made again by the same start', async () => {
  const before = withoutWriter(await definitions())
  await asOwner('drop trigger event_has_recorded_day on event')
  // As if the newest migration had just run on a database that knew the files from before it.
  await asSuperuser(`update drizzle.functions set hash = encode(sha256(hash::bytea), 'hex')`)
  await migrate(database.url)
  expect(withoutWriter(await definitions())).toEqual(before)
})

test('a grant or a trigger that its file does not make is taken away when the file is applied', async () => {
  const before = withoutWriter(await definitions())
  await asSuperuser(`
    set role aside_keeper;
    grant execute on function withdraw_case to aside_desk;
    reset role;
    grant execute on function refuse to public;
    create trigger case_of_nobody before update on "case" for each row execute function refuse('nothing');
    update drizzle.functions set hash = 'of another text' where name in ('withdraw_case', 'refuse')`)
  expect(withoutWriter(await definitions())).not.toEqual(before)
  await migrate(database.url)
  expect(withoutWriter(await definitions())).toEqual(before)
})

/** Forms that an older version may have left of a function; the last two are not replaced but refused. */
const OLD_FORMS = [
  '(officers text[], on_day date) returns boolean',
  '(officers text[], on_day date, of_case text, more text default null) returns boolean',
  '(officers text[], on_day date, wanted text) returns boolean',
  '(officers text[], on_day date, of_case text) returns integer',
]
const stale = (name: string) =>
  asSuperuser(`update drizzle.functions set hash = 'of the text before' where name = '${name}'`)
const CURRENT = 'any_officer_reachable(text[], date, text)'

test.each(OLD_FORMS)(
  'a function takes the place of what an older version left: %s',
  async (form) => {
    const before = withoutWriter(await definitions())
    // Beside the form of today, as a start that was cut off leaves it, and in its place.
    for (const beside of OLD_FORMS.indexOf(form) < 2 ? [true, false] : [false]) {
      await asSuperuser(`
      ${beside ? '' : `drop function ${CURRENT};`}
      create function any_officer_reachable${form} language sql as 'select null::${form.split(' ').at(-1)}';
      do $$ begin
        execute format('alter function %s owner to aside_keeper', (
          select oid::regprocedure from pg_proc where proname = 'any_officer_reachable' and proowner <> 'aside_keeper'::regrole));
      end $$`)
      await stale('any_officer_reachable')
      await migrate(database.url)
      expect(withoutWriter(await definitions())).toEqual(before)
    }
  },
)

test('what hangs on the form that an older version left is named, and nothing is changed', async () => {
  const before = withoutWriter(await definitions())
  await asSuperuser(`
    create function these_lookups(of_day date) returns bytea[] language sql stable as 'select null::bytea[]';
    do $$ begin execute format('alter function these_lookups(date) owner to %I',
      (select proowner::regrole from pg_proc where oid = 'these_lookups()'::regprocedure)); end $$;
    create policy old_form on upload for select to aside_desk using (these_lookups(day) is null)`)
  await Promise.all([stale('these_lookups'), stale('clocks_differ_by')])
  const left = await definitions()
  await expect(migrate(database.url)).rejects.toMatchObject({
    code: 'STORE_REFUSED',
    ids: { state: '2BP01', constraint: 'these_lookups' },
  })
  expect(await definitions()).toEqual(left)
  await asSuperuser('drop policy old_form on upload')
  await migrate(database.url)
  expect(withoutWriter(await definitions())).toEqual(before)
})

test('no copy of a function stays aside, and a policy keeps the one it asks', async () => {
  const asked = () =>
    asSuperuser(`select oid::text from pg_proc where oid = 'these_lookups()'::regprocedure`)
  const before = await asked()
  await asOwner('truncate drizzle.functions')
  await migrate(database.url)
  expect(await asked()).toEqual(before)
  const aside = await asSuperuser(`
    select from pg_proc where pronamespace::regnamespace::text like 'pg_temp%'`)
  expect(aside).toHaveLength(0)
})
