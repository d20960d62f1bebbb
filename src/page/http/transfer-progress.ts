import { AppError } from '#errors.ts'

/**
 * Fetches all files of a chunk before it is imported. A browser may cache a failed import for the lifetime of the page;
 * a failed fetch can be repeated, and the import then comes from the HTTP cache.
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
