import type { Bytes } from '../../sealing/bytes.ts'
import { FileRefused } from '../trace.ts'

/** By its mark; UTF-8 where there is none. */
export function encodingOf([first, second]: Bytes): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** A part as text. @throws FileRefused when it is neither UTF-8 nor marked UTF-16 */
export function textOf(bytes: Bytes): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new FileRefused('broken')
  }
}

/** Back to bytes, in UTF-8, and it says so. */
export function bytesOfText(text: string): Bytes {
  const said = text.replace(/^(<\?xml[^>]{0,80}?encoding=["'])[^"']{0,40}/, '$1UTF-8')
  return new Uint8Array(new TextEncoder().encode(said))
}

const VALUE = `=\\s*(?:"[^"<]*"|'[^'<]*')`

/** A pattern for attributes by their local names, whatever prefix their writer chose. */
export function attribute(names: string): RegExp {
  return new RegExp(`(\\s)([\\w.-]{1,40}:)?(${names})${VALUE}`, 'g')
}

/** What an attribute that `attribute` found is worth, as it stands. */
export function inQuotes(found: string): string {
  return found
    .slice(found.indexOf('=') + 1)
    .trim()
    .slice(1, -1)
}

/** A `>` inside of quotes ends no tag. */
const TAG = /<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g

/** Changes attributes where they are attributes, and not where somebody writes about them. */
export function inTags(text: string, change: (tag: string) => string): string {
  return text.replace(TAG, change)
}

/** Without elements of these local names, and all that is in them. @throws FileRefused when one has no end */
export function withoutElements(text: string, names: string): string {
  const open = new RegExp(`<((?:[\\w.-]{1,40}:)?(?:${names}))(?=[\\s/>])[^>]*>`, 'g')
  let kept = ''
  let at = 0
  for (let found = open.exec(text); found !== null; found = open.exec(text)) {
    kept += text.slice(at, found.index)
    at = found[0].endsWith('/>') ? open.lastIndex : endOf(text, `</${found[1]}`, open.lastIndex)
    open.lastIndex = at
  }
  return kept + text.slice(at)
}

function endOf(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from)
  const end = at < 0 ? -1 : text.indexOf('>', at)
  if (end < 0) throw new FileRefused('broken')
  return end + 1
}
