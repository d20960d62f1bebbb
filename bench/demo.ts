import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atMost, type Figure, spread } from './figures.ts'

const ROOT = join(import.meta.dirname, '..')

/** The first command, started again on the folder it left: from the key to its table of addresses. */
export async function demoFigures(starts: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'aside-bench-demo-'))
  const seconds: number[] = []
  try {
    for (let start = 0; start <= starts; start += 1) {
      const took = await startOnce(folder)
      if (start > 0) seconds.push(took)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return [
    {
      what: 'the demo’s second start, until its addresses are shown',
      against: 'the clock on the wall',
      unit: 's',
      ...spread(seconds),
      target: atMost(4),
    },
  ]
}

async function startOnce(folder: string): Promise<number> {
  const [port, signIn, playground] = await freePorts(3)
  const began = performance.now()
  const demo = spawn(process.execPath, [join('src', 'demo', 'demo.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ASIDE_DATA: folder,
      PORT: String(port),
      ASIDE_DEMO_SIGN_IN_PORT: String(signIn),
      ASIDE_DEMO_PLAYGROUND_PORT: String(playground),
    },
  })
  try {
    await shown(demo, `http://127.0.0.1:${port}/desk`)
    return (performance.now() - began) / 1_000
  } finally {
    if (demo.exitCode === null) {
      demo.kill('SIGINT')
      await once(demo, 'exit')
    }
  }
}

async function shown(demo: ChildProcess, address: string): Promise<void> {
  let text = ''
  for await (const part of demo.stdout ?? []) {
    text += String(part)
    if (text.includes(address)) return
  }
  throw new Error(`The demo ended before it was ready: ${text}`)
}

async function freePorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(sockets.map((socket) => once(socket, 'listening')))
  const ports = sockets.map((socket) => (socket.address() as AddressInfo).port)
  await Promise.all(sockets.map((socket) => once(socket.close(), 'close')))
  return ports
}
