import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byReporter } from '../../fixtures/acts.ts'
import { eraseTakenBack } from '../../fixtures/erasing.ts'
import { upload } from '../../fixtures/file-rows.ts'
import { bytes, officerA } from '../../fixtures/filing.ts'
import { pageFiling } from '../../fixtures/page-filing.ts'
import { freshStore, type TestDatabase } from '../../fixtures/store.ts'
import { looking } from '../../fixtures/superuser.ts'
import { fileInDelayedInbox, TUESDAY, waitingReporter } from '../../fixtures/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await freshStore()
})
afterAll(() => db.end())

const DANGER = { category: 'safety', triageHours: 1 } as const
const release = () => db.store.releases.release('ethics', TUESDAY)
const uploads = async () => {
  const [row] = await looking(db.superuser, (sql) => sql`select count(*)::int as n from upload`)
  return row?.['n']
}

/** A concern that carries a file, and the file. */
async function withFile(over: Parameters<typeof pageFiling>[0] = {}, ids?: readonly string[]) {
  const file = await upload(db.store)
  const given = pageFiling(over)
  const [letter] = given.filing.letters
  if (letter === undefined) throw new TypeError('a letter')
  const letters = [{ ...letter, attachments: [file.id], uploads: ids ?? [file.id] }]
  return { file, person: waitingReporter(db, { ...given, filing: { ...given.filing, letters } }) }
}

describe('a file of a letter', () => {
  test('waits with it, and is there when it is', async () => {
    const { file, person } = await withFile()
    await db.store.delayedInbox.file(person.filing, null)
    const open = () => db.store.attachments.open(officerA, person.filing.id, file.id)
    expect(await open()).toBeNull()
    const added = await upload(db.store)
    const letter = { ...person.letter(2), attachments: [added.id], uploads: [added.id] }
    const event = byReporter('added', '2026-11-09')
    const addition = { nonce: bytes(32), letter, event }
    expect(await db.store.delayedInbox.add(person.lookup, addition)).toBe('added')
    expect(await release()).toBe(2)
    expect(await open()).toEqual(file.sealed)
    expect(await db.store.attachments.open(officerA, person.filing.id, added.id)).toEqual(
      added.sealed,
    )
    expect(await uploads()).toBe(0)
  })

  test('of somebody in danger is there at once', async () => {
    const { file, person } = await withFile(DANGER)
    await db.store.delayedInbox.file(person.filing, null)
    const open = (id: string) => db.store.attachments.open(officerA, person.filing.id, id)
    expect(await open(file.id)).toEqual(file.sealed)
    const added = await upload(db.store)
    const letter = { ...person.letter(2), attachments: [added.id], uploads: [added.id] }
    const event = byReporter('added', '2026-11-09')
    await db.store.delayedInbox.add(person.lookup, { nonce: bytes(32), letter, event })
    expect(await open(added.id)).toEqual(added.sealed)
  })

  test.each([{}, DANGER])(
    'that is not there lets nothing in, and spends nothing (%o)',
    async (over) => {
      const { person } = await withFile(over, ['A'.repeat(22)])
      const link = { mark: bytes(32), marksBefore: [], handedOut: null }
      await expect(db.store.delayedInbox.file(person.filing, link)).rejects.toMatchObject({
        code: 'UPLOAD_REFUSED',
      })
      const { person: other } = await withFile(over)
      const again = { ...other.filing, nonce: person.filing.nonce }
      expect(await db.store.delayedInbox.file(again, link)).toBe('filed')
      expect(await db.store.delayedInbox.file(again, link)).toBe('already')
    },
  )

  test('goes with what is taken back before anybody saw it', async () => {
    await release()
    const before = await uploads()
    const { person } = await withFile()
    await db.store.delayedInbox.file(person.filing, null)
    expect(await uploads()).toBe(before + 1)
    await db.store.delayedInbox.takeBack(person.lookup, TUESDAY, 'withdrawn')
    expect(await uploads()).toBe(before + 1)
    expect(await eraseTakenBack(db.store.jobs, TUESDAY)).toBe(1)
    expect(await uploads()).toBe(before)
  })

  test('T-137 stays while another takes back what she sent under the id of this case', async () => {
    const { person } = await withFile()
    await db.store.delayedInbox.file(person.filing, null)
    expect(await release()).toBe(1)
    const added = await upload(db.store)
    const letter = { ...person.letter(2), attachments: [added.id], uploads: [added.id] }
    const event = byReporter('added', '2026-11-09')
    await db.store.delayedInbox.add(person.lookup, { nonce: bytes(32), letter, event })
    const other = await fileInDelayedInbox(db, { id: person.filing.id })
    await db.store.delayedInbox.takeBack(other.lookup, TUESDAY, 'withdrawn')
    expect(await release()).toBe(1)
    expect(await eraseTakenBack(db.store.jobs, TUESDAY)).toBe(1)
    expect(await db.store.attachments.open(officerA, person.filing.id, added.id)).toEqual(
      added.sealed,
    )
  })
})
