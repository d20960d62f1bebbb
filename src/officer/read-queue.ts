import type { Officer } from '#domain/case/officer.ts'
import { SECTIONS, type Section, section } from '#domain/case/queue-section.ts'
import type { QueuedCase, Services } from '#ports.ts'
import { today } from './act.ts'

/** A case with the section of the queue it stands in today. */
export interface QueueEntry {
  readonly queuedCase: QueuedCase
  readonly section: Section
}

/** An officer's open cases: the queue, and the spam list. */
export interface Piles {
  readonly queue: readonly QueueEntry[]
  readonly spam: readonly QueueEntry[]
}

/** An officer's open cases, sorted by section (`SECTIONS`), then by due date (without one: last), then by reference. */
export async function readQueue(
  services: Pick<Services, 'clock' | 'policy' | 'desk'>,
  officer: Officer,
): Promise<Piles> {
  const open = await openCases(services, officer)
  return {
    queue: open.filter(({ queuedCase }) => !queuedCase.isSpam),
    spam: open.filter(({ queuedCase }) => queuedCase.isSpam),
  }
}

async function openCases(
  services: Pick<Services, 'clock' | 'policy' | 'desk'>,
  officer: Officer,
): Promise<readonly QueueEntry[]> {
  const waiting: QueueEntry[] = []
  for (const queuedCase of await services.desk.queue(officer.id)) {
    const where = { ...queuedCase.status, danger: queuedCase.danger }
    const part = section(where, today(services, queuedCase.office), services.clock.now())
    if (part !== null) waiting.push({ queuedCase, section: part })
  }
  return waiting.sort(inOrder)
}

function inOrder(one: QueueEntry, other: QueueEntry): number {
  const parts = SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section)
  if (parts !== 0) return parts
  const days = (one.queuedCase.status.dueOn ?? '9').localeCompare(
    other.queuedCase.status.dueOn ?? '9',
  )
  return days !== 0 ? days : one.queuedCase.reference.localeCompare(other.queuedCase.reference)
}
