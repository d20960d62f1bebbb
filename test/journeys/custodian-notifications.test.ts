import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsFor } from '#dialogs/words.ts'
import { custodianAtDesk, type KeyWorker, withCustodians } from '../fixtures/custodian.ts'
import { messagesTo, pairedChat, sendAll } from '../fixtures/notified.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { person } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from './filer.ts'

const NEW = wordsFor('en').say('notice.new')
const TOLD = { account: 'The keeper wrote it.', when: '', where: '', name: 'Amal Haddad' }
let database: FreshDatabase
let whole: Whole
let custodianIds: readonly KeyWorker[]

beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url)
  custodianIds = await withCustodians(whole)
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

test('T-106 a custodian hears that a name is asked for, the readers what he said, and who was kept out nothing', async () => {
  const [one, two] = [
    await officerAtDesk(whole, 'investigations-1'),
    await officerAtDesk(whole, 'investigations-2'),
  ]
  const custodian = await custodianAtDesk(whole, custodianIds[0] as KeyWorker)
  const chats = {
    one: await pairedChat(whole, one, 'investigations-1'),
    two: await pairedChat(whole, two, 'investigations-2'),
    custodian: await pairedChat(whole, custodian, 'custodian-1'),
  }
  const before: Record<string, number> = {}
  const heard = async () => {
    await sendAll(whole, 'hourly')
    return Object.entries(chats).flatMap(([who, { id }]) => {
      const all = messagesTo(whole, id)
      const fresh = all.slice(before[who] ?? 1)
      before[who] = all.length
      return fresh.map((text) => `${who}: ${text}`)
    })
  }
  const amal = person(whole.cloud, { id: 'amal' })
  const { press, back } = surfaceOf(amal, 'dialog')
  const form = await toAccount(amal, await amal.install(), 'dialog', 'confidential')
  await press(form, 'send', undefined, TOLD)
  expect(await heard()).toEqual([`one: ${NEW}`, `two: ${NEW}`])

  const id = (await one.queue()).rows[0]?.id ?? ''
  const more = await press(await press(await back(amal.lastCard()), 'case', id), 'more', id)
  const screen = await press(more, 'keep_out', id)
  await press(screen, 'keep_out_now', id, { kept_out: 'investigations-2' })
  await heard()
  expect((await one.askName(await one.open(id), 'protection')).name).toBe('asked')
  await sendAll(whole, 'urgent')
  expect(await heard()).toEqual([`custodian: ${NEW}`])

  await custodian.disclose((await custodian.names()).rows[0]?.id ?? '')
  expect(await heard()).toEqual([`one: ${NEW}`])
})
