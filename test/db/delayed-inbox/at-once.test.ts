import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actContent } from '#crypto/sign-act.ts'
import { bodyOf } from '#db/delayed-inbox/waiting-act.ts'
import { byReporter } from '../../fixtures/acts.ts'
import { officerA, officerB } from '../../fixtures/filing.ts'
import { type PageReporter, pageReporter, proofFor } from '../../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../../fixtures/postgres.ts'
import { exclusions, freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking, somebodyWaits } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  TUESDAY,
  type WaitingReporter,
} from '../../fixtures/waiting.ts'
import { startWhole, type Whole } from '../../fixtures/whole.ts'

const MANY = 12

describe('what a person does twice at once, while it waits', () => {
  let db: TestDatabase
  beforeEach(async () => {
    db = await freshStore()
    return () => db.end()
  })

  /** Somebody else's transaction adds a letter, and `act` begins before it is over. */
  async function whileAdding<T>(person: WaitingReporter, act: () => Promise<T>): Promise<T> {
    const letters = [person.letter(2)]
    const event = byReporter('added', MONDAY_OF_FILING)
    const body = bodyOf(
      { event, letters, filing: null, identity: null, consent: null },
      person.lookup,
    )
    return looking(db.superuser, async (sql) => {
      const acted = await sql.begin(async (tx) => {
        await tx`select from delayed_inbox where lookup = ${person.lookup} and n = 1 for update`
        await tx`insert into delayed_inbox (id, office, day, lookup, n, act, body) values (
          ${Buffer.alloc(16, 7)}, 'ethics', ${MONDAY_OF_FILING}, ${person.lookup}, 2, 'added', ${Buffer.from(body)})`
        const acting = act()
        await somebodyWaits(db.superuser)
        return { acting }
      })
      return acted.acting
    })
  }

  test('T-111 settled three times at once it is settled once, and each time it is true', async () => {
    for (let n = 0; n < MANY; n += 1) {
      const person = await fileInDelayedInbox(db)
      const outcomes = await Promise.all([person.settle(), person.settle(), person.settle()])
      expect(outcomes.toSorted()).toEqual(['already', 'already', 'settled'])
    }
    expect(await db.store.releases.release('ethics', TUESDAY)).toBe(2 * MANY)
  })

  test('what came while another act stood in line is behind none and before none twice', async () => {
    const person = await fileInDelayedInbox(db)
    expect(await whileAdding(person, () => person.settle())).toBe('settled')
    const delayedCase = await person.find()
    expect(delayedCase?.letters.map(({ head }) => head.seq)).toEqual([1, 2])
    expect(delayedCase?.status.closedOn).toBe(MONDAY_OF_FILING)
  })

  test('T-106 whoever is kept out while a letter comes has no key to it, not even while it waits', async () => {
    const person = await fileInDelayedInbox(db)
    const tag = await exclusions.tag(person.filing.id, officerB)
    const out = [{ officer: officerB, tag }]
    expect(await whileAdding(person, () => db.store.delayedInbox.keepOut(person.lookup, out))).toBe(
      1,
    )
    const rows = await looking(
      db.superuser,
      (sql) =>
        sql<{ body: string }[]>`select convert_from(body, 'UTF8') as body from delayed_inbox`,
    )
    expect(rows).toHaveLength(2)
    for (const { body } of rows) {
      expect(body).not.toContain(officerB)
      expect(body).toContain(officerA)
    }
  })
})

describe('T-111 the same on the page', () => {
  let database: FreshDatabase
  let whole: Whole
  beforeAll(async () => {
    database = await freshDatabase()
    whole = await startWhole(database.url, { page: true })
  })
  afterAll(async () => {
    await whole?.stop()
    await database?.drop()
  })

  const newCase = async (): Promise<PageReporter> => {
    const reporter = await pageReporter(whole)
    expect((await reporter.file()).status).toBe(200)
    return reporter
  }
  const pressed = async (acts: readonly (readonly [verb: string, body: object])[]) => {
    const proofs = await Promise.all(acts.map(() => proofFor(whole)))
    const heard = await Promise.all(
      acts.map(([verb, body], n) =>
        whole.ask(`/api/door/${verb}`, {
          method: 'POST',
          body: JSON.stringify({ ...body, proof: proofs[n] }),
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        }),
      ),
    )
    return heard.map(({ status, text }) => `${status} ${JSON.parse(text).outcome}`)
  }

  test('settled three times, or added to and settled and kept from somebody: true answers and no line of the log', async () => {
    const before = whole.log.length
    for (let n = 0; n < MANY / 2; n += 1) {
      const reporter = await newCase()
      const body = { shown: reporter.shown, act: await reporter.act('settled') }
      const outcomes = await pressed(Array(3).fill(['settle', body]))
      expect(outcomes.filter((one) => one === '200 settled')).toHaveLength(1)
      expect(outcomes.filter((one) => /^200 (already|changed)$/.test(one))).toHaveLength(2)
    }
    const officers = ['investigations-1']
    const content = await actContent(officers)
    for (let n = 0; n < MANY; n += 1) {
      const reporter = await newCase()
      const { shown } = reporter
      const letter = await reporter.letter('addition', 'x')
      const nonce = Buffer.alloc(16, n).toString('base64url')
      const [added, settled, outcome] = await pressed([
        ['add', { shown, nonce, letter, identity: null }],
        ['settle', { shown, act: await reporter.act('settled') }],
        ['keep-out', { shown, officers, act: await reporter.act('kept_out', { content }) }],
      ])
      const { letters, reckoning } = await reporter.conversation()
      expect(added).toMatch(/^200 (added|changed|closed)$/)
      expect(letters.length).toBe(added === '200 added' ? 2 : 1)
      // One that an addition overtakes is signed anew.
      expect(settled).toMatch(/^200 (settled|changed)$/)
      if (settled === '200 changed') {
        expect(JSON.parse((await reporter.settle()).text).outcome).toBe('settled')
      }
      expect(reckoning.closedOn).not.toBeNull()
      expect(outcome).toMatch(/^200 (kept_out|changed|nobody_left)$/)
    }
    expect(whole.log.slice(before)).toEqual([])
  })
})
