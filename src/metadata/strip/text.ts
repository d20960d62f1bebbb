import { type Bytes, utf8 } from '#bytes.ts'
import type { KindId } from '../kinds.ts'
import { type CleanCopy, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { plainWords } from '../plain-words.ts'
import { eachOnce, type Stay, type StayKind } from '../stay.ts'
import { encodingOf, textOf } from '../zip/xml.ts'
import { hiddenLines, pictureLines } from './markdown.ts'
import { unwrapped } from './office/path.ts'
import { plainBlanks, tableBlanks } from './text-blanks.ts'

/**
 * Cleans a text file in its encoding: invisible characters and rewritten addresses are removed; hidden text and
 * embedded images are reported with their lines. Legacy encodings are not guessed: such bytes are copied unchanged, and
 * that is reported.
 */
export function stripText(id: KindId & ('text' | 'csv'), bytes: Bytes): CleanCopy {
  let text: string
  try {
    text = textOf(bytes)
  } catch {
    return { bytes, findings: [], stays: [{ kind: 'encoding', place: { at: 'whole' } }] }
  }
  // Ends of lines of older programs (VT) and systems (NEL), and of pages where no line ends.
  const end = id === 'text' ? '\n' : ' '
  const lines = text
    .replace(/[\v\u0085]/g, end)
    .replace(/\f+/g, (feeds, at: number, all: string) =>
      [all[at - 1], all[at + feeds.length]].every((sign) => /^[^\r\n]$/.test(sign ?? ''))
        ? end
        : '',
    )
  const bare = unwrapped(lines)
  const one = plainWords(bare)
  const { text: plain, lines: blanks } =
    id === 'text' ? plainBlanks(one.text) : tableBlanks(one.text)
  const stays = eachOnce(
    inLines([
      ['unseen', [...one.stays, ...blanks].sort((a, b) => a - b)],
      ['hidden', id === 'text' ? hiddenLines(plain) : []],
      ['picture', pictureLines(plain)],
    ]),
  )
  if (plain === text) return { bytes, findings: [], stays }
  const findings = new Set<MetadataFinding>()
  if (bare !== lines) findings.add('wrapped')
  if (plain !== bare || lines !== text) findings.add('unseen')
  return { bytes: encoded(plain, bytes), findings: inOrder(findings), stays }
}

function* inLines(all: readonly (readonly [StayKind, readonly number[]])[]): Generator<Stay> {
  for (const [kind, lines] of all) for (const n of lines) yield { kind, place: { at: 'line', n } }
}

function encoded(text: string, like: Bytes): Bytes {
  const encoding = encodingOf(like)
  if (encoding === 'utf-8') {
    const marked = like[0] === 0xef && like[1] === 0xbb && like[2] === 0xbf
    return utf8(marked ? `\ufeff${text}` : text)
  }
  const view = new DataView(new ArrayBuffer(2 + text.length * 2))
  const little = encoding === 'utf-16le'
  view.setUint16(0, 0xfeff, little)
  for (let at = 0; at < text.length; at += 1) {
    view.setUint16(2 + at * 2, text.charCodeAt(at), little)
  }
  return new Uint8Array(view.buffer)
}
