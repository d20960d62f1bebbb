import { wordsFor } from '#dialogs/words.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Section } from '#domain/case/queue-section.ts'
import type { Roster } from '#domain/case/roster.ts'
import { standing } from '#domain/case/urgency.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { Office } from '#domain/concern/office.ts'
import { today } from '#officer/act.ts'
import type { UsableOfficers } from '#officer/readers.ts'
import type { QueuedCase, Services } from '#ports.ts'
import type { QueueRow } from '#wire/desk.ts'
import { toChannelV1 } from '#wire/v1.ts'

const HOUR = 3_600_000

/** Texts of rows. The desk is in English only; categories and channels have the names that the dialogs give them. */
export const queueWords = wordsFor('en')

/** Channels that the desk names more exactly than the dialogs do. */
const CHANNELS_HERE: Partial<Record<Channel, string>> = {
  web_page: 'Anonymous page',
  office_link: 'Link an office gave',
}

/** The reading officer, and the roster's data on people named. */
export interface RowContext {
  readonly services: Pick<Services, 'clock' | 'policy'>
  readonly officer: Officer
  readonly roster: Pick<Roster, 'officers'>
  readonly usable: UsableOfficers
  /** Offices that can receive cases now. */
  readonly healthy: readonly Office[]
}

/** A row of the queue for the desk. */
export function rowOf(looking: RowContext, queuedCase: QueuedCase, section: Section): QueueRow {
  const now = looking.services.clock.now()
  const { dueAt, dueOn, state } = queuedCase.status
  const how = standing(queuedCase.status, today(looking.services, queuedCase.office), now)
  return {
    id: queuedCase.id,
    reference: queuedCase.reference,
    category: queuedCase.category,
    categoryLabel: queueWords.say(`category.${queuedCase.category}`),
    leaf: queuedCase.leaf,
    door: toChannelV1(queuedCase.channel),
    doorLabel: CHANNELS_HERE[queuedCase.channel] ?? queueWords.say(`channel.${queuedCase.channel}`),
    state,
    section,
    ...how,
    hoursLeft: dueAt === null ? null : Math.floor((dueAt.getTime() - now.getTime()) / HOUR),
    receivedOn: queuedCase.terms.receivedOn,
    dueOn,
    unread: queuedCase.unread,
    heldBy: queuedCase.heldBy === null ? null : labelOf(looking, queuedCase.heldBy),
    mine: queuedCase.heldBy === looking.officer.id,
  }
}

/** Label of an officer by the roster; a fixed sentence for a former officer. */
export function labelOf(looking: Pick<RowContext, 'roster'>, id: string): string {
  const listed = looking.roster.officers.find((officer) => officer.id === id)
  return listed?.label ?? 'Somebody who is not an officer any more'
}
