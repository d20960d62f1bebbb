import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filing } from '#ports.ts'
import { byOfficer, byReporter } from '../../fixtures/acts.ts'
import { eraseTakenBack } from '../../fixtures/erasing.ts'
import { bytes, officerA, officerB, officerC, sealedLetter } from '../../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  TUESDAY,
  type WaitingReporter,
  WEDNESDAY,
} from '../../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const release = () => db.store.releases.release('ethics', TUESDAY)
const caseOf = (person: WaitingReporter) => db.store.desk.open(officerA, person.filing.id)
const rowsLike = (person: WaitingReporter) =>
  looking(
    db.superuser,
    (sql) => sql`select convert_from(body, 'UTF8') as body from delayed_inbox
      where lookup = ${person.lookup} order by n`,
  )

/** What is done while nothing is released, while all of it is, and while only its beginning is. */
describe.each(['before the release', 'after the release'])('%s', (when) => {
  const filed = async (over: Partial<Filing> = {}) => {
    const person = await fileInDelayedInbox(db, over)
    if (when === 'after the release') await release()
    return person
  }

  test('what she adds is there for her at once, and for its office with the release', async () => {
    const person = await filed()
    expect(await person.add(2)).toBe('added')
    expect(await person.add(3)).toBe('added')
    const delayedCase = await person.find()
    expect(delayedCase?.letters.map(({ head }) => head.seq)).toEqual([1, 2, 3])
    expect(delayedCase?.waiting.length).toBe(when === 'after the release' ? 2 : 3)
    await release()
    expect((await person.find())?.waiting).toEqual([])
    expect((await caseOf(person))?.letters.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect((await caseOf(person))?.events.map(({ act }) => act)).toEqual([
      'received',
      'added',
      'added',
    ])
  })

  test('T-41 the same again is done once', async () => {
    const person = await filed()
    const addition = {
      nonce: bytes(32),
      letter: person.letter(2),
      event: byReporter('added', '2026-11-09'),
    }
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => db.store.delayedInbox.add(person.lookup, addition)),
    )
    expect(asked.toSorted()).toEqual(['added', ...Array(7).fill('already')])
    await release()
    expect(await db.store.delayedInbox.add(person.lookup, addition)).toBe('already')
    expect((await caseOf(person))?.letters.length).toBe(2)
  })

  test('of two letters for one place the second is told to read again, and its nonce is not spent', async () => {
    const person = await filed()
    const asked = await Promise.all([person.add(2), person.add(2)])
    expect(asked.toSorted()).toEqual(['added', 'changed'])
    const nonce = bytes(32)
    const event = byReporter('added', '2026-11-09')
    const add = (seq: number) =>
      db.store.delayedInbox.add(person.lookup, { nonce, letter: person.letter(seq), event })
    expect(await add(2)).toBe('changed')
    expect(await add(3)).toBe('added')
  })

  test('of two letters that bear one id the second is told to read again: it could never be released', async () => {
    const person = await filed()
    const add = (letter: ReturnType<WaitingReporter['letter']>) =>
      db.store.delayedInbox.add(person.lookup, {
        nonce: bytes(32),
        letter,
        event: byReporter('added', MONDAY_OF_FILING),
      })
    const first = person.letter(2)
    expect(await add(first)).toBe('added')
    expect(await add({ ...person.letter(3), id: first.id })).toBe('changed')
    const [begun] = person.filing.letters
    expect(await add({ ...person.letter(3), id: begun?.id ?? first.id })).toBe('changed')
    await release()
    expect((await person.find())?.waiting).toEqual([])
  })

  test('who she is, told later, is on the case', async () => {
    const person = await filed()
    await db.store.delayedInbox.add(person.lookup, {
      nonce: bytes(32),
      letter: person.letter(2, 'identity'),
      event: byReporter('named', '2026-11-09'),
      identity: 'named',
    })
    expect((await person.find())?.identity).toBe('named')
    await release()
    expect((await caseOf(person))?.identity).toBe('named')
    expect((await person.find())?.identity).toBe('named')
  })

  test('settled, it is closed: to her at once, and nothing can be added', async () => {
    const person = await filed()
    await person.add(2)
    expect(await person.settle()).toBe('settled')
    expect(await person.settle()).toBe('already')
    expect(await person.add(3)).toBe('closed')
    expect((await person.find())?.status).toMatchObject({
      state: 'closed',
      closedOn: '2026-11-09',
    })
    await release()
    expect((await caseOf(person))?.status.state).toBe('closed')
    expect(await person.settle()).toBe('already')
  })

  test('taken back, nothing of it is left but an office, a month and a count', async () => {
    const person = await filed()
    await person.add(2)
    const shreds = () =>
      looking(db.superuser, (sql) => sql`select office, day::text, letters, reason from shred`)
    const before = (await shreds()).length
    expect(await db.store.delayedInbox.takeBack(person.lookup, TUESDAY, 'withdrawn')).toBe(true)
    expect(await db.store.delayedInbox.takeBack(person.lookup, TUESDAY, 'withdrawn')).toBe(false)
    expect(await person.find()).toBeNull()
    expect(await eraseTakenBack(db.store.jobs, TUESDAY)).toBe(1)
    expect((await shreds()).slice(before)).toEqual([
      { office: 'ethics', day: '2026-11-01', letters: expect.any(Number), reason: 'withdrawn' },
    ])
    await release()
    expect(await caseOf(person)).toBeNull()
    expect(await rowsLike(person)).toEqual([])
    await expect(person.add(3)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
    await expect(person.settle()).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
  })

  test('T-106 whoever is kept out of what waits has no key packet in it, and finds no case', async () => {
    const readers = [officerA, officerB, officerC]
    const person = await filed({ readers })
    await person.add(2)
    const tag = await exclusions.tag(person.filing.id, officerC)
    const out = [{ officer: officerC, tag }]
    expect(await db.store.delayedInbox.keepOut(person.lookup, out)).toBe(2)
    for (const { body } of await rowsLike(person)) expect(body).not.toContain(officerC)
    expect((await person.find())?.readers).toEqual([officerA, officerB])
    // Her browser had read before: sealed for the old readers, it is not taken, and nobody is told why.
    expect(await person.add(3)).toBe('changed')
    await release()
    expect(await db.store.desk.open(officerC, person.filing.id)).toBeNull()
    const sealedTo = (await caseOf(person))?.letters.flatMap((letter) => letter.sealedTo)
    expect(sealedTo?.map(({ reader }) => reader)).not.toContain(officerC)
    expect(await person.add(3)).toBe('changed')
    const rest = [officerA, officerB].map((officer) => ({ officer, tag: bytes(32) }))
    expect(await db.store.delayedInbox.keepOut(person.lookup, rest)).toBe('nobody_left')
    expect((await person.find())?.readers).toEqual([officerA, officerB])
  })

  test('T-150 keeping out whoever is out already writes nothing anew', async () => {
    const person = await filed({ readers: [officerA, officerB, officerC] })
    await person.add(2)
    const out = [{ officer: officerC, tag: await exclusions.tag(person.filing.id, officerC) }]
    const written = () =>
      looking(
        db.superuser,
        (
          sql,
        ) => sql`select ctid::text, xmin::text from delayed_inbox where lookup = ${person.lookup}
          union all select ctid::text, xmin::text from exclusion where case_id = ${person.filing.id}`,
      )
    await db.store.delayedInbox.keepOut(person.lookup, out)
    const before = await written()
    expect(before.length).toBeGreaterThan(0)
    expect(await db.store.delayedInbox.keepOut(person.lookup, out)).toBe(2)
    expect(await written()).toEqual(before)
  })

  test('a letter of another case, and a request that nobody made, are refused', async () => {
    const person = await filed()
    const other = await fileInDelayedInbox(db)
    const event = byReporter('added', '2026-11-09')
    await expect(
      db.store.delayedInbox.add(person.lookup, {
        nonce: bytes(32),
        letter: other.letter(2),
        event,
      }),
    ).rejects.toMatchObject({ code: 'ENVELOPE_FOREIGN' })
    const nothing = other.filing.letters[0]?.id
    if (nothing === undefined) throw new TypeError('a letter')
    await expect(person.answer(nothing, true, 2)).rejects.toMatchObject({ code: 'CASE_UNKNOWN' })
  })
})

