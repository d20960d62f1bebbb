import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type CaseColumns, columnsOf } from '#domain/case/case-columns.ts'
import type { Day } from '#domain/case/day.ts'
import type { CaseId, MessageId, OfficerId } from '#domain/case/ids.ts'
import type { CaseRecord } from '#ports.ts'
import { rowsOf, type Transaction } from '../database.ts'
import { queuedCases } from '../queue/queue.ts'
import { cases } from '../schema/case.ts'
import { consents } from '../schema/consent.ts'
import { envelopes } from '../schema/envelope.ts'
import { events } from '../schema/event.ts'
import { messages, partOf } from '../schema/message.ts'
import { messageKeys } from '../schema/message-key.ts'
import { givenConsents } from './given-consents.ts'
import { nameAsked } from './name-request.ts'
import { eventOf } from './status-columns.ts'

const disclosedHalf = alias(messageKeys, 'disclosed_half')

/** Loads a case for the transaction's officer; `null` when it does not exist or is not readable. */
export async function loadCase(tx: Transaction, id: CaseId): Promise<CaseRecord | null> {
  const [queuedCase] = await queuedCases(tx, eq(cases.id, id))
  if (queuedCase === undefined) return null
  const { row, ...basic } = queuedCase
  const [happened, agreed, letters, sealed, readers, answered, asked] = await Promise.all([
    tx.select().from(events).where(eq(events.caseId, id)).orderBy(events.n),
    tx
      .select({ agreed: consents.agreed })
      .from(consents)
      .where(and(eq(consents.caseId, id), eq(consents.n, 1))),
    tx
      .select({
        message: messages,
        data: envelopes.data,
        key: messageKeys.packet,
        half: disclosedHalf.packet,
      })
      .from(messages)
      .innerJoin(envelopes, partOf(envelopes))
      .leftJoin(messageKeys, and(partOf(messageKeys), eq(messageKeys.role, 'officer')))
      .leftJoin(disclosedHalf, and(partOf(disclosedHalf), eq(disclosedHalf.role, 'released')))
      .where(eq(messages.caseId, id))
      .orderBy(messages.n),
    rowsOf<{ message_id: string; role: string; reader: string }>(
      tx,
      sql`select message_id, role, reader from sealed_to(${id})`,
    ),
    rowsOf<{ officer: string }>(tx, sql`select officer from readers_of(${id})`),
    givenConsents(tx, [id]),
    nameAsked(tx, id),
  ])
  return {
    ...columnsOf(row as typeof row & CaseColumns),
    ...basic,
    passOn: agreed[0]?.agreed ?? false,
    consents: answered.get(id) ?? [],
    events: happened.map(eventOf),
    letters: letters.map(({ message, data, key, half }) => ({
      id: message.id as MessageId,
      dir: message.dir,
      seq: message.seq,
      kind: message.kind,
      on: message.day as Day,
      data,
      key,
      disclosedHalf: half,
      sealedTo: sealed
        .filter((packet) => packet.message_id === message.id)
        .map(({ role, reader }) => ({ role, reader })),
    })),
    readers: readers.map((reader) => reader.officer as OfficerId),
    nameAsked: asked,
  }
}
