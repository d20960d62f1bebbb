import { systemClock } from '#clock.ts'
import { type MovedClock, movedClocks } from '#db/cases/recount-deadlines.ts'
import { database } from '#db/database.ts'
import { unhurried } from '#db/error-mapping.ts'
import { ledgerOf } from '#db/ledger/ledger.ts'
import { pool } from '#db/pool.ts'
import type { Finding } from './finding.ts'
import { fail, ok } from './finding.ts'

/**
 * Counts the chain anew, and the clock of every case from what happened to it. What the chain proves ends where the last
 * outside checkpoint was compared.
 */
export async function verifyLedger(url: string): Promise<readonly Finding[]> {
  const sql = pool(url, 'aside_duty', 1)
  try {
    const clocks = await unhurried(movedClocks(database(sql), 'all'))
    const verdict = await ledgerOf(database(sql)).verify()
    if (!verdict.sound) {
      return [fail(`The ledger is broken at line ${verdict.brokenAt}.`), clocksFinding(clocks)]
    }
    const when = systemClock.now().toISOString()
    return [
      ok(`The ledger's ${verdict.lines} lines follow from each other (${when}).`),
      ok(`Head ${verdict.head}: compare it with the last one that was written down elsewhere.`),
      clocksFinding(clocks),
    ]
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function clocksFinding(moved: readonly MovedClock[]): Finding {
  const references = moved.map(({ reference }) => reference).join(', ')
  return moved.length === 0
    ? ok(
        'Every case stands where its events put it: due day, outcome and state, and its letters come with them.',
      )
    : fail(
        `Somebody moved the due day, outcome or state of ${references}, or wrote an act without its letter there: the events say otherwise.`,
      )
}
