import type { Bytes } from '../../sealing/bytes.ts'
import {
  FileRefused,
  inOrder,
  type Stay,
  type Stripped,
  staysInOrder,
  type Trace,
} from '../trace.ts'
import { archiveOf, type Parts, partsOf } from '../zip/document.ts'
import { bytesOfText, textOf } from '../zip/xml.ts'
import { cleanInside } from './inside.ts'
import { dropParts } from './ooxml/drop.ts'
import { emptied } from './ooxml/properties.ts'
import { RULES } from './ooxml/rules.ts'
import { People } from './people.ts'

const RUNS = /(^|\/)(vbaProject|vbaData|activeX|macrosheets|ctrlProps\/.*\.bin)/i
/** A workbook behind a chart in a presentation in a document: deeper is a trap. */
const DEEPEST = 2

/**
 * A Word, Excel or PowerPoint document without who made it, who changed and who commented it, and when. The words
 * stay, tracked ones too: that somebody struck something out may be the very thing she shows.
 * @throws FileRefused
 */
export function stripOoxml(bytes: Bytes, depth = 0): Stripped {
  if (depth > DEEPEST) throw new FileRefused('broken')
  const parts = partsOf(bytes)
  if ([...parts.keys()].some((name) => RUNS.test(name))) throw new FileRefused('macros')
  const found = new Set<Trace>()
  const stays = new Set<Stay>()
  dropParts(parts, found)
  const people = new People()
  for (const [name, content] of parts) {
    if (/\.(xml|rels|vml)$/i.test(name)) {
      parts.set(name, bytesOfText(written(name, textOf(content), people, found, stays)))
    } else {
      const inside = cleanInside(name, content, (inner) => stripOoxml(inner, depth + 1))
      parts.set(name, inside.bytes)
      for (const trace of inside.found) found.add(trace)
      for (const trace of inside.stays) stays.add(trace)
    }
  }
  return { bytes: archiveOf(inOwnOrder(parts)), found: inOrder(found), stays: staysInOrder(stays) }
}

function written(
  name: string,
  text: string,
  people: People,
  found: Set<Trace>,
  stays: Set<Stay>,
): string {
  const list = emptied(name, text)
  if (list !== null) {
    for (const trace of list.found) found.add(trace)
    return list.text
  }
  if (/<w:(del|moveFrom)[ >]/.test(text)) stays.add({ kind: 'earlier', place: name })
  let now = text
  for (const { on, trace, change } of RULES) {
    if (!on.test(name)) continue
    const next = change(now, people)
    if (next !== now) found.add(trace)
    now = next
  }
  return now
}

/** The list of what there is comes first, as readers expect it. */
function inOwnOrder(parts: Parts): Parts {
  const types = '[Content_Types].xml'
  const rest = [...parts].filter(([name]) => name !== types)
  return new Map([[types, parts.get(types) ?? new Uint8Array()], ...rest])
}
