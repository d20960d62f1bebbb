import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newMessageId, systemChance } from '#domain/case/ids.ts'
import { eraseTakenBack } from '../../fixtures/erasing.ts'
import { upload } from '../../fixtures/file-rows.ts'
import { bytes, filing, officerA, officerB } from '../../fixtures/filing.ts'
import { type GivenPageFiling, linkOf, pageFiling } from '../../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { TUESDAY } from '../../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const count = async (table: string): Promise<number> => {
  const [row] = await looking(
    db.superuser,
    (sql) => sql`select count(*)::int as n from ${sql(table)}`,
  )
  return row?.['n']
}

type PageFilingOfTest = GivenPageFiling
const takenBack = async ({ lookup, filing: { terms } }: PageFilingOfTest) => {
  expect(await db.store.delayedInbox.takeBack(lookup, terms.receivedOn, 'withdrawn')).toBe(true)
  return (await eraseTakenBack(db.store.jobs, terms.receivedOn)) === 1
}

describe('filing on the anonymous page', () => {
  test('is let in once, waits, and is no case yet', async () => {
    const { filing: given, lookup } = pageFiling()
    expect(await db.store.delayedInbox.file(given, null)).toBe('filed')
    expect(await count('case')).toBe(0)
    expect(await db.store.desk.queue(officerA)).toEqual([])
    const delayedCase = await db.store.delayedInbox.find(lookup)
    expect(delayedCase).toMatchObject({
      id: given.id,
      reference: given.reference,
      channel: 'web_page',
      category: 'advice',
      leaf: null,
      readers: given.readers,
      waiting: given.letters.map(({ id }) => id),
      status: { state: 'received', dueOn: '2026-11-16' },
    })
    expect(delayedCase?.letters[0]?.data).toEqual(given.letters[0]?.data)
    expect(delayedCase?.letters[0]?.key).toEqual(given.letters[0]?.keys.at(-1)?.bytes)
    expect(delayedCase?.lockedKey).toEqual(given.receipt.lockedKey)
  })

  test('T-41 told again that it is kept, nothing is done twice', async () => {
    const { filing: given } = pageFiling()
    const link = linkOf()
    const before = await count('delayed_inbox')
    expect(await db.store.delayedInbox.file(given, link)).toBe('filed')
    expect(await db.store.delayedInbox.file(given, link)).toBe('already')
    expect(await db.store.delayedInbox.file(pageFiling({ nonce: given.nonce }).filing, link)).toBe(
      'already',
    )
    expect(await count('delayed_inbox')).toBe(before + 1)
  })

  test('a receipt that is in use is not taken a second time, nor is its nonce spent', async () => {
    const { filing: given } = pageFiling()
    await db.store.delayedInbox.file(given, null)
    const { filing: other } = pageFiling()
    const same = { ...other, receipt: given.receipt }
    expect(await db.store.delayedInbox.file(same, null)).toBe('sent_before')
    expect(await db.store.delayedInbox.file(other, null)).toBe('filed')
    const card = filing()
    await db.store.intake.file(card)
    const { filing: third } = pageFiling()
    const lookups = card.receipt.lookups.slice(0, 1)
    expect(
      await db.store.delayedInbox.file({ ...third, receipt: { ...third.receipt, lookups } }, null),
    ).toBe('sent_before')
  })

  test('T-137 a danger and a concern of one receipt never both get in, whichever comes first', async () => {
    const danger = { category: 'safety', triageHours: 1 } as const
    for (const [first, second] of [[danger, {}] as const, [{}, danger] as const]) {
      const { filing: one } = pageFiling(first)
      const same = { ...pageFiling(second).filing, receipt: one.receipt }
      expect(await db.store.delayedInbox.file(one, null)).toBe('filed')
      expect(await db.store.delayedInbox.file(same, null)).toBe('sent_before')
    }
    const { filing: waits } = pageFiling()
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) => {
        const { filing: other } = pageFiling(at % 2 === 0 ? danger : {})
        return db.store.delayedInbox.file({ ...other, receipt: waits.receipt }, null)
      }),
    )
    expect(all.toSorted()).toEqual(['filed', ...Array(19).fill('sent_before')])
  })

  test.each([
    ['waits for its release', async () => undefined],
    ['was taken back while it waited', (own: PageFilingOfTest) => takenBack(own)],
    [
      'was released and taken back',
      async (own: PageFilingOfTest) => {
        await db.store.releases.release('ethics', TUESDAY)
        await takenBack(own)
      },
    ],
  ])('T-137 words that Teams shows lead to no second case: the first %s', async (_, after) => {
    const card = filing()
    await db.store.intake.file(card)
    const [lookup = bytes(32)] = card.receipt.lookups
    const own = pageFiling()
    const words = own.filing.receipt
    expect(await db.store.delayedInbox.file(own.filing, null)).toBe('filed')
    await after(own)
    expect(await db.store.reporters.giveWords({ id: card.id, lookup }, words)).toBe('already')
    // Other words are still to be had, and the same ones once more are the same.
    const other = pageFiling().filing.receipt
    for (let twice = 0; twice < 2; twice += 1)
      expect(await db.store.reporters.giveWords({ id: card.id, lookup }, other)).toBe('given')
  })

  test('T-137 words given and a concern filed by them in one moment: one of the two, and it is released', async () => {
    for (let n = 0; n < 10; n += 1) {
      const card = filing()
      await db.store.intake.file(card)
      const [lookup = bytes(32)] = card.receipt.lookups
      const { filing: own } = pageFiling()
      const [filed, given] = await Promise.all([
        db.store.delayedInbox.file(own, null),
        db.store.reporters.giveWords({ id: card.id, lookup }, own.receipt),
      ])
      expect(['filed already', 'sent_before given']).toContain(`${filed} ${given}`)
    }
    await db.store.releases.release('ethics', TUESDAY)
    expect(await count('delayed_inbox')).toBe(0)
  })

  test('a key packet for somebody who is no reader is refused before anything waits', async () => {
    const { filing: given } = pageFiling({ readers: [officerA] })
    const letters = pageFiling().filing.letters
    const asked = db.store.delayedInbox.file({ ...given, letters }, null)
    await expect(asked).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  })
})

