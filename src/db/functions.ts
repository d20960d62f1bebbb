import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ISql, Sql } from 'postgres'
import { ROLES } from './roles/role.ts'

/** One file a function, its triggers with it, as they are now. Migrations change tables; nothing else changes these. */
const FOLDER = join(import.meta.dirname, '..', '..', 'migrations', 'functions')

interface FunctionFile {
  readonly name: string
  readonly text: string
  /** Of its text and of the newest migration: what a migration dropped is made again by the next start. */
  readonly hash: string
}

/**
 * Functions whose file was not applied to this database, with their triggers. None where a newer program migrated it:
 * an older one that starts again takes nothing back.
 * @param newest hash of the newest migration that we have
 */
export async function staleFunctions(sql: ISql, newest: string): Promise<FunctionFile[]> {
  const [last] = await sql<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at desc limit 1`
  if (last?.hash !== newest) return []
  const rows = await sql<{ name: string; hash: string }[]>`select name, hash from drizzle.functions`
  const applied = new Map(rows.map(({ name, hash }) => [name, hash]))
  return functionFiles(newest).filter(({ name, hash }) => applied.get(name) !== hash)
}

/** As the owner, under the lock of the migrations: all that are stale or none. */
export async function applyFunctions(sql: Sql, newest: string): Promise<void> {
  await sql`create table if not exists drizzle.functions (name text primary key, hash text not null)`
  const stale = await staleFunctions(sql, newest)
  if (stale.length === 0) return
  await sql.begin(async (tx) => {
    // One function may call another that comes after it. A test applies them all again with their bodies checked.
    await tx`set local check_function_bodies = off`
    // The keeper makes what is its own, triggers too: nobody else may call its functions, not even the owner.
    const tables = await tx<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'public' and pg_has_role(tableowner, 'usage')`
    const all = tables.map(({ name }) => name).join(', ')
    const names = stale.map(({ name }) => `'${name}'`).join(', ')
    const record = stale.map(({ name, hash }) => `('${name}', '${hash}')`).join(', ')
    await tx.unsafe(`
      grant create on schema public to aside_keeper;
      grant trigger on ${all} to aside_keeper;
      ${dropOtherForms(stale, names)}
      ${revokeAll(names)}
      ${stale.map(({ text }) => text).join('\n')}
      ${dropOthers(names)}
      revoke create on schema public from aside_keeper;
      revoke trigger on ${all} from aside_keeper;
      insert into drizzle.functions (name, hash) values ${record}
      on conflict (name) do update set hash = excluded.hash`)
  })
}

/**
 * One function a name, in the form of its file. Other arguments make a second one beside it, and no grant could say
 * which it means; another name of an argument, or another result, is refused for the one that is there. So whatever the
 * file would not replace goes before. Which form the file makes is asked of the database: of a copy that is made aside.
 * What hangs on one that goes (a policy) is for a migration.
 */
function dropOtherForms(stale: readonly FunctionFile[], names: string): string {
  return `
    set local search_path = pg_temp, public;
    ${stale.map(({ name, text }) => madeBy(name, text)).join('\n')}
    set local search_path = default;
    do $$
    declare
      old record;
    begin
      for old in
        select p.oid::regprocedure as called, p.proname as name, p.proowner::regrole as owner
        from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.proname in (${names}) and not exists (
          select from pg_proc f
          where f.pronamespace = pg_my_temp_schema() and f.proname = p.proname and f.prokind = p.prokind
            and pg_get_function_identity_arguments(f.oid) = pg_get_function_identity_arguments(p.oid)
            and pg_get_function_result(f.oid) = pg_get_function_result(p.oid) and f.pronargdefaults >= p.pronargdefaults
        )
      loop
        execute format('set local role %s', old.owner);
        begin
          execute format('drop function %s', old.called);
        exception when dependent_objects_still_exist then
          raise exception using errcode = 'dependent_objects_still_exist', constraint = old.name,
            message = 'functions: a migration first takes away what hangs on the old form';
        end;
        reset role;
      end loop;
      for old in
        select p.oid::regprocedure as called from pg_proc p
        where p.pronamespace = pg_my_temp_schema() and p.proname in (${names})
      loop
        execute format('drop function %s', old.called);
      end loop;
    end
    $$;`
}

/** The statement of the file that makes its function. */
function madeBy(name: string, text: string): string {
  const [made] = /^create or replace function [\s\S]*?\$\$;$/m.exec(text) ?? []
  if (made === undefined) throw new TypeError(`migrations/functions/${name}.sql makes no function`)
  return made
}

/** A file says who may call its function: what it granted before and says no more, is taken back. */
function revokeAll(names: string): string {
  const roles = [...ROLES, 'aside_keeper'].map((role) => `'${role}'`).join(', ')
  return `
    do $$
    declare
      given record;
    begin
      for given in
        select p.oid::regprocedure as called, p.proowner::regrole as owner, r.rolname as grantee
        from pg_proc p, aclexplode(p.proacl) g join pg_roles r on r.oid = g.grantee
        where p.pronamespace = 'public'::regnamespace and p.proname in (${names})
          and g.grantee <> p.proowner and r.rolname in (${roles})
      loop
        execute format('set local role %s', given.owner);
        execute format('revoke execute on function %s from %I', given.called, given.grantee);
        reset role;
      end loop;
    end
    $$;`
}

/** And which triggers it has: those that it did not just make go. */
function dropOthers(names: string): string {
  return `
    do $$
    declare
      left_over record;
    begin
      for left_over in
        select t.tgname as name, t.tgrelid::regclass as of_table
        from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where not t.tgisinternal and p.pronamespace = 'public'::regnamespace and p.proname in (${names})
          and t.xmin <> pg_current_xact_id()::xid
      loop
        execute format('drop trigger %I on %s', left_over.name, left_over.of_table);
      end loop;
    end
    $$;`
}

function functionFiles(newest: string): FunctionFile[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(FOLDER, file), 'utf8')
      const hash = createHash('sha256').update(newest).update('\n').update(text).digest('hex')
      return { name: file.slice(0, -'.sql'.length), text, hash }
    })
}