describe('an answer to a request', () => {
  const asked = async (person: WaitingReporter) => {
    const letter = sealedLetter({
      case: person.filing.id,
      dir: 'o>r',
      seq: ((await caseOf(person))?.letters.filter(({ dir }) => dir === 'o>r').length ?? 0) + 1,
      kind: 'consent',
      on: TUESDAY,
      officers: [officerA, officerB],
    })
    const event = byOfficer('consent_asked', TUESDAY, 'consent_needed')
    await db.store.desk.change(officerA, person.filing.id, () => ({ event, letter }))
    return letter.id
  }
  const waits = async () => {
    const person = await fileInDelayedInbox(db)
    await release()
    return { person, request: await asked(person) }
  }
  const later = () => db.store.releases.release('ethics', '2026-11-11' as never)

  test('is judged with what waits: a yes, then a no, and no yes after it', async () => {
    const { person, request } = await waits()
    const say = (agreed: boolean, seq: number) => person.answer(request, agreed, seq, TUESDAY)
    expect(await say(true, 2)).toBe('recorded')
    expect(await say(true, 3)).toBe('already')
    expect(await say(false, 3)).toBe('recorded')
    expect(await say(true, 4)).toBe('answered')
    expect((await person.find())?.consents.map(({ agreed }) => agreed)).toEqual([true, false])
    expect((await person.find())?.status.state).toBe('acknowledged')
    expect((await caseOf(person))?.consents).toEqual([])
    await later()
    expect((await caseOf(person))?.consents.map(({ agreed }) => agreed)).toEqual([true, false])
  })

  test('T-137 which names another text or office than her first one is not acknowledged: it could not be stored', async () => {
    const { person, request } = await waits()
    const other = (over: object, on = TUESDAY) =>
      db.store.delayedInbox.consent(person.lookup, {
        consent: { request, office: 'hr', hash: 'A'.repeat(43), agreed: false, on, ...over },
        letter: person.letter(3, 'consent', { on }),
        event: byReporter('declined', on),
      })
    expect(await person.answer(request, true, 2, TUESDAY)).toBe('recorded')
    expect(await other({ hash: 'E'.repeat(43) })).toBe('replaced')
    expect(await other({ office: 'ombudsman' })).toBe('replaced')
    await later()
    expect(await other({ hash: 'E'.repeat(43) }, WEDNESDAY)).toBe('replaced')
    expect(await other({}, WEDNESDAY)).toBe('recorded')
    await db.store.releases.release('ethics', '2026-11-12' as never)
    expect((await caseOf(person))?.consents.map(({ agreed }) => agreed)).toEqual([true, false])
    expect(await rowsLike(person)).toEqual([])
  })

  test('that the office overtook with another request is no consent, and her letter is not lost', async () => {
    const { person, request } = await waits()
    await person.answer(request, true, 2, TUESDAY)
    await asked(person)
    await later()
    const caseRecord = await caseOf(person)
    expect(caseRecord?.consents).toEqual([])
    expect(caseRecord?.letters.map(({ kind }) => kind)).toContain('consent')
    expect(await person.answer(request, true, 3, TUESDAY)).toBe('replaced')
  })
})