test('T-136 letters and files of two cases may be called the same, and each case has its own', async () => {
  const danger = { category: 'safety', triageHours: 1 } as const
  const [mine, foreign] = [
    pageFiling({ ...danger, readers: [officerA] }),
    pageFiling({ ...danger, readers: [officerB] }),
  ]
  const [id, file] = [newMessageId(systemChance), newMessageId(systemChance)]
  const sealed = []
  for (const { filing: given } of [foreign, mine]) {
    const up = await upload(db.store)
    sealed.push(up.sealed)
    const letters = given.letters.map((letter) => {
      return { ...letter, id, attachments: [file], uploads: [up.id] }
    })
    expect(await db.store.delayedInbox.file({ ...given, letters }, null)).toBe('filed')
  }
  for (const [at, officer, one, other] of [
    [0, officerB, foreign, mine],
    [1, officerA, mine, foreign],
  ] as const) {
    const caseRecord = await db.store.desk.open(officer, one.filing.id)
    expect(caseRecord?.letters).toHaveLength(1)
    expect(caseRecord?.letters[0]?.data).toEqual(one.filing.letters[0]?.data)
    expect(caseRecord?.letters[0]?.key).toEqual(one.filing.letters[0]?.keys[0]?.bytes)
    expect(caseRecord?.letters[0]?.sealedTo).toHaveLength(2)
    const ownCase = await db.store.delayedInbox.find(one.lookup)
    expect(ownCase?.letters.map(({ data, key }) => [data, key])).toEqual([
      [one.filing.letters[0]?.data, one.filing.letters[0]?.keys.at(-1)?.bytes],
    ])
    const { attachments } = db.store
    expect(await attachments.open(officer, one.filing.id, file)).toEqual(sealed[at])
    expect(await attachments.open(officer, other.filing.id, file)).toBeNull()
  }
  await db.store.delayedInbox.takeBack(mine.lookup, mine.filing.terms.receivedOn, 'withdrawn')
  const left = await db.store.desk.open(officerB, foreign.filing.id)
  expect(left?.letters[0]?.data).toEqual(foreign.filing.letters[0]?.data)
  expect(await db.store.attachments.open(officerB, foreign.filing.id, file)).toEqual(sealed[0])
})

