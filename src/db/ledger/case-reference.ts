import { createHmac } from 'node:crypto'
import type { CaseId } from '#domain/case/ids.ts'

/** How the ledger speaks of a case. Without the case's key, which is shredded with it, it belongs to nothing. */
export function ledgerRef(key: Uint8Array, id: CaseId): string {
  return createHmac('sha256', key).update(`aside ledger 1\0${id}`).digest('hex')
}
