import { SECTIONS, type Section } from '#domain/case/queue-section.ts'
import type { Queue, QueueRow } from '#wire/desk.ts'

export interface Part {
  readonly section: Section
  readonly rows: readonly QueueRow[]
}

/** Sections of the queue in order, the most urgent row first; empty ones are left out. */
export function parts(rows: readonly QueueRow[]): readonly Part[] {
  return SECTIONS.map((section) => ({
    section,
    rows: rows.filter((row) => row.section === section).toSorted(urgency),
  })).filter((part) => part.rows.length > 0)
}

/** Summary of the counts, in the order of the list; empty sections are left out. */
export function counts(
  sections: Queue['sections'],
): readonly { section: Section; count: number }[] {
  return SECTIONS.flatMap((section) => {
    const count = sections[section] ?? 0
    return count === 0 ? [] : [{ section, count }]
  })
}

function urgency(one: QueueRow, other: QueueRow): number {
  return (
    hours(one) - hours(other) ||
    one.receivedOn.localeCompare(other.receivedOn) ||
    one.reference.localeCompare(other.reference)
  )
}

function hours(row: QueueRow): number {
  return row.hoursLeft ?? (row.daysLeft === null ? Number.MAX_SAFE_INTEGER : row.daysLeft * 24)
}
