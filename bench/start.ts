import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { environment, prepare, roots } from '../test/journeys/production.ts'
import type { BenchServer } from './database.ts'
import { type Figure, spread } from './figures.ts'

const ROOT = join(import.meta.dirname, '..')
/** After so long nothing of the start is left to be done. */
const IDLE_MS = 10_000

/** An installation with everything in order: from its command to its socket, and what it holds while nobody asks. */
export async function startFigures(server: BenchServer, starts: number): Promise<Figure[]> {
  const { url } = await server.database('start')
  await prepare(url, { root: (await roots()).good })
  const seconds: number[] = []
  const megabytes: number[] = []
  for (let start = 0; start < starts; start += 1) {
    const began = performance.now()
    const child = spawn(process.execPath, [join('src', 'main.ts')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], ...(await environment({ DATABASE_URL: url })) },
    })
    try {
      await listening(child)
      seconds.push((performance.now() - began) / 1_000)
      await wait(IDLE_MS)
      megabytes.push(residentOf(child))
    } finally {
      if (child.exitCode === null) {
        child.kill('SIGINT')
        await once(child, 'exit')
      }
    }
  }
  return [
    {
      what: '`npm start`, until it listens',
      against: 'the clock on the wall',
      unit: 's',
      ...spread(seconds),
      target: null,
    },
    {
      what: 'the server’s memory while nobody asks',
      against: 'resident set, after ten seconds',
      unit: 'MB',
      ...spread(megabytes),
      target: null,
    },
  ]
}

async function listening(child: ChildProcess): Promise<void> {
  let output = ''
  for await (const part of child.stdout ?? []) {
    output += String(part)
    if (output.includes('"listening"')) return
  }
  throw new Error(`It ended before it listened: ${output}`)
}

function residentOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
