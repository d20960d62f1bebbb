import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownPolicy } from '../fixtures/own-policy.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'

const EMPTIED = `
  drop schema public cascade; drop schema drizzle cascade; drop schema pgboss cascade;
  create schema public authorization pg_database_owner; grant usage on schema public to public`

/** A database that nobody has touched. */
export async function untouchedDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase()
  await looking(database.superuser, (sql) => sql.unsafe(EMPTIED))
  return database
}

export interface Settings {
  readonly env: Readonly<Record<string, string>>
  [Symbol.dispose](): void
}

/** Everything an installation sets, and a policy with numbers and names that are not the demo's. */
export function settings(url: string, root: string): Settings {
  const folder = mkdtempSync(join(tmpdir(), 'aside-settings-'))
  const policy = join(folder, 'policy.yaml')
  copyFileSync(ownPolicy(), policy)
  return {
    env: {
      DATABASE_URL: url,
      PUBLIC_URL: 'https://aside.invalid',
      ASIDE_POLICY: policy,
      ASIDE_ROOT_FINGERPRINT: root,
      ASIDE_SECRET: 'ab'.repeat(32),
      MICROSOFT_APP_ID: '3d2f0c6e-6f0a-4b7e-9a54-111111111111',
      MICROSOFT_APP_TENANT: '3d2f0c6e-6f0a-4b7e-9a54-222222222222',
      MICROSOFT_APP_PASSWORD: 'a password long enough',
      OIDC_ISSUER: 'https://sign-in.invalid',
      OIDC_CLIENT_ID: 'desk',
      OIDC_CLIENT_SECRET: 'another one long enough',
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A login that may take our roles and owns nothing, as `docs/operations.md` makes it for the server. */
export async function serverLogin(
  { url, superuser }: FreshDatabase,
  name: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const roles = 'aside_intake, aside_reporter, aside_desk, aside_duty, aside_register'
  await looking(superuser, (sql) =>
    sql.unsafe(
      `create role ${name} login noinherit password 'only-for-tests'; grant ${roles} to ${name}`,
    ),
  )
  const login = new URL(url)
  login.username = name
  login.password = 'only-for-tests'
  login.searchParams.delete('logins')
  return {
    url: login.href,
    drop: () =>
      looking(superuser, async (sql) => {
        await sql.unsafe(`drop role ${name}`)
      }),
  }
}
