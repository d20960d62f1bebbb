import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from './playground-settings.ts'

export interface Playground {
  readonly url: string
  /** Waits until it answers. @throws when it ends before, or takes longer than half a minute */
  ready(): Promise<void>
  stop(): Promise<void>
}

/**
 * Microsoft's own Teams client for trying bots, on loopback only. Its recorder of events stays off: it would write
 * what is typed to disk.
 */
export function startPlayground(folder: string, port: number, botUrl: string): Playground {
  writeFileSync(join(folder, '.m365agentsplayground.yml'), settings())
  const root = join(import.meta.dirname, '..', '..')
  const cli = join(root, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js')
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(import.meta.dirname, 'loopback.cjs'),
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
      // The pipe ends with us, however we end: then the Playground ends too (`loopback.cjs`).
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none', BROWSER: 'none' },
    },
  )
  const url = `http://127.0.0.1:${port}`
  return { url, ready: () => answers(url, child), stop: () => end(child) }
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
