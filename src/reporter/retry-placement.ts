import { AppError } from '#errors.ts'

const TRIES = 5

/**
 * Somebody else writing at the same moment takes the place in the order: then the case is read again, and what she
 * says is sealed anew for the next one. @throws CASE_CHANGED when that happens each time
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