describe('a one-off link', () => {
  test('T-40 sent twenty times at once with one link: one is kept, the others are told', async () => {
    const link = linkOf()
    const before = await count('delayed_inbox')
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () => db.store.delayedInbox.file(pageFiling().filing, link)),
    )
    const fulfilled = asked.filter(({ status }) => status === 'fulfilled')
    expect(fulfilled).toEqual([{ status: 'fulfilled', value: 'filed' }])
    for (const one of asked) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'LINK_OVER' })
    }
    expect(await count('delayed_inbox')).toBe(before + 1)
  })

  test('T-40 twenty times the same sending: one is kept, the others hear that it was', async () => {
    const { filing: given } = pageFiling()
    const link = linkOf()
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => db.store.delayedInbox.file(given, link)),
    )
    expect(asked.toSorted()).toEqual([...Array(19).fill('already'), 'filed'])
  })

  test('a danger spends it as well', async () => {
    const link = linkOf()
    const danger = { category: 'safety', triageHours: 1 } as const
    expect(await db.store.delayedInbox.file(pageFiling(danger).filing, link)).toBe('filed')
    for (const over of [danger, {}]) {
      await expect(db.store.delayedInbox.file(pageFiling(over).filing, link)).rejects.toMatchObject(
        {
          code: 'LINK_OVER',
        },
      )
    }
  })

  test('T-136 is judged first: what it answers does not depend on a case that somebody else filed', async () => {
    const danger = { category: 'safety', triageHours: 1 } as const
    const { filing: foreign } = pageFiling(danger)
    const { filing: waiting } = pageFiling()
    for (const one of [foreign, waiting]) await db.store.delayedInbox.file(one, null)
    const usedLink = linkOf()
    await db.store.delayedInbox.file(pageFiling().filing, usedLink)
    for (const { id, letters, reference } of [foreign, waiting]) {
      for (const over of [danger, {}]) {
        const { filing: made } = pageFiling({ ...over, id, letters })
        for (const one of [made, { ...pageFiling(over).filing, reference }]) {
          const file = (link: typeof usedLink) => db.store.delayedInbox.file(one, link)
          await expect(file(linkOf(bytes(32)))).rejects.toMatchObject({ code: 'LINK_OVER' })
          await expect(file(usedLink)).rejects.toMatchObject({ code: 'LINK_OVER' })
        }
      }
    }
  })

  test('that an office handed out counts until its day, and is not known otherwise', async () => {
    const [hash, old] = [bytes(32), bytes(32)]
    await looking(
      db.superuser,
      (sql) => sql`insert into office_link (hash, office, until)
        values (${hash}, 'ethics', '2026-11-09'), (${old}, 'ethics', '2026-11-08')`,
    )
    const { filing: given } = pageFiling({ channel: 'office_link' })
    for (const nothing of [old, bytes(32)]) {
      await expect(db.store.delayedInbox.file(given, linkOf(nothing))).rejects.toMatchObject({
        code: 'LINK_OVER',
      })
    }
    expect(await db.store.delayedInbox.file(given, linkOf(hash))).toBe('filed')
    expect(await count('office_link')).toBe(2)
  })

  test('T-42 that one office handed out opens at no other', async () => {
    const hash = bytes(32)
    await looking(
      db.superuser,
      (sql) => sql`insert into office_link (hash, office, until)
        values (${hash}, 'ethics', '2026-11-09')`,
    )
    const { filing: given } = pageFiling({ office: 'hr' })
    await expect(db.store.delayedInbox.file(given, linkOf(hash))).rejects.toMatchObject({
      code: 'LINK_OVER',
    })
  })

  test('T-40 that was used under the secret before this one is used', async () => {
    const used = linkOf()
    expect(await db.store.delayedInbox.file(pageFiling().filing, used)).toBe('filed')
    const now = { ...linkOf(), marksBefore: [used.mark] }
    await expect(db.store.delayedInbox.file(pageFiling().filing, now)).rejects.toMatchObject({
      code: 'LINK_OVER',
    })
  })

  test('T-48 is not told to be used or not by what is refused for its files', async () => {
    const [used, unused] = [linkOf(), linkOf()]
    await db.store.delayedInbox.file(pageFiling().filing, used)
    for (const link of [used, unused]) {
      const { filing: given } = pageFiling()
      const letters = given.letters.map((one) => ({
        ...one,
        attachments: ['A'.repeat(22)],
        uploads: ['A'.repeat(22)],
      }))
      await expect(db.store.delayedInbox.file({ ...given, letters }, link)).rejects.toMatchObject({
        code: 'UPLOAD_REFUSED',
      })
    }
  })
})

test('somebody in danger does not wait: the case is there, and its readers are told at once', async () => {
  const terms = { ...filing().terms, receivedAt: new Date('2026-11-09T09:07:00Z') }
  const { filing: given, lookup } = pageFiling({ category: 'safety', triageHours: 1, terms })
  await db.store.delayedInbox.file(given, null)
  expect((await db.store.desk.queue(officerA)).map(({ id }) => id)).toContain(given.id)
  expect(await db.store.delayedInbox.find(lookup)).toMatchObject({
    id: given.id,
    alertHours: 1,
    waiting: [],
  })
})

test('T-123 what waits has no language, no leaf, no place and no gender, and says nothing else of anybody', async () => {
  const { filing: given } = pageFiling()
  await db.store.delayedInbox.file(given, null)
  const rows = await looking(
    db.superuser,
    (sql) => sql`select convert_from(body, 'UTF8') as body from delayed_inbox`,
  )
  const allowed = [
    ...['v', 'event', 'act', 'on', 'reason', 'letters', 'filing', 'identity', 'consent', 'id'],
    ...['case', 'dir', 'seq', 'kind', 'data', 'keys', 'role', 'reader', 'bytes', 'attachments'],
    ...['reference', 'office', 'category', 'leaf', 'door', 'passOn', 'flags', 'terms'],
    ...['receivedOn', 'replyDays', 'zone', 'triageHours', 'reporterCertificate', 'receipt'],
    ...['lookup', 'lockedKey', 'readers', 'exclusions', 'policy'],
  ]
  for (const { body } of rows) {
    JSON.parse(body, (name, value: unknown) => {
      if (Number.isNaN(Number(name))) expect(allowed).toContain(name)
      if (name === 'leaf') expect(value).toBeNull()
      return value
    })
  }
})

test('nobody is found by what was never filed', async () => {
  expect(await db.store.delayedInbox.find(bytes(32))).toBeNull()
})

test('T-06 counts of a day are exact, however many ask at once', async () => {
  const { dailyCounts } = db.store
  const on = '2026-11-09' as never
  await Promise.all(Array.from({ length: 20 }, () => dailyCounts.count('missed', on)))
  expect(await dailyCounts.of('missed', on)).toBe(20)
  expect(await dailyCounts.of('filed', on)).toBe(0)
})
