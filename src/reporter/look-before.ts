import { AppError, codeOf } from '#errors.ts'

/**
 * Looks whether an earlier try was stored. What refused this one says that nothing was sent: where that cannot be seen, it
 * is not known. @throws DATABASE_AWAY
 */
export async function lookBefore<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (thrown) {
    throw codeOf(thrown) === 'BUSY' ? new AppError('DATABASE_AWAY') : thrown
  }
}
