import { unzipSync } from 'fflate'
import { type DocumentBytes, zipOf } from './documents.ts'

/** A made document with other text in some of its parts, or with more parts. @throws where a text stays the same */
export function changedParts(
  make: () => DocumentBytes,
  changes: Readonly<Record<string, (text: string) => string>>,
): DocumentBytes {
  const parts = unzipSync(make())
  for (const [name, change] of Object.entries(changes)) {
    const text = Buffer.from(parts[name] ?? []).toString()
    const next = change(text)
    if (next === text) throw new Error(`${name} has not changed`)
    parts[name] = Buffer.from(next)
  }
  return zipOf(parts)
}

/** A made document with other words in one of its parts. @throws where the words are not in it */
export function changed(
  make: () => DocumentBytes,
  part: string,
  from: string,
  to: string,
): DocumentBytes {
  return changedParts(make, {
    [part]: (text) => {
      if (!text.includes(from)) throw new Error(`${part} has no ${from}`)
      return text.replace(from, to)
    },
  })
}
