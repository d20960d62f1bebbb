import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { settings } from './playground-settings.ts'

export interface Playground {
  readonly url: string
  /** Waits until it answers. @throws when it ends before, or takes longer than half a minute */
  ready(): Promise<void>
  stop(): Promise<void>
}

/** All that the Playground needs of ours. Other variables could have it record what is typed, log it or use a proxy. */
const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'USERPROFILE', 'SystemRoot', 'ComSpec']

/** Microsoft's own Teams client for trying bots, held to this machine by `playground-guard.ts`. */
export function startPlayground(folder: string, port: number, botUrl: string): Playground {
  writeFileSync(join(folder, '.m365agentsplayground.yml'), settings())
  const root = join(import.meta.dirname, '..', '..')
  const cli = join(root, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js')
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(import.meta.dirname, 'playground-guard.ts')).href,
      cli,
      'start',
      '--app-endpoint',
      botUrl,
      '--channel-id',
      'msteams',
      '--port',
      String(port),
      '--disable-telemetry',
    ],
    {
      cwd: folder,
      // The pipe ends with us, however we end: then the Playground ends too (`playground-guard.ts`).
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...needed(), PWD: folder, TEAMSAPPTESTER_BROWSER: 'none', BROWSER: 'none' },
    },
  )
  const url = `http://127.0.0.1:${port}`
  return { url, ready: () => answers(url, child), stop: () => end(child) }
}

function needed(): NodeJS.ProcessEnv {
  return Object.fromEntries(NEEDED.map((name) => [name, process.env[name]]))
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error('The Playground ended before it was ready.')
    const up = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((again) => setTimeout(again, 100))
  }
  throw new Error('The Playground did not answer within half a minute.')
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 3_000)
    child.once('exit', () => {
      clearTimeout(force)
      done()
    })
    child.kill('SIGTERM')
  })
}
