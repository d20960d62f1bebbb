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
          const outcome = await (waits(filing) ? deposit(tx, filing) : fileNow(tx, filing))
          if (outcome !== 'filed') return outcome
          await filesOfFiling(tx, filing.letters, waits(filing) ? 'claimed' : 'stored')
          // Last, so that nobody can ask whether a link was used by sending what is refused all the same.
          if (link !== null) await spendLink(tx, link, filing)
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

/** Of two that come with one link at once, the second waits here until the first is in, and is too late then. */
async function spendLink(
  tx: TransactionSql,
  { mark, marksBefore, handedOut }: LinkSpent,
  { office, terms: { receivedOn: on } }: Pick<Filing, 'office' | 'terms'>,
): Promise<void> {
  if (handedOut !== null) {
    const [row] = await tx<{ counts: boolean }[]>`
      select link_counts(${handedOut}, ${office}, ${on}::date) as counts`
    if (row?.counts !== true) throw new AsideError('LINK_OVER')
  }
  for (const old of marksBefore) {
    const used = await tx`select from spent where nonce = ${old}`
    if (used.length > 0) throw new AsideError('LINK_SPENT')
  }
  if (!(await spend(tx, mark, on))) throw new AsideError('LINK_SPENT')
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
