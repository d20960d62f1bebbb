import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseIdOf } from '#crypto/case-id.ts'
import { dayIn, plusDays } from '#domain/case/day.ts'
import { base64url, type Chance, newMessageId, systemChance } from '#domain/case/ids.ts'
import { newSecret } from '#domain/case/one-off-link.ts'
import { priceToday } from '#reporter/web-page/flood-limits.ts'
import type { PageFiling } from '#wire/reporter.ts'
import type { HttpAnswer } from '../fixtures/http.ts'
import { pageReporter, postToPage, UNPROVEN_ACT } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { piecesOf, sealedFile } from '../fixtures/sealed.ts'
import { looking } from '../fixtures/superuser.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

/*
 * Two installations that differ in the cases of one person, and nobody's else: what she kept secret is whether she is
 * there. Everything that is asked without her receipt, and without the link she came by, is answered by both with the
 * same bytes, headers included.
 */
const DANGER = { leaf: 'safety.immediate_danger', taps: ['danger'] } as const
const KEPT_OUT = 'investigations-2'

const databases: FreshDatabase[] = []
const wholes: Whole[] = []
let foreign: Foreign
beforeAll(async () => {
  for (let at = 0; at < 2; at += 1) {
    const database = await freshDatabase()
    databases.push(database)
    wholes.push(await startWhole(database.url, { page: true }))
  }
  const [without, withForeignCase] = wholes
  if (without === undefined || withForeignCase === undefined) throw new TypeError('two of them')
  withForeignCase.clock.forward(
    without.clock.now().getTime() - withForeignCase.clock.now().getTime(),
  )
  foreign = await filedIn(withForeignCase)
})
afterAll(async () => {
  for (const whole of wholes) await whole.stop()
  for (const database of databases) await database.drop()
})

interface Foreign {
  /** One that waits, one that was released, and one in danger: each keeps the accomplice's officer out. */
  readonly filings: readonly PageFiling[]
  readonly files: readonly string[]
}

async function filedIn(whole: Whole, n = 3): Promise<Foreign> {
  const filings: PageFiling[] = []
  const files: string[] = []
  for (const change of [{}, DANGER, {}].slice(0, n)) {
    const reporter = await pageReporter(whole)
    const upload = await uploaded(whole)
    const file = newMessageId(systemChance)
    files.push(file)
    const filing = await reporter.seal({ ...change, keptOut: [KEPT_OUT] })
    const [letter, ...rest] = filing.letters
    const attachments = [{ id: file, upload }]
    const sent = { ...filing, letters: [{ ...letter, attachments }, ...rest] }
    const heard = await postToPage(whole, 'file', sent)
    expect([heard.status, heard.text.includes('on')]).toEqual([200, true])
    if (filings.length === 0)
      await whole.composed.store.releases.release('investigations', tomorrow(whole))
    filings.push(sent as PageFiling)
  }
  return { filings, files }
}

const tomorrow = (whole: Whole) => plusDays(dayIn('Europe/Zurich', whole.clock.now()), 1)

async function uploaded(whole: Whole): Promise<string> {
  const sealed = sealedFile()
  const begun = await postToPage(whole, 'uploads', { size: sealed.length })
  const { upload } = JSON.parse(begun.text)
  for (const [n, piece] of piecesOf(sealed).entries()) {
    await whole.ask(`/api/door/uploads/${upload}/${n}`, {
      method: 'POST',
      body: Buffer.from(piece),
      headers: { 'content-type': 'application/octet-stream', 'sec-fetch-site': 'same-origin' },
    })
  }
  return upload
}

/** Global counters are no part of the question: both have counted the same. */
async function countersAt(days: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  for (const { superuser } of databases) {
    await looking(superuser, async (sql) => {
      await sql`delete from daily_count`
      for (const [day, counts] of Object.entries(days)) {
        for (const [what, n] of Object.entries(counts)) {
          await sql`insert into daily_count (day, what, n) values (${day}, ${what}, ${n})`
        }
      }
    })
  }
}

type Ask = (whole: Whole) => Promise<HttpAnswer>

/** The same request to both; one after the other, so that neither waits for what it does not have. */
async function same(what: string, ask: Ask): Promise<HttpAnswer> {
  const heard: HttpAnswer[] = []
  for (const whole of wholes) heard.push(await ask(whole))
  const [one, other] = heard.map(({ headers, ...rest }) => ({
    ...rest,
    headers: { ...headers, date: '' },
  }))
  expect([what, other]).toEqual([what, one])
  return heard[0] as HttpAnswer
}

