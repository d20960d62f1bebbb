import * as z from 'zod'
import type { Day } from '#domain/case/day.ts'
import { type CaseId, ID_SHAPE } from '#domain/case/ids.ts'
import { PILES, type QueueCursor } from '#domain/case/pile.ts'

/** A place of the queue as the desk gives it back. It says no more than the row that stands there. */
export function writeCursor({ pile, dueOn, dueAt, id }: QueueCursor): string {
  return [pile, dueOn ?? '', dueAt?.getTime() ?? '', id].join('.')
}

const Parts = z.tuple([
  z.enum(PILES),
  z.union([z.iso.date(), z.literal('')]),
  z.union([z.stringFormat('instant', /^\d{12,14}$/), z.literal('')]),
  z.string().regex(ID_SHAPE),
])

/** @returns `null` for what is no place; whether a case stands there is not asked */
export function readCursor(written: string): QueueCursor | null {
  const read = Parts.safeParse(written.split('.'))
  if (!read.success) return null
  const [pile, dueOn, dueAt, id] = read.data
  return {
    pile,
    dueOn: dueOn === '' ? null : (dueOn as Day),
    dueAt: dueAt === '' ? null : new Date(Number(dueAt)),
    id: id as CaseId,
  }
}
