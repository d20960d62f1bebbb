import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { CaseEvent } from '../../case/event.ts'
import { AsideError } from '../../errors.ts'
import type { Exclusions, Filing, LinkSpent } from '../../ports.ts'
import { FILE_CASE } from '../file-case.ts'
import { filingValues, refuseStrangers } from '../intake-store.ts'
import { filesOfFiling } from '../letters-files.ts'
import { asking, type Pool } from '../pool.ts'
import { stateOf } from '../refusal.ts'
import { spend } from '../spend.ts'
import { bodyOf } from './act.ts'

/** Undoes the transaction, what was spent in it with it. */
class NoPlace extends Error {}

/** Something random is in use already: the same again with other values finds a place. */
const UNIQUE = '23505'

/** Lets a filing in: into the letterbox, or to its office at once where it cannot wait. */
export function fileAtDoor(
  pool: Pool,
  rules: Exclusions,
): (filing: Filing, link: LinkSpent | null) => Promise<'filed' | 'already' | 'taken'> {
  return async (filing, link) => {
    await refuseStrangers(filing, rules)
    return asking(
      pool
        .begin(async (tx) => {
          if (await isSpent(tx, filing.nonce)) return 'already'
          // What is refused for its own files is no question about a link, and neither is an answer about another case:
          // the files come first, and the link before anything that another case could stand in the way of (T-48, T-136).
          await filesOfFiling(tx, filing.letters, 'claimed')
          const refused = link === null ? null : await refusalOf(tx, link, filing)
          // The same sending may have been let in a moment ago, by itself.
          if (refused !== null && (await isSpent(tx, filing.nonce))) return 'already'
          if (refused !== null) throw new AsideError(refused)
          const outcome = await (waits(filing) ? deposit(tx, filing) : fileNow(tx, filing))
          if (outcome !== 'filed') return outcome
          if (!waits(filing)) await filesOfFiling(tx, filing.letters, 'stored')
          // Last, so that what is refused spends nothing. Of two at once the second waits here, and is too late then.
          if (link !== null && !(await spend(tx, link.mark, filing.terms.receivedOn))) {
            throw new AsideError('LINK_SPENT')
          }
          return outcome
        })
        .catch(taken),
    )
  }
}

/** Somebody in danger, and whoever was promised hours, does not wait for the morning. */
function waits({ category, terms }: Pick<Filing, 'category' | 'terms'>): boolean {
  return category !== 'safety' && terms.replyHours === null
}

async function fileNow(tx: TransactionSql, filing: Filing) {
  const [row] = await tx.unsafe<{ filed: number; place: boolean; used: boolean }[]>(
    FILE_CASE,
    filingValues(filing),
    { prepare: true },
  )
  if (row?.filed === 1) return 'filed'
  return row?.place === true || row?.used === true ? 'already' : 'taken'
}

async function deposit(tx: TransactionSql, filing: Filing) {
  const { office, terms, letters, receipt } = filing
  if (!(await spend(tx, filing.nonce, terms.receivedOn))) return 'already'
  const [lookup] = receipt.lookups
  if (lookup === undefined) throw new NoPlace()
  const used = await tx`select from receipt where lookup = ${lookup}`
  if (used.length > 0) throw new NoPlace()
  const body = bodyOf(
    { event: received(filing), letters, filing, identity: null, consent: null },
    lookup,
  )
  await tx`
    insert into letterbox (id, office, day, lookup, n, act, body)
    values (${randomBytes(16)}, ${office}, ${terms.receivedOn}, ${lookup}, 1, 'received', ${Buffer.from(body)})`
  return 'filed'
}

async function isSpent(tx: TransactionSql, mark: Uint8Array): Promise<boolean> {
  const found = await tx`select from spent where nonce = ${mark}`
  return found.length > 0
}

/** Why a link lets nothing in now; `null` when it does. */
async function refusalOf(
  tx: TransactionSql,
  { mark, marksBefore, handedOut }: LinkSpent,
  { office, terms: { receivedOn: on } }: Pick<Filing, 'office' | 'terms'>,
): Promise<'LINK_OVER' | 'LINK_SPENT' | null> {
  if (handedOut !== null) {
    const [row] = await tx<{ counts: boolean }[]>`
      select link_counts(${handedOut}, ${office}, ${on}::date) as counts`
    if (row?.counts !== true) return 'LINK_OVER'
  }
  for (const one of [mark, ...marksBefore]) {
    if (await isSpent(tx, one)) return 'LINK_SPENT'
  }
  return null
}

function received({ terms }: Filing): CaseEvent {
  return {
    act: 'received',
    by: 'reporter',
    on: terms.receivedOn,
    at: null,
    reason: null,
    corrects: null,
  }
}

function taken(thrown: unknown): 'taken' {
  if (thrown instanceof NoPlace || stateOf(thrown) === UNIQUE) return 'taken'
  throw thrown
}
