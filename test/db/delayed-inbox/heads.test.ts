import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MessageId } from '#domain/case/ids.ts'
import { byReporter } from '../../fixtures/acts.ts'
import { bytes, type officerA, officerB, officerC } from '../../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../../fixtures/store.ts'
import {
  fileInDelayedInbox,
  MONDAY_OF_FILING,
  TUESDAY,
  type WaitingReporter,
} from '../../fixtures/waiting.ts'

/** Every socket of this process: all of them lead to the database. */
const sockets = new Set<Socket>()
let db: TestDatabase
beforeAll(async () => {
  const connect = Socket.prototype.connect
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...to) {
    sockets.add(this)
    return Reflect.apply(connect, this, to)
  })
  db = await freshStore()
})
afterAll(() => db.end())

const MIB = 1 << 20
/** For heads, key packets and the talk of the protocol. */
const FEW = 32 << 10

/** How many bytes the database sends meanwhile. */
async function received<T>(act: () => Promise<T>): Promise<{ done: T; sent: number }> {
  const sum = () => [...sockets].reduce((whole, { bytesRead }) => whole + bytesRead, 0)
  const before = sum()
  const done = await act()
  return { done, sent: sum() - before }
}

const big = async (person: WaitingReporter) => {
  for (const seq of [2, 3, 4, 5, 6, 7, 8]) {
    const letter = person.letter(seq, 'addition', { data: bytes(MIB) })
    const event = byReporter('added', MONDAY_OF_FILING)
    await db.store.delayedInbox.add(person.lookup, { nonce: bytes(32), letter, event })
  }
}
const out = async (person: WaitingReporter, officer: typeof officerA) => [
  { officer, tag: await exclusions.tag(person.filing.id, officer) },
]

describe.each(['before the release', 'after the release'])('T-08 %s, a case of 7 MiB', (when) => {
  const filed = async () => {
    const person = await fileInDelayedInbox(db)
    await big(person)
    if (when === 'after the release') await db.store.releases.release('ethics', TUESDAY)
    return person
  }

  test('its heads are those of the whole case, and weigh next to nothing', async () => {
    const person = await filed()
    const whole = await received(() => person.find())
    expect(whole.sent).toBeGreaterThan(7 * MIB)
    const heads = await received(() => db.store.delayedInbox.heads(person.lookup))
    expect(heads.sent).toBeLessThan(FEW)
    expect(heads.done?.letters).toHaveLength(8)
    const plain = (letters: readonly { head: unknown; data: { length: number } }[] = []) =>
      letters.map(({ head, data }) => ({ head, length: data.length }))
    expect(plain(heads.done?.letters)).toEqual(plain(whole.done?.letters))
    const { letters: _, ...facts } = whole.done ?? { letters: [] }
    expect(heads.done).toMatchObject(facts)
  })

  test('no act of hers reads what she wrote before', async () => {
    const person = await filed()
    const { delayedInbox } = db.store
    const event = byReporter('added', MONDAY_OF_FILING)
    const acts = {
      add: () =>
        delayedInbox.add(person.lookup, { nonce: bytes(32), letter: person.letter(9), event }),
      consent: () =>
        person.answer('AAAAAAAAAAAAAAAAAAAAAA' as MessageId, true, 10).catch(() => null),
      settle: () => person.settle(),
      'settle again': () => person.settle(),
    }
    // Somebody who does not read it: a tag on the filing's row, which is small, and no change the second time.
    const keepOut = async () => delayedInbox.keepOut(person.lookup, await out(person, officerC))
    for (const act of [
      acts.add,
      acts.consent,
      acts.settle,
      acts['settle again'],
      keepOut,
      keepOut,
    ]) {
      expect((await received<unknown>(act)).sent).toBeLessThan(FEW)
    }
    expect(
      (await received(() => delayedInbox.takeBack(person.lookup, TUESDAY, 'withdrawn'))).sent,
    ).toBeLessThan(FEW)
    expect(await person.find()).toBeNull()
  })

  test('keeping out a reader leaves every letter as it was, without her packet', async () => {
    const person = await filed()
    const before = await person.find()
    await db.store.delayedInbox.keepOut(person.lookup, await out(person, officerB))
    const after = await person.find()
    expect(after?.letters).toEqual(before?.letters)
    expect(after?.readers).not.toContain(officerB)
    const again = await received(async () =>
      db.store.delayedInbox.keepOut(person.lookup, await out(person, officerB)),
    )
    expect(again.sent).toBeLessThan(FEW)
  })
})
