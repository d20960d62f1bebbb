import { SECTIONS, type Section } from '#domain/case/queue-section.ts'
import type { QueueRow } from '#wire/desk.ts'

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

/** Summary of the counts, from the same sections as the list. */
export function counts(shown: readonly Part[]): readonly { section: Section; count: number }[] {
  return shown.map(({ section, rows }) => ({ section, count: rows.length }))
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
