import { type Bytes, utf8 } from '#bytes.ts'
import type { KindId } from '../kinds.ts'
import { type CleanCopy, inOrder, type MetadataFinding } from '../metadata-finding.ts'
import { plainWords } from '../plain-words.ts'
import type { Stay } from '../stay.ts'
import { encodingOf, textOf } from '../zip/xml.ts'
import { hiddenLine, pictureLine } from './markdown.ts'
import { unwrapped } from './office/path.ts'
import { plainBlanks, tableBlanks } from './text-blanks.ts'

/**
 * Cleans a text file in its encoding: invisible characters and rewritten addresses are removed; hidden text and
 * embedded images are reported with their line. Legacy encodings are not guessed: such bytes are copied unchanged, and
 * that is reported.
 */
export function stripText(id: KindId & ('text' | 'csv'), bytes: Bytes): CleanCopy {
  let text: string
  try {
    text = textOf(bytes)
  } catch {
    return { bytes, findings: [], stays: [{ kind: 'encoding', place: { at: 'whole' } }] }
  }
  const lines = text.replaceAll('\v', id === 'text' ? '\n' : ' ')
  const bare = unwrapped(lines)
  const one = plainWords(bare)
  const { text: plain, line } = id === 'text' ? plainBlanks(one.text) : tableBlanks(one.text)
  const stays: Stay[] = []
  if (one.stays !== null) stays.push({ kind: 'unseen', place: { at: 'line', n: one.stays } })
  if (line !== null) stays.push({ kind: 'unseen', place: { at: 'line', n: line } })
  const hidden = id === 'text' ? hiddenLine(plain) : null
  if (hidden !== null) stays.push({ kind: 'hidden', place: { at: 'line', n: hidden } })
  const picture = pictureLine(plain)
  if (picture !== null) stays.push({ kind: 'picture', place: { at: 'line', n: picture } })
  if (plain === text) return { bytes, findings: [], stays }
  const findings = new Set<MetadataFinding>()
  if (bare !== lines) findings.add('wrapped')
  if (plain !== bare || lines !== text) findings.add('unseen')
  return { bytes: encoded(plain, bytes), findings: inOrder(findings), stays }
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
