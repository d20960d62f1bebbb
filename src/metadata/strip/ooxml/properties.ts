import type { Bytes } from '#bytes.ts'
import type { MetadataFinding } from '../../metadata-finding.ts'
import { elementsIn, filterIn, parseXml, textIn } from '../../xml/tree.ts'
import { byListedName, isNotBlank } from '../office/clean.ts'

/** Lists of who, when and with what, by the last word of their relationship: none is in a copy. */
const LISTS = /^(core-properties|(extended|custom)-?properties)$/i
const SAID = byListedName<MetadataFinding>([
  ['author', 'creator lastModifiedBy Manager Company'],
  ['taken', 'created modified lastPrinted'],
  ['software', 'Application AppVersion Template'],
  ['words', 'title subject description keywords category'],
])

/** Whether such a list names Excel 2007, or a program that writes as it did. */
export function isOf2007(bytes: Bytes): boolean {
  try {
    const all = [...elementsIn(parseXml(bytes).root)]
    return all.some((node) => /\bAppVersion$/.test(node.name) && textIn(node).startsWith('12.'))
  } catch {
    return false
  }
}

/** What such a list said; `null` for every other part. */
export function readProperties(type: string, bytes: Bytes): readonly MetadataFinding[] | null {
  if (!LISTS.test(type)) return null
  try {
    const { root } = parseXml(bytes)
    const written = filterIn(root, (node) => node !== root && isNotBlank(node))
    return written.map(({ name }) => SAID.get(name.split(':').at(-1) ?? '') ?? 'other')
  } catch {
    // It goes unread.
    return ['other']
  }
}
