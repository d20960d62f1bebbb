import { and, eq } from 'drizzle-orm'
import { dayIn } from '../case/day.ts'
import type { CaseId } from '../case/ids.ts'
import type { Clock } from '../clock.ts'
import { AsideError } from '../errors.ts'
import type { Attachments } from '../ports.ts'
import { type Database, reading, type Transaction } from './database.ts'
import { lineOfCase } from './ledger-append.ts'
import { asking } from './pool.ts'
import { attachmentPieces, attachments } from './schema/attachment.ts'
import { cases } from './schema/case.ts'
import { messages, partOf } from './schema/message.ts'

/** Sealed files of the cases an officer reads. Row-level security does the choosing, as with every letter. */
export function attachmentStore(db: Database, clock: Clock): Attachments {
  return {
    open: (officer, caseId, id) =>
      asking(
        db.transaction(async (tx) => {
          await reading(tx, { officer })
          const [found] = await tx
            .select({ size: attachments.size, zone: cases.zone })
            .from(attachments)
            .innerJoin(messages, partOf(attachments))
            .innerJoin(cases, eq(cases.id, messages.caseId))
            .where(and(eq(attachments.caseId, caseId), eq(attachments.id, id)))
          if (found === undefined) return null
          const whole = await joined(tx, caseId, id)
          if (whole.length !== found.size) throw new AsideError('ENVELOPE_BROKEN')
          const at = clock.now()
          const line = { day: dayIn(found.zone, at), at, officer, act: 'fetched' }
          await lineOfCase(tx, caseId, line)
          return whole
        }),
      ),
  }
}

async function joined(
  tx: Transaction,
  caseId: CaseId,
  id: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = await tx
    .select({ data: attachmentPieces.data })
    .from(attachmentPieces)
    .where(and(eq(attachmentPieces.caseId, caseId), eq(attachmentPieces.attachmentId, id)))
    .orderBy(attachmentPieces.n)
  return new Uint8Array(Buffer.concat(pieces.map(({ data }) => data)))
}
