import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectionTo } from '#db/connection.ts'
import { isSuperuser } from '#db/roles/superuser.ts'
import { halt, postmaster } from '#embedded-postgres/postmaster.ts'
import { ensureServer, prepare, startEmbedded } from '#embedded-postgres/start.ts'
import { jsonLog, type Log } from '#log.ts'
import { looking } from '../fixtures/superuser.ts'

let folder: string
let logLines: string[]
let log: Log
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aside-embedded-'))
  logLines = []
  log = jsonLog(
    (line) => logLines.push(JSON.parse(line).event),
    () => new Date(0),
  )
})
afterEach(async () => {
  const { base } = (await prepare(folder)).mode
  await rm(base, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

/** Where the cluster lies depends on how this machine lets us run it. */
const dataOf = async () => (await prepare(folder)).data

const one = (url: string) => looking(url, async (sql) => (await sql`select 1 as one`)[0]?.['one'])

test('a first start makes the database, a second one finds it, and stopping leaves nothing running', async () => {
  const first = await startEmbedded(folder, log)
  await looking(first.url, (sql) => sql`create table kept as select 1 as one`)
  await first.stop()
  expect(await postmaster(await dataOf())).toBeNull()
  await expect(one(first.url)).rejects.toThrow()
  const second = await startEmbedded(folder, log)
  expect(second.url).toBe(first.url)
  expect(await looking(second.url, (sql) => sql`select one from kept`)).toHaveLength(1)
  await second.stop()
  expect(logLines).toEqual(['database_initialising', 'database_started', 'database_started'])
})

test('nothing listens on the network, only we can reach the socket, and it still wants a password', async () => {
  const server = await startEmbedded(folder, log)
  const { path = '' } = connectionTo(server.url)
  expect((await stat(join(path, '..'))).mode & 0o077).toBe(0)
  expect((await stat(join(folder, 'password'))).mode & 0o077).toBe(0)
  const [row] = await looking(server.url, (sql) => sql`show listen_addresses`)
  expect(row?.['listen_addresses']).toBe('')
  expect(await isSuperuser(server.url)).toBe(false)
  const stranger = new URL(server.url)
  stranger.password = ''
  await expect(one(stranger.href)).rejects.toThrow()
  const hba = await readFile(join(await dataOf(), 'pg_hba.conf'), 'utf8')
  const rules = hba.split('\n').filter((line) => /^\w/.test(line))
  expect(rules.every((rule) => rule.endsWith('scram-sha-256'))).toBe(true)
  await server.stop()
})

test('a second Aside on the same folder is told so, and the first one stays well', async () => {
  const server = await startEmbedded(folder, log)
  await expect(startEmbedded(folder, log)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    ids: { why: 'in_use' },
  })
  expect(await one(server.url)).toBe(1)
  await server.stop()
})

test('what a killed run left behind is adopted', async () => {
  const script = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, '../../src/embedded-postgres/start.ts'))}
    await startEmbedded(${JSON.stringify(folder)}, { info() {}, warn() {} })
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
  const left = await postmaster(await dataOf())
  expect(left).not.toBeNull()
  const server = await startEmbedded(folder, log)
  expect(logLines).toEqual(['database_adopted'])
  expect(await one(server.url)).toBe(1)
  await server.stop()
  expect(await postmaster(await dataOf())).toBeNull()
})

test('a pid file whose number another program has now does not stop us', async () => {
  const first = await startEmbedded(folder, log)
  await first.stop()
  await writeFile(join(await dataOf(), 'postmaster.pid'), `${process.pid}\n`)
  const server = await startEmbedded(folder, log)
  expect(await one(server.url)).toBe(1)
  await server.stop()
})

test('a half-written folder is moved aside and never deleted', async () => {
  await mkdir(join(await dataOf(), 'base'), { recursive: true })
  await writeFile(join(await dataOf(), 'PG_VERSION'), '18\n')
  const server = await startEmbedded(folder, log)
  expect(logLines).toContain('database_half_written_moved_aside')
  expect(await readdir(`${await dataOf()}.broken-1`)).toContain('PG_VERSION')
  expect(await one(server.url)).toBe(1)
  await server.stop()
})

test('an initialisation that was interrupted begins anew', async () => {
  await mkdir(join(`${await dataOf()}.new`, 'base'), { recursive: true })
  await mkdir(await dataOf())
  const server = await startEmbedded(folder, log)
  expect(logLines).toEqual(['database_initialising', 'database_started'])
  await server.stop()
})

test('a folder with a long name gets a short socket, and the same one again', async () => {
  const deep = join(folder, 'x'.repeat(90))
  const server = await startEmbedded(deep, log)
  expect(await one(server.url)).toBe(1)
  await server.stop()
  const again = await startEmbedded(deep, log)
  expect(again.url).toBe(server.url)
  await again.stop()
  await rm(join(connectionTo(server.url).path ?? '', '..'), { recursive: true })
})

test('a database of another version is named, not touched', async () => {
  const first = await startEmbedded(folder, log)
  await first.stop()
  await writeFile(join(await dataOf(), 'PG_VERSION'), '17\n')
  await expect(startEmbedded(folder, log)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    ids: { version: '17' },
  })
})

describe.skipIf(process.getuid?.() !== 0)('as root', () => {
  test('where no user namespace is to be had, it runs as nobody from a copy', async () => {
    const place = await prepare(folder, ['nobody'])
    const { url } = await ensureServer(place, log)
    expect(await one(url)).toBe(1)
    const pid = await postmaster(place.data)
    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0)
    await halt(place.data)
    const again = await prepare(folder)
    expect(again.data).toBe(place.data)
  })

  test('what was begun in place moves along when it goes on as nobody', async (context) => {
    if ((await prepare(folder)).mode.name === 'nobody') context.skip('no user namespace here')
    const before = await startEmbedded(folder, log)
    await looking(before.url, (sql) => sql`create table kept as select 1 as one`)
    await before.stop()
    const place = await prepare(folder, ['nobody'])
    const { url } = await ensureServer(place, log)
    expect(await looking(url, (sql) => sql`select one from kept`)).toHaveLength(1)
    await halt(place.data)
  })

  test('somebody who is not root runs it in place', async (context) => {
    if (!openToOthers(process.execPath)) context.skip('this checkout is closed to others')
    const home = await mkdtemp('/var/tmp/aside-person-')
    const script = `
      import { chownSync } from 'node:fs'
      chownSync(${JSON.stringify(home)}, 65534, 65534)
      process.setgroups([]); process.setgid(65534); process.setuid(65534)
      const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/embedded-postgres/start.ts'))})
      const server = await startEmbedded(${JSON.stringify(join(home, 'db'))}, { info() {}, warn() {} })
      await server.stop()
      console.log(server.url.length)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: '/' })
    let out = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    await new Promise((resolve) => child.once('close', resolve))
    await rm(home, { recursive: true })
    expect(Number(out)).toBeGreaterThan(50)
  })
})

function openToOthers(path: string): boolean {
  return path === '/' || ((statSync(path).mode & 0o001) !== 0 && openToOthers(dirname(path)))
}
