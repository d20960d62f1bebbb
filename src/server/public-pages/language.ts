import type { IncomingMessage } from 'node:http'
import { nearestTo } from '#dialogs/supported-languages.ts'
import { type Words, wordsFor } from '#dialogs/words.ts'

const LONGEST = 400

/**
 * Texts for a page that the server writes: in the language of the parameter `lang`, else of `Accept-Language`, each by
 * the nearest that is offered, else in English. The choice is not stored.
 */
export function wordsForRequest(
  req: Pick<IncomingMessage, 'url' | 'headers'>,
  offered: readonly string[],
): Words {
  const asked = new URLSearchParams((req.url ?? '').split('?')[1] ?? '').get('lang')
  const wanted = [...(asked === null ? [] : [asked]), ...readByBrowser(req.headers)]
  const match = wanted.map(nearestTo).find((lang) => lang !== null && offered.includes(lang))
  return wordsFor(match ?? 'en')
}

/** Tags of `Accept-Language` by descending quality; tags with `q=0` are left out. */
function readByBrowser(headers: IncomingMessage['headers']): readonly string[] {
  const header = headers['accept-language'] ?? ''
  if (header.length > LONGEST) return []
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.split(';')
      const weight = rest.find((one) => one.trim().startsWith('q='))?.split('=')[1]
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}
