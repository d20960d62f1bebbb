import { and, eq } from 'drizzle-orm'
import type { Clock } from '#clock.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import type { Attachments } from '#ports.ts'
import { type Database, reading, type Transaction } from '../database.ts'
import { recordFetched } from '../ledger/append.ts'
import { asking, PATIENCE_WITH_FILES_MS, TIME_LIMIT_WITH_FILES } from '../pool.ts'
import { standingStill, vanished } from '../queue/desk-store.ts'
import { attachmentPieces, attachments } from '../schema/attachment.ts'
import { messages, partOf } from '../schema/message.ts'

/** Attachment store: sealed files of an officer's cases, restricted by row-level security. */
export function attachmentStore(db: Database, clock: Clock): Attachments {
  return {
    open: (officer, caseId, id) =>
      asking(
        db
          .transaction(async (tx) => {
            await tx.execute(TIME_LIMIT_WITH_FILES)
            await reading(tx, { officer })
            await standingStill(tx, caseId)
            const [row] = await tx
              .select({ size: attachments.size })
              .from(attachments)
              .innerJoin(messages, partOf(attachments))
              .where(and(eq(attachments.caseId, caseId), eq(attachments.id, id)))
            if (row === undefined) return null
            const whole = await joined(tx, caseId, id)
            if (whole.length !== row.size) throw new AppError('ENVELOPE_BROKEN')
            await recordFetched(tx, caseId, clock.now())
            return whole
          })
          .catch(vanished),
        PATIENCE_WITH_FILES_MS,
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