/** A concern of the asker's own, sealed once and sent to both. */
async function own(change: Parameters<Awaited<ReturnType<typeof pageReporter>>['seal']>[0] = {}) {
  const [whole] = wholes
  if (whole === undefined) throw new TypeError('one of them')
  return (await pageReporter(whole)).seal(change)
}

const bytes = (length: number): ReturnType<Chance> => systemChance(length)

describe('T-136 T-106 nobody learns from any answer whether somebody else’s case is there', () => {
  test('by the desk of the officer whom she kept out', async () => {
    const cookies = new Map<Whole, string>()
    for (const whole of wholes) cookies.set(whole, await whole.cookieOf(KEPT_OUT))
    const get =
      (path: string): Ask =>
      (whole) =>
        whole.ask(path, { headers: { cookie: cookies.get(whole) ?? '' } })
    await same('the list', get('/api/queue'))
    await same('what was set aside', get('/api/queue/aside'))
    await same('readiness', get('/readyz'))
    for (const [at, { case: id }] of foreign.filings.entries()) {
      const none = await same('the case', get(`/api/cases/${id}`))
      expect(none.status).toBe(404)
      await same('its file', get(`/api/cases/${id}/attachments/${foreign.files[at]}`))
      for (const act of ['close', 'acknowledge', 'note', 'answer', 'name']) {
        await same(act, (whole) =>
          whole.ask(`/api/cases/${id}/${act}`, {
            method: 'POST',
            body: '{}',
            headers: {
              'content-type': 'application/json',
              'sec-fetch-site': 'same-origin',
              cookie: cookies.get(whole) ?? '',
            },
          }),
        )
      }
    }
  })

  test.each([
    ['as it is', async (filing: PageFiling) => filing],
    [
      'with a link of an office that nobody gave',
      async (filing: PageFiling) => ({
        ...filing,
        link: { from: 'office', secret: newSecret(systemChance) },
      }),
    ],
    [
      'with a link of the page',
      async (filing: PageFiling) => ({
        ...filing,
        link: { from: 'page', secret: newSecret(systemChance) },
      }),
    ],
    ['with a file that is none', async (filing: PageFiling) => withFile(filing, 'A'.repeat(70))],
  ] as const)('by a concern of her own, %s', async (_, made) => {
    await countersAt({})
    for (const change of [{}, DANGER]) {
      for (const [at, foreignFiling] of foreign.filings.entries()) {
        const mine = await own(change)
        const [letter, ...rest] = mine.letters
        const [theirs] = foreignFiling.letters
        const named = (over: object) => ({ ...mine, letters: [{ ...letter, ...over }, ...rest] })
        const tries: Record<string, object> = {
          'the case': { ...mine, case: foreignFiling.case },
          'the case and its salt': { ...mine, case: foreignFiling.case, salt: foreignFiling.salt },
          'its salt': {
            ...mine,
            salt: foreignFiling.salt,
            case: await caseIdOf(mine.shown, foreignFiling.salt),
          },
          'its sealed words': named({ data: theirs.data }),
          'all of it but the receipt': { ...foreignFiling, shown: mine.shown },
          'all of it but the receipt, named anew': {
            ...foreignFiling,
            shown: mine.shown,
            case: await caseIdOf(mine.shown, foreignFiling.salt),
          },
          'its letter': named({ id: theirs.id }),
        }
        for (const [what, filing] of Object.entries(tries)) {
          const sent = await made(filing as PageFiling)
          await same(`${at} ${what}`, (whole) => postToPage(whole, 'file', sent))
        }
      }
    }
  })

  // The policy's own: 60 concerns and 200 wrong receipts are a usual day.
  test.each([
    [{ filed: 59 }, 1],
    [{ filed: 60 }, 1],
    [{ filed: 61 }, 2],
    [{ filed: 121 }, 4],
    [{ missed: 200 }, 1],
    [{ missed: 201 }, 2],
    [{ filed: 500, missed: 5_000 }, 8],
    [{ kib: 1_048_576 }, 1],
    [{ kib: 1_048_577 }, 2],
    [{ kib: 8_388_608 }, 8],
  ])('by the work that is asked, on the day after one with %o', async (counts, price) => {
    for (const whole of wholes) whole.clock.forward(86_400_000)
    const [first] = wholes
    if (first === undefined) throw new TypeError('one of them')
    await countersAt({ [plusDays(tomorrow(first), -2)]: counts })
    // What comes today changes nothing of it: hers is among it in one of the two.
    await Promise.all(wholes.map((whole) => filedIn(whole, whole === first ? 0 : 1)))
    for (const whole of wholes) expect(await priceToday(whole.composed.services)).toBe(price)
    const [foreignFiling] = foreign.filings
    const mine = await own()
    for (const proof of [null, '']) {
      await same('a concern', (whole) =>
        postToPage(whole, 'file', { ...mine, case: foreignFiling?.case, proof }),
      )
      await same('a look', (whole) =>
        postToPage(whole, 'find', { shown: base64url(systemChance(32)), proof }),
      )
    }
    // With work that counts it gets a handle, which is chance.
    const file = { size: sealedFile().length, proof: 'not solved' }
    const refused = await same('a file', (whole) => postToPage(whole, 'uploads', file))
    expect(refused.status).toBe(428)
  })

  test('by what a file is called, or how it came', async () => {
    await countersAt({})
    for (const file of foreign.files) {
      const mine = await own()
      const uploads = new Map<Whole, string>()
      for (const whole of wholes) uploads.set(whole, await uploaded(whole))
      await same('a name', (whole) => {
        const [letter] = mine.letters
        const attachments = [{ id: file, upload: uploads.get(whole) }]
        return postToPage(whole, 'file', { ...mine, letters: [{ ...letter, attachments }] })
      })
    }
    for (const foreignFiling of foreign.filings) {
      const upload = foreignFiling.letters[0].attachments[0]?.upload
      await same('a handle is hers alone, and says nothing by its shape', (whole) =>
        postToPage(whole, 'uploads/state', { upload: base64url(bytes(52)) }),
      )
      expect(upload).toHaveLength(70)
    }
  })

  test('by an addition of her own under the nonce of another’s, and it is stored', async () => {
    await countersAt({})
    const [, withForeignCase] = wholes
    if (withForeignCase === undefined) throw new TypeError('two of them')
    const nonce = base64url(bytes(16))
    const adding = async (whole: Whole, secret?: Uint8Array<ArrayBuffer>) => {
      const reporter = await pageReporter(whole, secret)
      if (secret === undefined) expect((await reporter.file()).status).toBe(200)
      const letter = await reporter.letter('addition', 'One thing more.')
      return { reporter, body: { shown: reporter.shown, nonce, letter, identity: null } }
    }
    const theirs = await adding(withForeignCase)
    await postToPage(withForeignCase, 'add', theirs.body)

    const secret = new Uint8Array(bytes(16))
    const first = wholes[0] as Whole
    const filing = await (await pageReporter(first, secret)).seal()
    await same('a concern', (whole) => postToPage(whole, 'file', filing))
    const { body } = await adding(first, secret)
    const heard = await same('an addition', (whole) => postToPage(whole, 'add', body))
    expect(JSON.parse(heard.text)).toMatchObject({ outcome: 'added' })
    const there = await (await pageReporter(withForeignCase, secret)).conversation()
    expect(there.letters).toHaveLength(2)
  })

  test('by a receipt that is none, whatever is asked with it', async () => {
    await countersAt({})
    for (const foreignFiling of foreign.filings) {
      const shown = base64url(bytes(32))
      const letter = { ...foreignFiling.letters[0], kind: 'addition', seq: 2, attachments: [] }
      const proof = null
      const asked: Record<string, object> = {
        find: { shown, proof },
        add: { shown, nonce: foreignFiling.salt, letter, identity: null },
        consent: {
          shown,
          letter: { ...letter, kind: 'consent' },
          request: letter.id,
          office: 'ethics',
          hash: 'A'.repeat(43),
          agreed: true,
          act: UNPROVEN_ACT,
        },
        settle: { shown, act: UNPROVEN_ACT },
        'take-back': { shown, act: UNPROVEN_ACT },
        'keep-out': { shown, officers: [KEPT_OUT], act: UNPROVEN_ACT },
        acknowledgement: { shown, proof },
      }
      for (const [verb, body] of Object.entries(asked)) {
        await same(verb, (whole) => postToPage(whole, verb, body))
      }
    }
  })
})

function withFile(filing: PageFiling, upload: string): object {
  const [letter, ...rest] = filing.letters
  const attachments = [{ id: newMessageId(systemChance), upload }]
  return { ...filing, letters: [{ ...letter, attachments }, ...rest] }
}
