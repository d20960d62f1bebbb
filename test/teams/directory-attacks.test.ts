import { afterEach, describe, expect, test } from 'vitest'
import { readership } from '#crypto/readership.ts'
import { signRoster } from '#crypto/roster.ts'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { type Directory, RosterText } from '#domain/case/roster.ts'
import {
  CREATED,
  directoryOf,
  makePeople,
  type TestServices,
  testServices,
} from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'
import { toAccount } from '../journeys/filer.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const words = wordsFor('en')

const people = makePeople()
let cloud: Cloud
let made: TestServices
let served: Directory
afterEach(() => cloud.stop())

/** A bot whose directory is what the database serves, good or not. */
async function meet(): Promise<Person> {
  made = await testServices()
  const { root, officers } = await people
  served = await directoryOf(root, officers, made.clock)
  const { policy } = made.services
  Object.assign(made.services, {
    readership: readership(async () => served, {
      rootFingerprint: root.fingerprint,
      leastVersion: 1,
      leastReaders: (office) => policy.offices[office].leastReaders,
      clock: made.clock,
      demo: false,
      zone: policy.offices.ethics.zone,
    }),
  })
  cloud = await startCloud(made)
  return person(cloud)
}

/** Signed by the root, like the one before it. */
async function published(version: number): Promise<Directory> {
  const { root } = await people
  const roster = RosterText.parse({ ...JSON.parse(served.roster), version })
  return { ...served, ...(await signRoster(roster, root.privateKey, CREATED)) }
}

/** The promise screen says that it cannot be taken, and why; there is no field; a Send from before keeps the words on screen. */
async function intakeIsClosed(amal: Person, form: unknown): Promise<void> {
  const answer = await amal.submit(form, 'send', undefined, { account: 'x', name: 'A' })
  expect(answer).toEqual({ task: { type: 'message', value: expect.any(String) } })
  expect([
    refusal('PROMISE_CHANGED', words),
    refusal('NO_READER', words),
    refusal('ROSTER_REFUSED', words),
  ]).toContain(answer.task.value)
  let card = await amal.open(amal.lastCard(), 'tap', 'ask')
  card = await amal.submit(card, 'tap', 'gift')
  expect(textOf(card)).toContain(words.say('nobody_left.away'))
  expect(inputsOf(card)).toEqual([])
  expect(made.store.cases.size).toBe(0)
}

describe('T-109 a roster that is', () => {
  test('past its last day stops the intake, says so, and a Send begun before files nothing', async () => {
    const amal = await meet()
    const first = await amal.install()
    made.clock.forward(34 * DAY)
    const form = await toAccount(amal, first, 'dialog')
    expect(inputsOf(form).map(({ id }) => id)).toContain('account')
    made.clock.forward(20 * HOUR)
    await intakeIsClosed(amal, form)
  })

  test('older than the one that was known stops the intake', async () => {
    const amal = await meet()
    const older = served
    served = await published(2)
    const form = await toAccount(amal, await amal.install(), 'dialog')
    served = older
    await intakeIsClosed(amal, form)
  })
})

describe('T-110 two persons swapped in the database', () => {
  test('by name or by key stop the intake: nobody who is kept out gets another one’s place', async () => {
    const amal = await meet()
    const form = await toAccount(amal, await amal.install(), 'dialog')
    const good = served
    const swapped = (one: string, other: string) =>
      good.roster.replaceAll(one, '\u0000').replaceAll(other, one).replaceAll('\u0000', other)
    for (const roster of [
      swapped('investigations-1', 'ethics-1'),
      swapped('"Officer 1"', '"Officer 2"'),
    ]) {
      expect(roster).not.toBe(good.roster)
      served = { ...good, roster }
      await intakeIsClosed(amal, form)
    }
  })
})
