import { isDay } from '#domain/case/day.ts'
import type { Officer } from '#domain/case/officer.ts'
import {
  cursorOf,
  MOST_COUNTED,
  type Pile,
  type QueueCursor,
  ROWS_A_PAGE,
} from '#domain/case/pile.ts'
import { SECTIONS, type Section, section } from '#domain/case/queue-section.ts'
import type { CountedCases, QueuedCase, Services } from '#ports.ts'
import { today } from './act.ts'

type QueueServices = Pick<Services, 'clock' | 'policy' | 'desk'>

/** A case with the section of the queue it stands in today. */
export interface QueueEntry {
  readonly queuedCase: QueuedCase
  readonly section: Section
}

/** A page of each pile that was asked for. */
export interface QueueEntries {
  /** Sorted by section (`SECTIONS`), then by due date (without one: last), then by reference. */
  readonly entries: readonly QueueEntry[]
  /** The last place listed of each pile that has more cases. */
  readonly next: readonly QueueCursor[]
}

/** Counts of an officer's open cases. */
export interface QueueCounts {
  /** Of the piles that the queue shows (`QUEUED`). */
  readonly sections: Readonly<Partial<Record<Section, number>>>
  /** A pile was counted to `MOST_COUNTED`: there may be more cases, none of them due before those that are counted. */
  readonly full: boolean
  readonly spam: number
  readonly spamLate: number
}

/** A page of these piles of an officer's open cases: the first, or what stands behind a place. */
export async function readQueue(
  services: QueueServices,
  officer: Officer,
  piles: readonly Pile[],
  after: QueueCursor | null = null,
): Promise<QueueEntries> {
  const listed = await services.desk.queue(officer.id, piles, after)
  const entries: QueueEntry[] = []
  const next: QueueCursor[] = []
  for (const pile of piles) {
    const all = listed.filter((each) => cursorOf(each).pile === pile)
    const page = all.slice(0, ROWS_A_PAGE)
    const last = page.at(-1)
    if (all.length > page.length && last !== undefined) next.push(cursorOf(last))
    for (const queuedCase of page.filter(hasDays)) {
      const { status, danger, office } = queuedCase
      const part = sectionOf(services, { status, danger, office })
      if (part !== null) entries.push({ queuedCase, section: part })
    }
  }
  return { entries: entries.sort(inOrder), next }
}

/** Counts an officer's open cases, each pile to `MOST_COUNTED`. */
export async function countQueue(services: QueueServices, officer: Officer): Promise<QueueCounts> {
  const sections: Partial<Record<Section, number>> = {}
  const ofPile = { danger: 0, clock: 0, spam: 0 }
  let spamLate = 0
  for (const { pile, count, ...counted } of await services.desk.countOpen(officer.id)) {
    ofPile[pile] += count
    const part = sectionOf(services, { ...counted, danger: pile === 'danger' })
    if (pile !== 'spam' && part !== null) sections[part] = (sections[part] ?? 0) + count
    if (pile === 'spam' && part === 'late') spamLate += count
  }
  const full = ofPile.danger >= MOST_COUNTED || ofPile.clock >= MOST_COUNTED
  return { sections, full, spam: ofPile.spam, spamLate }
}

/** A row whose days are none can be shown to nobody; the nightly count names it (`clock_moved`). */
function hasDays({ terms, status }: QueuedCase): boolean {
  const { dueOn, dueAt, pausedOn } = status
  return (
    [terms.receivedOn, dueOn, pausedOn].every((each) => each === null || isDay(each)) &&
    !Number.isNaN(dueAt?.getTime())
  )
}

type Standing = Pick<QueuedCase, 'danger' | 'office'> & Pick<CountedCases, 'status'>

function sectionOf(services: QueueServices, { status, danger, office }: Standing): Section | null {
  return section({ ...status, danger }, today(services, office), services.clock.now())
}

function inOrder(one: QueueEntry, other: QueueEntry): number {
  const parts = SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section)
  if (parts !== 0) return parts
  const days = (one.queuedCase.status.dueOn ?? '9').localeCompare(
    other.queuedCase.status.dueOn ?? '9',
  )
  return days !== 0 ? days : one.queuedCase.reference.localeCompare(other.queuedCase.reference)
}
