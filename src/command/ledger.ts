import { systemClock } from '../clock.ts'
import { database } from '../store/database.ts'
import { ledgerOf } from '../store/ledger.ts'
import { pool } from '../store/pool.ts'
import type { Finding } from './finding.ts'
import { fail, ok } from './finding.ts'

/** Counts the chain anew. What it proves ends where the last outside checkpoint was compared. */
export async function verifyLedger(url: string): Promise<readonly Finding[]> {
  const sql = pool(url, 'aside_duty', 1)
  try {
    const verdict = await ledgerOf(database(sql)).verify()
    if (!verdict.sound) return [fail(`The ledger is broken at line ${verdict.brokenAt}.`)]
    const when = systemClock.now().toISOString()
    return [
      ok(`The ledger's ${verdict.lines} lines follow from each other (${when}).`),
      ok(`Head ${verdict.head}: compare it with the last one that was written down elsewhere.`),
    ]
  } finally {
    await sql.end({ timeout: 2 })
  }
}
