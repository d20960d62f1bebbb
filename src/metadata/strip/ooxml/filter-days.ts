import type { Node } from '../../xml/tree.ts'
import type { DocumentNotes } from '../office/document-notes.ts'

const UNITS = ['year', 'month', 'day', 'hour', 'minute', 'second']

/** Every year, month, day, hour, minute and second that a cell may show. */
export function daysIn(words: ReadonlySet<string>, from: number): () => ReadonlySet<string> {
  let days: Set<string> | undefined
  return () => {
    if (days !== undefined) return days
    days = new Set()
    const first = from === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
    for (const word of words) {
      const seconds = Math.round(Number(word) * 86_400)
      const number = word !== '' && Math.abs(seconds) < 1e12 ? first + seconds * 1000 : undefined
      const text = /^\d{4}-\d\d-\d\d/.test(word) ? `${word}t00:00:00` : ''
      const day = number === undefined ? text : new Date(number).toISOString()
      const parts = day.match(/\d+/g)?.slice(0, UNITS.length).map(Number) ?? []
      const count = Math.floor(seconds / 86_400)
      // Excel counts a 29 February 1900, so that days before it are one later than in LibreOffice; 0 is 0 January.
      const early = count < 32 ? [1900, 1, count] : [1900, 2, count - 31]
      const isEarly = from === 1900 && count >= 0 && count < 61
      for (const one of isEarly ? [parts, [...early, ...parts.slice(3)]] : [parts]) {
        for (const n of one.keys()) days.add(one.slice(0, n + 1).join(' '))
      }
    }
    return days
  }
}

/** Of the days that a filter looks for, those that no cell has. */
export function cutDays(
  filters: Node,
  days: () => ReadonlySet<string>,
  notes: DocumentNotes,
): void {
  filters.children = filters.children.filter((child) => {
    if (typeof child === 'string' || child.name !== 's:dateGroupItem') return true
    const unit = child.attributes.get('dateTimeGrouping') ?? ''
    const units = UNITS.slice(0, UNITS.indexOf(unit) + 1)
    for (const finer of UNITS.slice(units.length)) child.attributes.delete(finer)
    const isThere = days().has(units.map((at) => Number(child.attributes.get(at))).join(' '))
    if (!isThere) notes.findings.add('words')
    return isThere
  })
}
