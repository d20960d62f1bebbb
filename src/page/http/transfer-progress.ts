import { AppError } from '#errors.ts'

/**
 * Has these files come, all of them, before any is run. A browser may remember for as long as a page lives that a
 * script did not come, and never ask for it again: on a bad line that would be the end of what she typed. What is
 * fetched can be fetched again, and is then run from the browser's own store of files that never change.
 */
export function arriving(files: readonly string[], fetcher: typeof fetch): () => Promise<void> {
  const missing = new Set(files)
  return async () => {
    await Promise.all(
      [...missing].map(async (file) => {
        const answer = await fetcher(file, { credentials: 'omit' }).catch(() => null)
        if (answer?.ok !== true) throw new AppError('DATABASE_AWAY')
        await answer.arrayBuffer().catch(() => {
          throw new AppError('DATABASE_AWAY')
        })
        missing.delete(file)
      }),
    )
  }
}
