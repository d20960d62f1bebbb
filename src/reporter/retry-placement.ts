import { AppError } from '#errors.ts'

const TRIES = 5

/**
 * Retries when a concurrent letter took the position: reads the case again and seals for the next one.
 * @throws CASE_CHANGED when that happens each time
 */
export async function retryPlacement<T extends object>(
  attempt: () => Promise<T | 'again'>,
): Promise<T> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const done = await attempt()
    if (done !== 'again') return done
  }
  throw new AppError('CASE_CHANGED')
}
