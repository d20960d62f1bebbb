import { spawnSync } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PATH } from './launch-mode.ts'

/** The server that runs on a cluster; `null` when none does. */
export async function postmaster(data: string): Promise<number | null> {
  const file = join(data, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const pid = Number.parseInt(text, 10)
  if (await runs(pid, data)) return pid
  // A dead server's file is left to Postgres, which looks for its orphans through it. Only when the number has been
  // given to another program, which Postgres would take for a server, the file goes.
  if (signal(pid, 0)) await rm(file, { force: true })
  return null
}

/** Fast shutdown: sessions end, everything acknowledged is on the disk. Waits until the process is gone. */
export async function halt(data: string, patience = 15_000): Promise<void> {
  const pid = await postmaster(data)
  if (pid === null) return
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name)
    if (await gone(pid, data, patience)) return
  }
}

async function gone(pid: number, data: string, patience: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 20) {
    if (!(await runs(pid, data))) return true
    await wait(20)
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** A number in a file can outlive its process and be given to another: the command line tells. A dead one has none. */
async function runs(pid: number, data: string): Promise<boolean> {
  const line =
    platform() === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : spawnSync('ps', ['-p', String(pid), '-o', 'command='], { env: { PATH }, encoding: 'utf8' })
          .stdout
  return line.includes('postgres') && line.includes(data)
}
