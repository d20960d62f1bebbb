import { createHmac } from 'node:crypto'
import type { CaseId } from '#domain/case/ids.ts'

/** Reference of a case in the ledger. It cannot be linked without the case's key, which is shredded with it. */
export function ledgerRef(key: Uint8Array, id: CaseId): string {
  return createHmac('sha256', key).update(`aside ledger 1\0${id}`).digest('hex')
}
