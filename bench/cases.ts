import { ask, type BenchDatabase } from './database.ts'

/**
 * Fills a database with cases as the years leave them: the newest are open, all others are closed, with their places of
 * letters, events, readers and read marks. What no queue reads (envelopes, key packets) is left out. Triggers and
 * foreign keys are not asked.
 */
export async function fill(
  { superuser }: BenchDatabase,
  { cases, open }: { readonly cases: number; readonly open: number },
): Promise<void> {
  await ask(superuser, async (sql) => {
    await sql.unsafe(`
      set session_replication_role = replica;
      set synchronous_commit = off;
      create temp table made as
      select n, lpad(n::text, 22, 'c') as id, n > ${cases - open} as is_open,
        (array['ethics', 'ombudsman', 'investigations', 'hr'])[1 + n % 4] as office,
        current_date - ((${cases} - n)::bigint * case when n > ${cases - open} then 7 else 4000 end
          / case when n > ${cases - open} then ${open} else ${cases} end)::int as day
      from generate_series(1, ${cases}) as n;
    `)
    for (const statement of ROWS) await sql.unsafe(statement)
    await sql.unsafe('vacuum (analyze)')
  })
}

const ROWS: readonly string[] = [
  `insert into "case" (id, reference, office, category, channel, identity, flags, policy, reporter_certificate,
     received_on, reply_days, zone, state, due_on, paused_days, acknowledged_on, responded_on, outcome, closed_on)
   select id, n::text, office, (array['advice', 'workplace', 'misconduct', 'retaliation'])[1 + n % 3], 'teams_card',
     'not_told', '{}', 'bench', repeat('certificate ', 80), day, 7, 'Europe/Zurich',
     case when is_open then 'received' else 'closed' end, day + 7, 0,
     case when is_open then null else day + 1 end, case when is_open then null else day + 5 end,
     case when is_open then null else 'on_time' end, case when is_open then null else day + 6 end
   from made`,
  `insert into reader (case_id, officer, since, reason, office)
   select id, office || '-' || number, day, 'filed', office from made, generate_series(1, 3) as number`,
  `insert into message (id, case_id, n, dir, seq, kind, day)
   select lpad(n::text, 22, 'm'), id, 1, 'r>o', 1, 'concern', day from made
   union all select lpad(n::text, 22, 'a'), id, 2, 'o>r', 1, 'answer', day + 5 from made where not is_open`,
  `insert into event (case_id, n, day, act, actor, officer, reason)
   select id, 1, day, 'received', 'reporter', null, null from made
   union all select id, 2, day + 1, 'acknowledged', 'officer', office || '-1', null from made where not is_open or n % 3 = 0
   union all select id, 3, day + 5, 'answered', 'officer', office || '-1', null from made where not is_open
   union all select id, 4, day + 6, 'closed', 'officer', office || '-1', 'advice_given' from made where not is_open`,
  `insert into read_mark (case_id, officer, n)
   select id, office || '-1', 2 from made where not is_open
   union all select id, office || '-1', 1 from made where is_open and n % 2 = 0`,
]
