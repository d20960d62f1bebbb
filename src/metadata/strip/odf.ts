import type { Bytes } from '../../sealing/bytes.ts'
import {
  FileRefused,
  inOrder,
  type Stay,
  type Stripped,
  staysInOrder,
  type Trace,
} from '../trace.ts'
import { archiveOf, partsOf } from '../zip/document.ts'
import { bytesOfText, textOf, withoutElements } from '../zip/xml.ts'
import { cleanInside } from './inside.ts'
import { People } from './people.ts'

const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'
const NOTHING_SAID = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="${OFFICE}" office:version="1.3"><office:meta/></office:document-meta>`

const SAID: readonly (readonly [RegExp, Trace])[] = [
  [/<(meta:initial-creator|dc:creator|meta:printed-by)>[^<]/, 'author'],
  [/<(meta:creation-date|dc:date|meta:print-date)>/, 'taken'],
  [/<meta:generator>/, 'software'],
  [/<(dc:title|dc:description|dc:subject|meta:keyword)>[^<]/, 'words'],
  [/<(meta:user-defined|meta:template|meta:editing-cycles)/, 'other'],
]
const DROPPED: readonly (readonly [RegExp, Trace])[] = [
  [/^Thumbnails\//, 'preview'],
  [/^(manifest\.rdf|layout-cache|Configurations2\/)/, 'other'],
  [/^META-INF\/\w*signatures\.xml$/, 'signature'],
  [/^Versions\/|^VersionList\.xml$/, 'earlier'],
]

/** An open document without who made it, changed it and commented it, and when. @throws FileRefused */
export function stripOdf(bytes: Bytes): Stripped {
  const parts = partsOf(bytes)
  const found = new Set<Trace>()
  const stays = new Set<Stay>()
  const people = new People()
  for (const [name, content] of parts) {
    if (/^(Basic|Scripts|Dialogs)\//.test(name)) throw new FileRefused('macros')
    const drop = DROPPED.find(([pattern]) => pattern.test(name))
    if (drop !== undefined) {
      parts.delete(name)
      found.add(drop[1])
    } else if (name.endsWith('.xml')) {
      parts.set(name, bytesOfText(written(name, textOf(content), people, found, stays)))
    } else if (name !== 'mimetype') {
      const inside = cleanInside(name, content, stripOdf)
      parts.set(name, inside.bytes)
      for (const trace of inside.found) found.add(trace)
      for (const trace of inside.stays) stays.add(trace)
    }
  }
  const first = parts.get('mimetype') ?? new Uint8Array()
  parts.delete('mimetype')
  const whole = archiveOf(new Map([['mimetype', first], ...parts]))
  return { bytes: whole, found: inOrder(found), stays: staysInOrder(stays) }
}

function written(
  name: string,
  text: string,
  people: People,
  found: Set<Trace>,
  stays: Set<Stay>,
): string {
  if (/^(Object \d+\/)*meta\.xml$/.test(name)) {
    for (const [mark, trace] of SAID) if (mark.test(text)) found.add(trace)
    return NOTHING_SAID
  }
  if (name === 'META-INF/manifest.xml') return manifest(text)
  if (/<office:(scripts|event-listeners)>\s*</.test(text)) found.add('scripts')
  const still = withoutElements(text, 'scripts|event-listeners')
  if (name.endsWith('settings.xml')) return noPrinter(still, found)
  if (/<text:tracked-changes/.test(still)) stays.add({ kind: 'earlier', place: name })
  return remarks(still, people, found)
}

function manifest(text: string): string {
  if (/<(\w{1,20}:)?encryption-data/.test(text)) throw new FileRefused('locked')
  return text.replace(/<(?:\w{1,20}:)?file-entry\s[^>]*>/g, (entry) => {
    const path = /full-path=["']([^"']*)/.exec(entry)?.[1] ?? ''
    return DROPPED.some(([pattern]) => pattern.test(path)) ? '' : entry
  })
}

function remarks(text: string, people: People, found: Set<Trace>): string {
  const named = text.replace(
    /(<(?:dc:creator|meta:creator-initials|loext:sender-initials)>)([^<]*)(?=<)/g,
    (_, open: string, name: string) => `${open}${people.alias(name)}`,
  )
  const undated = withoutElements(named, 'date-string').replace(
    /(<dc:date>)[^<]*(?=<)/g,
    '$11970-01-01T00:00:00',
  )
  if (undated !== text) found.add('comments')
  return undated
}

/** Which printer, under which name, with which settings. */
function noPrinter(text: string, found: Set<Trace>): string {
  const plain = text.replace(
    /(<config:config-item [^>]*config:name="(?:PrinterName|PrinterSetup|CurrentDatabase\w*|Rsid\w*)"[^>]*>)[^<]*/g,
    '$1',
  )
  if (plain !== text) found.add('other')
  return plain
}
