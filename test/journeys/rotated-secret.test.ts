import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkNotifications } from '#cli/check-notifications.ts'
import { type Composition, compose } from '#compose.ts'
import type { Officer } from '#domain/case/officer.ts'
import type { Concern } from '#domain/concern/concern.ts'
import { jsonLog } from '#log.ts'
import { pair } from '#notifications/pair-device.ts'
import { renewAddresses } from '#notifications/renew-addresses.ts'
import { sendNotifications } from '#notifications/send.ts'
import { offerCode, subscribe } from '#notifications/subscribe.ts'
import { policyInForce } from '#policy-file.ts'
import { chooseReaders } from '#reporter/choose-readers.ts'
import { listConversations, readConversation } from '#reporter/conversation.ts'
import { submit } from '#reporter/file-concern.ts'
import { keepOut } from '#reporter/keep-out.ts'
import { bytes } from '../fixtures/filing.ts'
import { CONCERN } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { looking } from '../fixtures/superuser.ts'
import { POLICY, SECRET, startWhole, type Whole } from '../fixtures/whole.ts'

const BEFORE = new Uint8Array(32).fill(7)
let database: FreshDatabase
let whole: Whole
let log: string[]
const running: Composition[] = []
beforeEach(async () => {
  log = []
  database = await freshDatabase()
  whole = await startWhole(database.url)
})
afterEach(async () => {
  for (const each of running.splice(0)) await each.close()
  await whole.stop()
  await database.drop()
})

/** A server that is started with these secrets. */
async function started(
  secret: Uint8Array<ArrayBuffer>,
  oldSecret: Uint8Array<ArrayBuffer> | null,
): Promise<Composition> {
  const composed = await compose({
    databaseUrl: database.url,
    secret,
    oldSecret,
    rootFingerprint: whole.staff.root.fingerprint,
    leastRoster: 1,
    inForce: await policyInForce(POLICY),
    clock: whole.clock,
    log: jsonLog(
      (line) => log.push(line),
      () => whole.clock.now(),
    ),
    demo: false,
  })
  running.push(composed)
  await renewAddresses(composed.services)
  return composed
}

/** Everybody of the roster, officers and custodians, pairs a chat. */
async function pairAll({ services }: Composition): Promise<void> {
  const { officers } = await services.readership.roster()
  for (const staff of [...officers, ...(await services.readership.custodians())]) {
    const { code } = await offerCode(services, staff as Officer)
    expect(await pair(services, code.replaceAll(/\W/g, ''), `chat of ${staff.id}`)).toBe(true)
  }
}

/** Somebody tells of a danger. @returns whether she is told at once that people are alerted, and where she comes back */
async function tells({ services }: Composition) {
  const leaf = 'safety.immediate_danger'
  const concern: Concern = { ...CONCERN, channel: 'teams_card', leaf, taps: ['danger'] }
  const { route, readers } = await chooseReaders(services, concern)
  const holder = { share: bytes(16), tenant: 'a-tenant', person: 'a-person' }
  const expected = { office: route.office, readers: readers.length } as const
  const press = services.cards.press(holder)
  const { alerted } = await submit(services, concern, expected, press, bytes(32))
  return { alerted, holder }
}

/** Sends what is urgent. @returns to whom */
async function sendUrgent({ services, store }: Composition): Promise<string[]> {
  const sent: string[] = []
  const { clock, addresses, serverSecret } = services
  const notificationChannel = {
    send: async (address: string) => {
      sent.push(address)
      return { is: 'sent' } as const
    },
  }
  const { notifications } = store
  const sending = {
    clock,
    log: services.log,
    addresses,
    notifications,
    notificationChannel,
    serverSecret,
  }
  await sendNotifications(sending, 'urgent')
  return sent.toSorted()
}

/** @returns what a person in danger is told, at once and when she comes back, and who hears of it */
async function danger(composed: Composition) {
  const { alerted, holder } = await tells(composed)
  const sent = await sendUrgent(composed)
  const [one] = await listConversations(composed.services, holder)
  const conversation = await readConversation(composed.services, holder, one?.id ?? '')
  return { alerted, sent, notifiable: conversation?.alert?.notifiable }
}

const warnings = async (composed: Composition) =>
  (await checkNotifications(composed)).filter(({ level }) => level !== 'ok')
test('case 86 whoever paired a chat is told of danger while a secret is rotated out, and once it is gone', async () => {
  await pairAll(await started(BEFORE, null))
  const outcome = await danger(await started(SECRET, BEFORE))
  expect(outcome).toMatchObject({ alerted: true, notifiable: true })
  expect(outcome.sent.length).toBeGreaterThan(0)
  const after = await started(SECRET, null)
  expect(await danger(after)).toEqual(outcome)
  expect(await warnings(after)).toEqual([])
  expect(log).toEqual([])
})

test('case 86 what waits to be sent while the secret changes still leaves', async () => {
  const before = await started(BEFORE, null)
  await pairAll(before)
  await tells(before)
  await started(SECRET, BEFORE)
  expect((await sendUrgent(await started(SECRET, null))).length).toBeGreaterThan(0)
  expect(log).toEqual([])
})

test('case 86 where no secret opens an address nobody is said to be told, and who has it sees that it is lost', async () => {
  const before = await started(BEFORE, null)
  await pairAll(before)
  const { officers } = await before.services.readership.roster()
  const other = await started(SECRET, null)
  expect(await danger(other)).toEqual({ alerted: false, sent: [], notifiable: false })
  for (const { id } of officers)
    expect((await subscribe(other.services, { id } as Officer)).lostOn).not.toBeNull()
  expect((await warnings(other)).map(({ what }) => what)).toContainEqual(
    expect.stringContaining('danger reaches nobody'),
  )
  expect(log.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'addresses_lost', code: 'KEY_REFUSED' },
  ])
})

test('T-106 once the old secret is gone, what is tried by whoever it kept out is no line of the ledger still', async () => {
  const before = await started(BEFORE, null)
  const { holder } = await tells(before)
  const [own] = await listConversations(before.services, holder)
  const { officers } = await before.services.readership.roster()
  const [out, stays] = officers.filter(({ id }) => own?.readers.includes(id))
  const foreign = officers.find(({ office }) => office !== out?.office)
  if (own === undefined || !out || !stays || !foreign) throw new TypeError('nobody')
  await keepOut(before.services, holder, own.id, [out.id])
  const { desk } = (await started(SECRET, null)).services
  for (const { id } of [out, stays, foreign]) await desk.refused(id, 'opened', own.id)
  const lines = await looking(
    database.superuser,
    (sql) => sql`select officer from ledger where act = 'refused.opened' order by n`,
  )
  expect(lines.map(({ officer }) => officer)).toEqual([stays.id, foreign.id])
})
