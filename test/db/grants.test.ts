import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, type Role } from '#db/roles/role.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

/**
 * What each login may, by the catalogue: whoever granted it, to the login, to one that it belongs to, or to everybody.
 * A right that comes or goes is a decision: it is written here by whoever takes it, with its reason in the commit.
 * Columns stand where not all of a table is granted. The queue (`pgboss`) is a library's: of its schema nothing is anybody's
 * but the duties'.
 */
const GRANTS: Readonly<Record<Role, string>> = {
  aside_intake: `
    case: insert
    case_key: insert
    case_label: insert
    case_leaf: insert
    consent: insert
    daily_count: select
    delayed_inbox: insert (act, body, case_id, day, id, lookup, n, office)
    envelope: insert
    event: insert
    exclusion: insert
    idempotency_key: insert (case_ref, content, day, nonce), select (case_ref, content, nonce)
    message: insert
    message_key: insert
    reader: insert
    receipt: insert
    statistic: insert (category, fact, quarter)
    upload: insert, select
    upload_piece: insert, select
    accept_letters()
    add_to_daily_count()
    claim_uploads()
    first_free_lookup()
    is_in_delayed_inbox()
    is_office_link_valid()
    lock_delayed_filing()
    move_attachments()
    roster_offices()
    take_delayed_filing()
    works_at()
    schema public: usage
    database: connect
    database: temporary`,
  aside_reporter: `
    case: select, update (acknowledged_on, closed_on, due_at, due_on, identity, is_spam, outcome, paused_days, paused_on, responded_on, state)
    case_leaf: select
    consent: insert, select
    delayed_inbox: delete, insert (act, body, day, id, lookup, n, office), select, update (body)
    envelope: insert, select
    event: insert, select
    exclusion: select
    idempotency_key: insert (day, nonce), select (nonce)
    message: insert, select
    message_key: insert, select
    reader: select
    receipt: select
    accept_letters()
    add_recovery_phrase()
    claim_uploads()
    exclude_readers()
    has_recovery_phrase()
    locked_cases()
    may_be_sealed_to()
    move_attachments()
    no_later_than_today()
    open_lookups()
    restore_case()
    roster_offices()
    shown_lookups()
    these_lookups()
    withdraw_case()
    withdraw_delayed_case()
    works_at()
    schema public: usage
    database: connect
    database: temporary`,
  aside_desk: `
    attachment: select
    attachment_piece: select
    case: select, update (acknowledged_on, closed_on, due_at, due_on, is_spam, outcome, paused_days, paused_on, responded_on, state)
    case_label: select
    case_leaf: select
    consent: select
    envelope: insert, select
    event: insert, select
    exclusion: select
    identity_request: insert, select
    message: insert, select
    message_key: insert, select
    read_mark: insert, select, update (n, opened)
    reader: select
    audit_case_fetch()
    audit_name_fetch()
    audit_refusal()
    create_office_link()
    decide_name()
    may_be_sealed_to()
    name_to_disclose()
    names_to_disclose()
    offices_of()
    readers_of()
    sealed_to()
    this_officer()
    schema public: usage
    database: connect
    database: temporary`,
  aside_duty: `
    case: select (acknowledged_on, category, channel, closed_on, due_at, due_on, id, is_spam, office, outcome, paused_days, paused_on, received_at, received_on, reference, reply_days, reply_hours, responded_on, state, triage_hours, zone), update (state)
    daily_count: select (day)
    delayed_inbox: select (day, failures, id, lookup, n, office, parked_on, tried_on)
    event: insert, select
    ledger: select
    outbox: delete, select, update (attempt, retry_at)
    pending_ledger_line: select
    pgboss.*: delete, insert, select, update
    reader: select
    session: delete, select (until)
    shred: select
    statistic: select
    table_rewrite: select
    cases_to_erase()
    chain_pending_lines()
    drop_parked()
    erase_case()
    erase_withdrawn()
    forget_minutes()
    has_delayed_letter()
    locked_lookups()
    lose_address()
    no_later_than_today()
    notify_due_dates()
    notify_last_address()
    notify_reminders()
    notify_unconfirmed_danger()
    ombudsman_cases_to_erase()
    record_day_end()
    record_release_failure()
    rewrite_daily_counts()
    rewrite_delayed_inbox()
    rewrite_exclusions()
    rewrite_idempotency_keys()
    rewrite_notifications()
    rewrite_office_links()
    rewrite_reminders()
    rewrite_statistics()
    sweep_uploads()
    unmatched_cases()
    schema pgboss: usage
    schema public: usage
    database: connect
    database: temporary`,
  aside_register: `
    custodian: insert, select, update (until)
    daily_notification: select
    directory: insert, select
    drizzle.__drizzle_migrations: select
    drizzle.clock_rules: select
    drizzle.functions: select
    environment_marker: insert, select
    filing_key: insert, select
    membership: insert, select, update (until)
    officer_address: delete, insert, select, update
    outbox: insert
    pairing: delete, insert, select, update
    person: insert, select, update (issuer, subject)
    policy: insert, select
    reminder: delete, insert, select, update
    session: delete, insert, select
    any_officer_reachable()
    lose_address()
    rewrite_notifications()
    schema drizzle: usage
    schema public: usage
    database: connect
    database: temporary`,
}

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** One line a table or function, in the order of their names. */
const granted = (role: Role) =>
  looking(database.superuser, async (sql) => {
    const rows = await sql<{ line: string }[]>`
      with relation as (
        select c.oid, c.relkind, n.nspname,
          case n.nspname when 'public' then c.relname else n.nspname || '.' || case n.nspname when 'pgboss' then '*' else c.relname end end as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^(pg_|information_schema)'
      ), of_table as (
        select r.oid, r.name, p.privilege from relation r, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as p (privilege)
        where r.relkind <> 'S' and has_table_privilege(${role}, r.oid, p.privilege)
        union all
        select r.oid, r.name, p.privilege from relation r, unnest(array['usage', 'select', 'update']) as p (privilege)
        where r.relkind = 'S' and has_sequence_privilege(${role}, r.oid, p.privilege)
      ), of_column as (
        select r.name, format('%s (%s)', p.privilege, string_agg(a.attname, ', ' order by a.attname collate "C")) as privilege
        from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped,
          unnest(array['select', 'insert', 'update', 'references']) as p (privilege)
        where r.relkind <> 'S' and has_column_privilege(${role}, r.oid, a.attnum, p.privilege)
          and not has_table_privilege(${role}, r.oid, p.privilege)
        group by r.oid, r.name, p.privilege
      ), of_relation as (
        select name, privilege from of_table union select name, privilege from of_column
      )
      select line from (
        select 1 as part, name || ': ' || string_agg(privilege, ', ' order by privilege collate "C") as line from of_relation group by name
        union all
        select 2, case n.nspname when 'public' then p.proname else n.nspname || '.' || p.proname end || '()'
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'pgboss' and has_function_privilege(${role}, p.oid, 'execute')
        union all
        select 3, 'schema ' || n.nspname || ': ' || string_agg(p.privilege, ', ' order by p.privilege) from pg_namespace n, unnest(array['create', 'usage']) as p (privilege)
        where n.nspname !~ '^(pg_|information_schema)' and has_schema_privilege(${role}, n.oid, p.privilege)
        group by n.nspname
        union all
        select 4, 'database: ' || p.privilege from unnest(array['connect', 'create', 'temporary']) as p (privilege)
        where has_database_privilege(${role}, current_database(), p.privilege)
        union all
        select 5, 'belongs to ' || g.rolname from pg_roles g where g.rolname <> ${role} and pg_has_role(${role}, g.oid, 'member')
      ) as listed order by part, line collate "C"`
    return rows.map(({ line }) => line)
  })

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())

test.each(ROLES)('T-103 %s may what is listed here, and nothing else', async (role) => {
  expect(await granted(role)).toEqual(linesOf(GRANTS[role]))
})
