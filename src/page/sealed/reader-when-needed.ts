import type { ReporterReader } from '#ports.ts'
import { part } from '../http/lazy-part.ts'

type ReaderArguments = Parameters<typeof import('#crypto/reporter-reader.ts').reporterReader>

/**
 * Reads and judges letters. Its code is loaded with the screens of a conversation: whoever files needs none of it.
 * @throws DATABASE_AWAY when it could not be loaded
 */
export function readerWhenNeeded(...given: ReaderArguments): ReporterReader {
  let reader: ReporterReader | undefined
  const load = async () => {
    const { reporterReader } = await part(import('#crypto/reporter-reader.ts'))
    reader ??= reporterReader(...given)
    return reader
  }
  return {
    read: async (...asked) => (await load()).read(...asked),
    refusal: async (...asked) => (await load()).refusal(...asked),
  }
}
