import { unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { AppError } from '#errors.ts'

/**
 * Only one Aside at a time uses a folder. The lock is a socket that ends with its process, so a killed run leaves
 * nothing that has to be cleared by hand.
 * @throws CONFIG_INVALID when another Aside is running on this folder.
 */
export async function onlyOne(run: string): Promise<() => Promise<void>> {
  const path = join(run, 'aside.lock')
  if (await answers(path))
    throw new AppError('CONFIG_INVALID', { names: 'ASIDE_DATA', why: 'in_use' })
  await unlink(path).catch(() => undefined)
  const server = await listen(path)
  server.unref()
  return () => new Promise((resolve) => server.close(() => resolve()))
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () =>
      reject(new AppError('CONFIG_INVALID', { names: 'ASIDE_DATA', why: 'in_use' })),
    )
    server.listen(path, () => resolve(server))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