test('a letter written before its office closed the case opens it again', async () => {
  const person = await fileInDelayedInbox(db)
  await release()
  expect(await person.add(2, TUESDAY)).toBe('added')
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: byOfficer('closed', TUESDAY, 'information_given'),
  }))
  expect((await person.find())?.status.state).toBe('closed')
  await db.store.releases.release('ethics', '2026-11-11' as never)
  const caseRecord = await caseOf(person)
  expect(caseRecord?.status).toMatchObject({ closedOn: null, dueOn: '2026-11-16' })
  expect(caseRecord?.letters.length).toBe(2)
})

test('a letter for somebody who read no more when it was released is stored for the others', async () => {
  const person = await fileInDelayedInbox(db)
  await release()
  await person.add(2, TUESDAY)
  await looking(
    db.superuser,
    (sql) => sql`update reader set until = '2026-11-10'
      where case_id = ${person.filing.id} and officer = ${officerB}`,
  )
  await db.store.releases.release('ethics', '2026-11-11' as never)
  const letters = (await caseOf(person))?.letters
  expect(letters?.[1]?.sealedTo.map(({ reader }) => reader)).toEqual([officerA, 'reporter'])
})

test('T-106 a letter whose only reader is kept out by then stays hers, holds up nothing, and no log says so', async () => {
  const log: string[] = []
  const own = await freshStore({ log })
  try {
    const person = await fileInDelayedInbox(own)
    await own.store.releases.release('ethics', TUESDAY)
    const add = (letter: ReturnType<WaitingReporter['letter']>) =>
      own.store.delayedInbox.add(person.lookup, {
        nonce: bytes(32),
        letter,
        event: byReporter('added', TUESDAY),
      })
    // The other's key could not be used on that day.
    const over = { on: TUESDAY, officers: [officerB] }
    expect(await add(person.letter(2, 'addition', over))).toBe('added')
    const tag = await exclusions.tag(person.filing.id, officerB)
    expect(await own.store.delayedInbox.keepOut(person.lookup, [{ officer: officerB, tag }])).toBe(
      1,
    )
    expect(await add(person.letter(3, 'addition', { on: TUESDAY, officers: [officerA] }))).toBe(
      'added',
    )
    await own.store.releases.release('ethics', WEDNESDAY)
    expect((await person.find())?.waiting).toEqual([])
    expect((await person.find())?.letters.map(({ head }) => head.seq)).toEqual([1, 2, 3])
    expect(log).toEqual([])
  } finally {
    await own.end()
  }
})

