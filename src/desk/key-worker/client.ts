import { systemClock } from '#clock.ts'
import type { ClockReading } from './clock-check.ts'
import type { Asks, Reply, WorkerVerb } from './protocol.ts'
import { scriptUrl } from './trusted.ts'
import address from './worker.ts?worker&url'

/** Client of the key worker. Locking terminates the worker, so that no copy of the open key stays in memory. */
export interface KeyWorker {
  /** @throws KeyWorkerError with the code the worker gave; `LOCKED` when it was ended before it answered. */
  ask<V extends WorkerVerb>(verb: V, given: Asks[V]['given']): Promise<Asks[V]['back']>
  lock(): void
  /** Sets the clocks by which the worker verifies and signs from now on. */
  goBy(clock: () => ClockReading): void
}

export class KeyWorkerError extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.name = 'KeyWorkerError'
    this.code = code
  }
}

interface Waiting {
  readonly resolve: (back: Asks[WorkerVerb]['back']) => void
  readonly reject: (refused: KeyWorkerError) => void
}

export function startKeyWorker(): KeyWorker {
  let worker: Worker | null = null
  let asked = 0
  let clock = (): ClockReading => ({ server: systemClock.now().getTime(), right: null })
  const waiting = new Map<number, Waiting>()

  function running(): Worker {
    if (worker !== null) return worker
    worker = new Worker(scriptUrl(address) as unknown as URL, { type: 'module', name: 'keeper' })
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const who = waiting.get(data.number)
      waiting.delete(data.number)
      if ('code' in data) who?.reject(new KeyWorkerError(data.code))
      else who?.resolve(data.back)
    })
    worker.addEventListener('error', () => end('UNEXPECTED'))
    return worker
  }

  function end(code: string): void {
    worker?.terminate()
    worker = null
    for (const who of waiting.values()) who.reject(new KeyWorkerError(code))
    waiting.clear()
  }

  return {
    ask(verb, given) {
      asked += 1
      const number = asked
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve: resolve as Waiting['resolve'], reject })
        running().postMessage({ number, verb, given, clock: clock() })
      })
    },
    lock: () => end('LOCKED'),
    goBy(other) {
      clock = other
    },
  }
}
