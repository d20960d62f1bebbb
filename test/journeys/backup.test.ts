import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { databaseLogins } from '#cli/database-logins.ts'
import { migrate } from '#db/migrate.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { ofAnyDay } from '../fixtures/any-day.ts'
import { filing, officerA } from '../fixtures/filing.ts'
import { startOwnServer } from '../fixtures/own-server.ts'
import {
  type PackagedServer,
  packagedPrograms,
  startPackaged,
} from '../fixtures/packaged-postgres.ts'
import { openAt } from '../fixtures/store.ts'
import { dump, looking } from '../fixtures/superuser.ts'
import { needing } from '../fixtures/tools.ts'

const { test } = needing('pg_dump')
const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')

/** A block of the guide, by its language and how its first line begins, as an administrator copies it. */
function block(language: 'sh' | 'sql', begins: string): string {
  const blocks = [...GUIDE.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))]
  const matches = blocks.map(([, text = '']) => text).filter((text) => text.startsWith(begins))
  if (matches.length !== 1) throw new Error(`${matches.length} blocks of the guide begin so`)
  return matches[0] ?? ''
}

/** Each row of each table, in no order. */
async function rowsOf(superuser: string): Promise<Record<string, string[]>> {
  const tables = Object.entries(await dump(superuser))
  return Object.fromEntries(
    tables.map(([name, rows]) => [name, rows.map(({ row = '' }) => row).toSorted()]),
  )
}

describe('a backup by the commands of the guide', () => {
  let folder = ''
  const servers: PackagedServer[] = []
  const started = async () => {
    const server = await startPackaged(packagedPrograms() ?? '')
    servers.push(server)
    return server
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aside-backup-'))
  })
  afterAll(async () => {
    for (const server of servers) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is restored on another server with every row and role, and work goes on there', async () => {
    const here = await started()
    const asAdministrator = (text: string, database = 'postgres') =>
      looking(here.url('postgres', database), async (sql) => {
        for (const line of text.replaceAll(/^--.*$/gm, '').split(';')) {
          if (line.trim() !== '') await sql.unsafe(line)
        }
      })
    const logins = join(folder, 'logins')
    const forTheServer = async (url: string) => {
      const printed = await databaseLogins(url, logins)
      return /DATABASE_URL=(\S+)/.exec(printed)?.[1] ?? ''
    }
    await asAdministrator(block('sql', '-- as an administrator\n'))
    await migrate(here.url('aside_owner'))
    const before = await openAt(await forTheServer(here.url('aside_owner')))
    await ofAnyDay(here.url('aside_owner'))
    const given = filing()
    await before.intake.file(given)
    await before.intake.file(filing())
    await before.desk.change(officerA, given.id, () => ({
      event: byOfficer('acknowledged', '2026-11-09'),
    }))
    await before.close()
    await asAdministrator(block('sql', '-- as an administrator, once'))

    const naive = here.sh('pg_dump --username=aside_owner --file=naive.sql aside', folder)
    expect(naive.status).not.toBe(0)
    expect(naive.output).toContain('row-level security')
    const backed = here.sh(block('sh', '# back up'), folder)
    expect([backed.status, backed.output]).toEqual([0, ''])

    const there = await started()
    const restored = there.sh(block('sh', '# restore'), folder)
    expect([restored.status, restored.output]).toEqual([0, ''])
    expect(await rowsOf(there.url('postgres'))).toEqual(await rowsOf(here.url('postgres')))

    await migrate(there.url('aside_owner'))
    const after = await openAt(await forTheServer(there.url('aside_owner')))
    expect(await after.ledger.verify()).toMatchObject({ sound: true, lines: 1 })
    expect(await after.desk.open(officerA, given.id)).toMatchObject({ reference: given.reference })
    const another = filing()
    await after.intake.file(another)
    expect(await after.desk.open(officerA, another.id)).not.toBeNull()
    await after.close()
  })
})

describe('a backup of the embedded database', () => {
  test('is the folder, copied while the server is stopped', async () => {
    const server = await startOwnServer()
    const copy = mkdtempSync(join(tmpdir(), 'aside-copy-'))
    try {
      await migrate(server.url)
      await ofAnyDay(server.url)
      const store = await openAt(server.url)
      await store.intake.file(filing())
      await store.close()
      const before = await rowsOf(server.superuser)
      await server.stop()
      execFileSync('cp', ['-a', server.folder, copy])
      rmSync(server.folder, { recursive: true, force: true })
      execFileSync('cp', ['-a', join(copy, basename(server.folder)), server.folder])
      await server.start()
      expect(await rowsOf(server.superuser)).toEqual(before)
    } finally {
      await server.end()
      rmSync(copy, { recursive: true, force: true })
    }
  })
})
