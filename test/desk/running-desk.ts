import { globSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportForGnuPG, unlock as unlockKey } from '#crypto/keys.ts'
import { buildDesk, sourcesHash } from '#demo/build.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import { freePort, startDesk } from '../fixtures/desk-server.ts'
import { lock } from '../fixtures/lock.ts'
import { MONDAY } from './monday.ts'
import { makeStaff, officerOf, PASSPHRASE, type Staff } from './officers.ts'
import { putSealedCase } from './sealed-case.ts'

/** Pages of other sources are kept so long. */
const A_DAY = 24 * 60 * 60 * 1000

/**
 * The pages, built once for these very sources and shared by every file and every run: a stale one would prove nothing.
 * @returns the folder; it is read and never changed or removed
 */
export async function build(): Promise<string> {
  const folder = join(tmpdir(), `aside-built-${sourcesHash().slice(0, 16)}`)
  const unlock = await lock(`${folder}.lock`)
  try {
    await buildDesk(folder)
    for (const other of globSync(join(tmpdir(), 'aside-built-*'))) {
      if (Date.now() - statSync(other).mtimeMs > A_DAY) rmSync(other, { recursive: true })
    }
  } finally {
    unlock()
  }
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
  desk.state.snapshot = { root: staff.root.fingerprint, hash: staff.directory.hash }
  desk.told.directory = staff.directory
  const cases = []
  for (const story of MONDAY) cases.push(await putSealedCase(desk.desk, staff, today, story))
  return { ...desk, staff, cases, today, address: `http://127.0.0.1:${port}` }
}
export type DeskRun = Awaited<ReturnType<typeof runDesk>>

async function demoKey(staff: Staff, id: string): Promise<string> {
  const custodian = staff.custodians.find((one) => one.id === (id as OfficerId))
  const { key } = custodian ?? officerOf(staff, id)
  return exportForGnuPG(await unlockKey(key.privateKey, ''), PASSPHRASE)
}
