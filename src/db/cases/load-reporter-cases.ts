import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { GivenConsent } from '#domain/case/consent.ts'
import type { Day } from '#domain/case/day.ts'
import { lastOwnAct } from '#domain/case/event.ts'
import type { CaseId, MessageId, OfficerId, Reference } from '#domain/case/ids.ts'
import type { LeafId } from '#domain/concern/leaf.ts'
import type { LetterWith, ReportersCase, ReportersLetter, Size, WithLetters } from '#ports.ts'
import type { Transaction } from '../database.ts'
import { cases } from '../schema/case.ts'
import { caseLeaves } from '../schema/case-leaf.ts'
import { envelopes } from '../schema/envelope.ts'
import { events } from '../schema/event.ts'
import { messages, partOf } from '../schema/message.ts'
import { messageKeys } from '../schema/message-key.ts'
import { readers } from '../schema/reader.ts'
import { receipts } from '../schema/receipt.ts'
import { givenConsents } from './given-consents.ts'
import { caseStatusOf, eventOf, termsOf } from './status-columns.ts'

/** Loads the letters of these cases, in order. */
export type LettersOf<Letter> = (
  tx: Transaction,
  ids: readonly string[],
) => Promise<Map<string, Letter[]>>

/** The cases these receipts lead to, newest first: positions of receipts are taken in order. @param id of one alone */
export async function reportersCases<Letter>(
  tx: Transaction,
  lookups: readonly Uint8Array[],
  lettersOf: LettersOf<Letter>,
  id?: string,
): Promise<readonly WithLetters<ReportersCase, Letter>[]> {
  const rows = await tx
    .select({ row: cases, receipt: receipts, leaf: caseLeaves.leaf })
    .from(receipts)
    .innerJoin(cases, eq(cases.id, receipts.caseId))
    .leftJoin(caseLeaves, and(eq(caseLeaves.caseId, cases.id), eq(caseLeaves.isPrimary, true)))
    .where(id === undefined ? undefined : eq(cases.id, id))
  if (rows.length === 0) return []
  const ids = rows.map(({ row }) => row.id)
  const [letters, present, answered, marked] = await Promise.all([
    lettersOf(tx, ids),
    readersOf(tx, ids),
    givenConsents(tx, ids),
    markedEvents(tx, ids),
  ])
  return byReceipt(
    rows.map(({ row, receipt, leaf }) => ({
      id: row.id as CaseId,
      reference: row.reference as Reference,
      lookup: receipt.lookup,
      office: row.office,
      leaf: leaf as LeafId | null,
      identity: row.identity,
      terms: termsOf(row),
      alertHours: row.category === 'safety' ? (row.triageHours ?? 1) : null,
      status: caseStatusOf(row),
      reporterCertificate: row.reporterCertificate,
      lockedKey: receipt.lockedKey,
      serverShare: receipt.serverShare,
      bind: receipt.bind,
      secretEpoch: receipt.secretEpoch,
      letters: letters.get(row.id) ?? [],
      readers: present.get(row.id) ?? [],
      nameNews: nameNews(marked.get(row.id) ?? []),
      lastAct: lastOwnAct((marked.get(row.id) ?? []).map(eventOf)),
      consents: answered.get(row.id) ?? NONE,
    })),
    lookups,
  )
}

/** Newest first. */
export function byReceipt<Case extends Pick<ReportersCase, 'lookup'>>(
  some: readonly Case[],
  lookups: readonly Uint8Array[],
): readonly Case[] {
  const rank = ({ lookup }: Case) => lookups.findIndex((one) => same(one, lookup))
  return some.toSorted((one, other) => rank(other) - rank(one))
}

const NONE: readonly GivenConsent[] = []

export const wholeLetters: LettersOf<ReportersLetter> = async (tx, ids) => {
  const rows = await tx
    .select({ message: messages, data: envelopes.data, key: messageKeys.packet })
    .from(messages)
    .innerJoin(envelopes, partOf(envelopes))
    .leftJoin(messageKeys, partOf(messageKeys))
    .where(and(inArray(messages.caseId, [...ids]), ne(messages.dir, 'o>o')))
    .orderBy(messages.caseId, messages.n)
  return grouped(rows, ({ message, data, key }) => [
    message.caseId,
    { head: headOf(message), data, key },
  ])
}

/** The same with the length of each letter's bytes in their place: those are not even read from the disk. */
export const letterHeads: LettersOf<LetterWith<Size>> = async (tx, ids) => {
  const rows = await tx
    .select({ message: messages, length: sql<number>`octet_length(${envelopes.data})` })
    .from(messages)
    .innerJoin(envelopes, partOf(envelopes))
    .where(and(inArray(messages.caseId, [...ids]), ne(messages.dir, 'o>o')))
    .orderBy(messages.caseId, messages.n)
  return grouped(rows, ({ message, length }) => [
    message.caseId,
    { head: headOf(message), data: { length }, key: null },
  ])
}

function headOf(message: typeof messages.$inferSelect): ReportersLetter['head'] {
  return {
    id: message.id as MessageId,
    dir: message.dir,
    seq: message.seq,
    kind: message.kind,
    on: message.day as Day,
  }
}

type EventRow = typeof events.$inferSelect

/** Events of custodians, and signed acts, by case. */
async function markedEvents(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, EventRow[]>> {
  const rows = await tx
    .select()
    .from(events)
    .where(
      and(
        inArray(events.caseId, [...ids]),
        or(eq(events.actor, 'custodian'), isNotNull(events.signedAct)),
      ),
    )
    .orderBy(events.caseId, events.n)
  return grouped(rows, (row) => [row.caseId, row])
}

/** What a custodian decided about the name. */
function nameNews(rows: readonly EventRow[]): ReportersCase['nameNews'] {
  return rows
    .filter(({ actor }) => actor === 'custodian')
    .map(({ day, act }) => ({ on: day as Day, isDisclosed: act === 'identity_released' }))
}

async function readersOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, OfficerId[]>> {
  const rows = await tx
    .select({ caseId: readers.caseId, officer: readers.officer })
    .from(readers)
    .where(and(inArray(readers.caseId, [...ids]), isNull(readers.until)))
    .orderBy(readers.officer)
  return grouped(rows, (row) => [row.caseId, row.officer as OfficerId])
}

function grouped<R, T>(
  rows: readonly R[],
  entry: (row: R) => readonly [string, T],
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [id, value] of rows.map(entry)) {
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [value])
    else group.push(value)
  }
  return groups
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other)
}
