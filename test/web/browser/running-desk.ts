import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Day, dayIn } from '../../../src/case/day.ts'
import type { OfficerId } from '../../../src/case/ids.ts'
import { exportForGnuPG, unlock } from '../../../src/sealing/keys.ts'
import { freePort, startDesk } from '../../fixtures/desk-server.ts'
import { MONDAY } from './monday.ts'
import { makeStaff, officerOf, PASSPHRASE, type Staff } from './officers.ts'
import { tell } from './sealed-case.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Builds the page into a folder of its own: a stale one would prove nothing, and others may be building too. */
export function build(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aside-built-'))
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const config = ['--config', join(ROOT, 'src/web/vite.config.ts')]
  const where = ['--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']
  execFileSync(process.execPath, [vite, 'build', ...config, ...where], { cwd: ROOT })
  return folder
}

/** The true server with its true policies, in front of twins that hold truly sealed letters. */
export async function runDesk(assets: string) {
  const port = await freePort()
  const staff = await makeStaff()
  const demoKeys = new Map<string, Promise<string>>()
  const now = new Date()
  const today: Day = dayIn('Europe/Zurich', now)
  const desk = await startDesk({
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    assets,
    demo: true,
    demoKey: (id) => {
      const made = demoKeys.get(id) ?? demoKey(staff, id)
      demoKeys.set(id, made)
      return made
    },
  })
  desk.state.now = now
  desk.state.roster = [...staff.officers]
  desk.state.custodians = [...staff.custodians]
  desk.told.directory = staff.directory
  const cases = []
  for (const story of MONDAY) cases.push(await tell(desk.desk, staff, today, story))
  return { ...desk, staff, cases, today, address: `http://127.0.0.1:${port}` }
}
export type DeskRun = Awaited<ReturnType<typeof runDesk>>

async function demoKey(staff: Staff, id: string): Promise<string> {
  const custodian = staff.custodians.find((one) => one.id === (id as OfficerId))
  const { key } = custodian ?? officerOf(staff, id)
  return exportForGnuPG(await unlock(key.privateKey, ''), PASSPHRASE)
}