test('in danger what she adds is there at once, until somebody has taken it on', async () => {
  const danger = { category: 'safety', triageHours: 1 } as const
  const person = await fileInDelayedInbox(db, danger)
  expect(await person.add(2)).toBe('added')
  expect((await person.find())?.waiting).toEqual([])
  expect((await caseOf(person))?.letters.length).toBe(2)
  await db.store.desk.change(officerA, person.filing.id, () => ({
    event: byOfficer('acknowledged', '2026-11-09'),
  }))
  expect(await person.add(3)).toBe('added')
  expect((await person.find())?.waiting.length).toBe(1)
  expect((await caseOf(person))?.letters.length).toBe(2)
})

test.each(['acknowledged', 'closed'] as const)(
  'T-111 the minute of a danger is forgotten with its being %s',
  async (act) => {
    const at = new Date('2026-11-09T09:07:00Z')
    const terms = {
      receivedOn: TUESDAY,
      receivedAt: at,
      replyDays: 7,
      replyHours: null,
      zone: 'Europe/Paris',
    }
    const person = await fileInDelayedInbox(db, { category: 'safety', triageHours: 1, terms })
    expect((await person.find())?.terms.receivedAt).toEqual(at)
    const reason = act === 'closed' ? 'information_given' : null
    await db.store.desk.change(officerA, person.filing.id, () => ({
      event: byOfficer(act, '2026-11-10', reason),
    }))
    expect((await person.find())?.terms.receivedAt).toBeNull()
  },
)
