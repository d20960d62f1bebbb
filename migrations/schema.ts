import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { connectionTo } from '#db/connection.ts'
import { migrate } from '#db/migrate.ts'
import { postgres } from '#db/postgres-driver.ts'
import { halt } from '#embedded-postgres/postmaster.ts'
import { ensureServer, prepare } from '#embedded-postgres/start.ts'
import { nullLog } from '#log.ts'

const SCHEMA = 'schema.sql'
const ROW_SECURITY = 'row_level_security.sql'

const READ = `read from the catalogue of one that was just migrated. To be read, not run.
-- Written by \`npm run schema\`; a test fails when it differs.`
const HEAD = `-- What the database is today, ${READ} Functions stand in \`functions/\`, one a file, and
-- who sees which row in \`${ROW_SECURITY}\`.
-- \`owner\` is the login that migrates. What no line grants, nobody but the owner may.
`
const POLICIES_HEAD = `-- Row-level security of the database today: the policies of each table, ${READ}
-- Tables that are not listed have none: their grants stand in \`${SCHEMA}\`.
`

/** The files that say what the database is, by name: what is in them is in the order of names. */
export async function describeDatabase(sql: Sql): Promise<Readonly<Record<string, string>>> {
  const [schema, rowLevel] = [[HEAD], [POLICIES_HEAD]]
  const lines = async (query: string) =>
    (await sql.unsafe<{ line: string }[]>(query)).map(({ line }) => line)
  const tables = await sql<{ oid: string; name: string; head: string }[]>`
    select c.oid::text, quote_ident(c.relname) as name,
      case when c.relpersistence = 'u' then 'create unlogged table ' else 'create table ' end as head
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname collate "C"`
  for (const { oid, name, head } of tables) {
    const inside = [...(await lines(columns(oid))), ...(await lines(constraints(oid)))]
    schema.push(
      `${head}${name} (\n  ${inside.join(',\n  ')}\n);`,
      ...(await lines(indexes(oid))),
      ...(await lines(tableGrants(oid, name))),
      ...(await lines(columnGrants(oid, name))),
      ...(await lines(triggers(oid))),
      '',
    )
    const security = [
      ...(await lines(rowSecurity(oid, name))),
      ...(await lines(policies(oid, name))),
    ]
    if (security.length > 0) rowLevel.push(...security, '')
  }
  schema.push(...(await lines(OTHERS)), '', ...(await lines(FUNCTIONS)), '')
  const text = (parts: readonly string[]) => parts.join('\n').replaceAll('public.', '')
  return { [SCHEMA]: text(schema), [ROW_SECURITY]: text(rowLevel) }
}

/** The same as the files have it. */
export function readDescription(): Readonly<Record<string, string>> {
  const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
  return Object.fromEntries([SCHEMA, ROW_SECURITY].map((name) => [name, read(name)]))
}

const columns = (oid: string) => `
  select concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
    case when a.attstorage <> t.typstorage then 'storage ' ||
      case a.attstorage when 'e' then 'external' when 'p' then 'plain' when 'm' then 'main' else 'extended' end end,
    case when a.attidentity <> '' then 'generated as identity' end,
    case when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
      else 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
    case when a.attnotnull then 'not null' end) as line
  from pg_attribute a join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`

const constraints = (oid: string) => `
  select 'constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) as line
  from pg_constraint where conrelid = ${oid} and contype in ('c', 'f', 'p', 'u', 'x')
  order by contype, conname collate "C"`

const indexes = (oid: string) => `
  select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = ${oid} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f')
  order by c.relname collate "C"`

const rowSecurity = (oid: string, name: string) => `
  select format('alter table %s %s;', ${literal(name)}, what) as line
  from pg_class c, unnest(array[
    case when c.relrowsecurity then 'enable row level security' end,
    case when c.relforcerowsecurity then 'force row level security' end
  ]) what where c.oid = ${oid} and what is not null`

const policies = (oid: string, name: string) => `
  select concat_ws(' ', 'create policy', quote_ident(p.polname), 'on', ${literal(name)},
    case when not p.polpermissive then 'as restrictive' end,
    case p.polcmd when 'r' then 'for select' when 'a' then 'for insert' when 'w' then 'for update'
      when 'd' then 'for delete' end,
    'to ' || (select string_agg(${role('r')}, ', ' order by ${role('r')} collate "C") from unnest(p.polroles) r),
    'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid)) || ';' as line
  from pg_policy p where p.polrelid = ${oid} order by p.polname collate "C"`

const tableGrants = (oid: string, name: string) => `
  select format('grant %s on %s to %s;', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type),
    ${literal(name)}, ${role('g.grantee')}) as line
  from pg_class c, aclexplode(c.relacl) g where c.oid = ${oid} and g.grantee <> c.relowner
  group by g.grantee order by ${role('g.grantee')} collate "C"`

const columnGrants = (oid: string, name: string) => `
  select format('grant %s (%s) on %s to %s;', lower(g.privilege_type),
    string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C"), ${literal(name)}, ${role('g.grantee')}) as line
  from pg_attribute a, aclexplode(a.attacl) g where a.attrelid = ${oid}
  group by g.grantee, g.privilege_type order by ${role('g.grantee')} collate "C", g.privilege_type`

const triggers = (oid: string) => `
  select pg_get_triggerdef(t.oid) || ';'
    || case t.tgenabled when 'O' then '' when 'D' then ' -- disabled' else ' -- enabled: ' || t.tgenabled::text end as line
  from pg_trigger t where t.tgrelid = ${oid} and not t.tgisinternal order by t.tgname collate "C"`

/** Views, sequences, types: none, so that one that comes is seen. */
const OTHERS = `
  select format('-- %s %s', case c.relkind when 'v' then 'view' when 'S' then 'sequence' when 'm' then 'materialized view'
    else c.relkind::text end, c.relname) as line
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind not in ('r', 'p', 'i', 't', 'I')
  union all select format('-- type %s', t.typname) from pg_type t
  where t.typnamespace = 'public'::regnamespace and t.typtype in ('d', 'e', 'r')
  union all select format('grant %s on schema public to %s;',
    string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), ${role('g.grantee')})
  from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = 'public' and g.grantee <> n.nspowner group by g.grantee
  order by 1`

const FUNCTIONS = `
  select format('-- function %s(%s) returns %s' || chr(10) || '--   %s, owner %s, executed by %s', p.proname,
    pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid),
    concat_ws(', ', case when p.prosecdef then 'security definer' else 'security invoker' end,
      case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      array_to_string(p.proconfig, '; ')),
    ${role('p.proowner')},
    coalesce((select string_agg(${role('g.grantee')}, ', ' order by ${role('g.grantee')} collate "C")
      from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee <> p.proowner), 'nobody else')) as line
  from pg_proc p where p.pronamespace = 'public'::regnamespace
  order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`

function role(oid: string): string {
  return `case when ${oid} = 0 then 'public'
    when ${oid} = (select datdba from pg_database where datname = current_database()) then 'owner'
    else pg_get_userbyid(${oid}) end`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Writes them, from a database of its own. */
async function write(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aside-schema-'))
  const cluster = await prepare(join(folder, 'server'))
  try {
    const { url } = await ensureServer(cluster, nullLog, ['fsync=off'])
    await migrate(url)
    const sql = postgres({ ...connectionTo(url), max: 1, fetch_types: false })
    try {
      for (const [name, text] of Object.entries(await describeDatabase(sql))) {
        writeFileSync(join(import.meta.dirname, name), text)
      }
    } finally {
      await sql.end()
    }
  } finally {
    await halt(cluster.data)
    rmSync(cluster.mode.base, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) await write()
