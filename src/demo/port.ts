import { createServer } from 'node:net'

/** Is this port of this machine free? Asked before anything starts, so that the answer is one clear sentence. */
export function free(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}
