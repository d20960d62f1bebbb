import { unzipSync } from 'fflate'
import { type Made, zipOf } from './documents.ts'

/** A made document with other words in one of its parts. @throws where the words are not in it */
export function changed(make: () => Made, part: string, from: string, to: string): Made {
  const text = Buffer.from(unzipSync(make())[part] ?? []).toString()
  if (!text.includes(from)) throw new Error(`${part} has no ${from}`)
  return zipOf({ ...unzipSync(make()), [part]: text.replace(from, to) })
}
