import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { systemClock } from '#clock.ts'
import { type Composition, compose } from '#compose.ts'
import { DEMO_ROOT, makeRootKey } from '#crypto/keys.ts'
import { systemChance } from '#domain/case/ids.ts'
import { nullLog } from '#log.ts'
import { policyInForce } from '#policy-file.ts'
import { CREATED, directoryOf, makePeople, type People } from '../fixtures/services.ts'
import { POLICY } from '../fixtures/whole.ts'

const SCRIPT = join(import.meta.dirname, '../fixtures/server-process.ts')

/** A server in a process of its own. */
export interface Killable {
  readonly port: number
  /** What it wrote: its log, and whatever else. */
  readonly output: readonly string[]
  lives(): boolean
  /** SIGKILL: nothing is finished, nothing is told. */
  kill(): Promise<void>
}

/** What a killable server finds in its database, and what it is started with. */
export interface Installation {
  readonly composed: Composition
  readonly staff: People
  readonly env: Readonly<Record<'ASIDE_SECRET' | 'ASIDE_ROOT_FINGERPRINT', string>>
}

/** Makes a database a demo's, with a root of its own and a roster of today. */
export async function makeInstallation(databaseUrl: string): Promise<Installation> {
  const { officers } = await makePeople()
  const root = await makeRootKey(DEMO_ROOT, undefined, CREATED)
  const secret = Uint8Array.from(systemChance(32))
  const composed = await compose({
    databaseUrl,
    secret,
    oldSecret: null,
    rootFingerprint: root.fingerprint,
    leastRoster: 1,
    inForce: await policyInForce(POLICY),
    clock: systemClock,
    log: nullLog,
    demo: true,
  })
  await composed.store.environmentMarker.claim('demo')
  await composed.store.directory.publish(await directoryOf(root, officers, systemClock))
  const env = {
    ASIDE_SECRET: Buffer.from(secret).toString('hex'),
    ASIDE_ROOT_FINGERPRINT: root.fingerprint,
  }
  return { composed, staff: { officers, root }, env }
}

/** @param script the server, where it is bundled */
export async function startKillable(
  env: Readonly<Record<string, string>>,
  script = SCRIPT,
): Promise<Killable> {
  const child = spawn(process.execPath, [script], {
    env: { ...env, TZ: 'UTC', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const output: string[] = []
  child.stderr.on('data', (chunk) => output.push(String(chunk)))
  const ready = Promise.withResolvers<number>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    output.push(line)
    const { event, port } = JSON.parse(line)
    if (event === 'listening') ready.resolve(port)
  })
  const died = ended.then(() => Promise.reject(new Error(`it did not start: ${output.join('\n')}`)))
  died.catch(() => undefined)
  const port = await Promise.race([ready.promise, died])
  return {
    port,
    output,
    lives: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
