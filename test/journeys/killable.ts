import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const SCRIPT = join(import.meta.dirname, '../fixtures/server-process.ts')

/** A server in a process of its own. */
export interface Killable {
  readonly port: number
  /** What it wrote: its log, and whatever else. */
  readonly said: readonly string[]
  lives(): boolean
  /** SIGKILL: nothing is finished, nothing is told. */
  kill(): Promise<void>
}

export async function startKillable(env: Readonly<Record<string, string>>): Promise<Killable> {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...env, TZ: 'UTC', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const said: string[] = []
  child.stderr.on('data', (chunk) => said.push(String(chunk)))
  const ready = Promise.withResolvers<number>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    const { event, port } = JSON.parse(line)
    if (event === 'listening') ready.resolve(port)
  })
  const died = ended.then(() => Promise.reject(new Error(`it did not start: ${said.join('\n')}`)))
  died.catch(() => undefined)
  const port = await Promise.race([ready.promise, died])
  return {
    port,
    said,
    lives: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
