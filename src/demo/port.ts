import { createServer } from 'node:net'
import { listenRefusal } from '#errors.ts'

/**
 * Can this port of this machine be listened on? Asked before anything starts, so that the answer is one clear sentence.
 * @throws PORT_TAKEN; PORT_FORBIDDEN
 */
export function refuseTaken(port: number): Promise<void> {
  return new Promise((done, refused) => {
    const probe = createServer()
    probe.once('error', (thrown) => refused(listenRefusal(thrown, port)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()))
  })
}
