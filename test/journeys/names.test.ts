import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IdentityReason } from '#domain/case/event.ts'
import type { WireCase } from '#wire/desk.ts'
import { custodianAtDesk, type KeyWorker, withCustodians } from '../fixtures/custodian.ts'
import { notNeutral } from '../fixtures/neutral-cards.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { dump } from '../fixtures/superuser.ts'
import { buttonsOf, inputsOf, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from './filer.ts'

const NAME = 'Amal Haddad-Unmistakable'
let database: FreshDatabase
let whole: Whole
let custodianIds: readonly KeyWorker[]

beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { accountInline: true })
  custodianIds = await withCustodians(whole)
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

const officer = (id = 'investigations-1') => officerAtDesk(whole, id)
const keeper = (at = 0) => custodianAtDesk(whole, custodianIds[at] as KeyWorker)
const newest = async (by: OfficerAtDesk) => {
  const { rows } = await by.queue()
  const wireCase = rows.find(({ state, unread }) => state === 'received' && unread)
  if (wireCase === undefined) throw new TypeError('nothing arrived')
  return wireCase
}
async function ask(
  by: OfficerAtDesk,
  id: string,
  reason: IdentityReason = 'protection',
): Promise<WireCase> {
  return by.askName(await by.open(id), reason)
}
async function tells(
  name: string,
  where: 'dialog' | 'chat',
  identity: 'confidential' | 'not_told',
) {
  const who = person(whole.cloud, { id: name })
  const { press, back } = surfaceOf(who, where)
  const form = await toAccount(who, await who.install(), where, identity)
  const answers = { account: `words of ${name}`, when: '', where: '' }
  const named = identity === 'confidential' ? { ...answers, name: NAME } : answers
  await press(form, 'send', undefined, named)
  const one = await officer()
  const { id } = await newest(one)
  await one.read(await one.open(id))
  const mine = async () => press(await back(who.lastCard()), 'case', id)
  return { who, press, id, one, mine, form }
}

describe.each(['dialog', 'chat'] as const)('a confidential name, told in the %s', (where) => {
  test('T-36 opens for the office only after a custodian disclosed it, and she is told', async () => {
    const { one, id, mine, form } = await tells(`conf-${where}`, where, 'confidential')
    expect(inputsOf(form).find((field) => field.id === 'name')).toMatchObject({ isRequired: true })

    const wireCase = await one.open(id)
    expect(wireCase).toMatchObject({ identity: 'confidential', name: 'sealed' })
    expect((await one.read(wireCase)).name).toBeNull()
    expect(textOf(await mine())).not.toContain('was told who you are')
    expect((await ask(one, id)).name).toBe('asked')

    const custodian = await keeper()
    const { rows } = await custodian.names()
    expect(rows).toMatchObject([{ office: 'investigations', reason: 'protection' }])
    expect((await custodian.get(`/api/cases/${id}`)).status).toBe(401)
    expect((await custodian.get('/api/queue')).status).toBe(401)
    expect((await custodian.disclose(rows[0]?.id ?? '')).rows).toEqual([])

    for (const reader of [one, await officer('investigations-2')]) {
      const open = await reader.open(id)
      expect(open.name).toBe('released')
      expect((await reader.read(open)).name).toBe(NAME)
    }
    expect(textOf(await mine())).toContain('the office was told who you are')
  })

  test('a custodian may say no, and she is told that too', async () => {
    const { one, id, mine } = await tells(`no-${where}`, where, 'confidential')
    await ask(one, id)
    const custodian = await keeper(1)
    await custodian.refuse((await custodian.names()).rows[0]?.id ?? '')
    const wireCase = await one.open(id)
    expect(wireCase.name).toBe('refused')
    expect((await one.read(wireCase)).name).toBeNull()
    expect(textOf(await mine())).toContain('The custodian said no')
  })

  test('whoever told nothing of herself says it later: first locked, then to the office', async () => {
    const { press, one, id, mine } = await tells(`later-${where}`, where, 'not_told')
    await one.ask(await one.open(id), 'Who are you?', 'identity_needed')

    let card = await press(await press(await mine(), 'more', id), 'say_who', id)
    expect(inputsOf(card).map((field) => field.id)).toEqual(['identity', 'name'])
    expect(inputsOf(card)[1]).toMatchObject({ value: 'Amal Haddad' })
    card = await press(card, 'send_who', id, { identity: 'confidential', name: NAME })
    expect(textOf(card)).toContain('Your name was sent')

    let wireCase = await one.open(id)
    expect(wireCase).toMatchObject({
      identity: 'confidential',
      name: 'sealed',
      state: 'acknowledged',
    })
    expect(wireCase.events.at(-1)).toMatchObject({ act: 'named', by: 'reporter' })
    expect((await one.read(wireCase)).name).toBeNull()

    card = await press(await press(await mine(), 'more', id), 'say_who', id)
    const sent = { identity: 'named', name: `${NAME} herself` }
    await press(card, 'send_who', id, sent)
    await press(card, 'send_who', id, sent)
    wireCase = await one.open(id)
    expect(wireCase).toMatchObject({ identity: 'named', name: null })
    expect((await one.read(wireCase)).name).toBe(sent.name)
    expect(wireCase.letters.filter(({ kind }) => kind === 'identity')).toHaveLength(2)

    const conversation = await mine()
    expect(textOf(conversation)).not.toContain(NAME)
    const offered = buttonsOf(await press(conversation, 'more', id))
    expect(offered.map(({ data }) => data.aside.verb)).not.toContain('say_who')
  })

  test('an empty name is one calm sentence, and nothing is stored', async () => {
    const { press, one, id, mine } = await tells(`empty-${where}`, where, 'not_told')
    const card = await press(await press(await mine(), 'more', id), 'say_who', id)
    const refused = await press(card, 'send_who', id, { identity: 'named', name: '  ' })
    expect(JSON.stringify(refused)).toContain('Your name is missing')
    expect((await one.open(id)).identity).toBe('not_told')
  })
})

describe('what stays behind', () => {
  test('T-120 a colleague who is kept out later loses his half, and the other still opens it', async () => {
    const { press, one, id, mine } = await tells('kept', 'dialog', 'confidential')
    await ask(one, id)
    const second = await officer('investigations-2')
    expect((await second.open(id)).name).toBe('asked')
    const screen = await press(await press(await mine(), 'more', id), 'keep_out', id)
    await press(screen, 'keep_out_now', id, { kept_out: 'investigations-2' })
    expect((await second.get(`/api/cases/${id}`)).status).toBe(404)
    const custodian = await keeper()
    await custodian.disclose((await custodian.names()).rows[0]?.id ?? '')
    expect((await one.read(await one.open(id))).name).toBe(NAME)
    const stored = await dump(database.superuser)
    const packets = stored['public.message_key']?.map(({ row }) => row ?? '') ?? []
    const released = packets.filter((row) => row.includes('released,investigations-2'))
    const letterIds = (await one.open(id)).letters.map((letter) => letter.id)
    expect(released.filter((row) => letterIds.some((letter) => row.includes(letter)))).toEqual([])
  })

  test('no name in the database, the logs, or anything that was sent', async () => {
    expect(JSON.stringify(await dump(database.superuser))).not.toContain('Unmistakable')
    expect(whole.log.join('\n')).not.toContain('Unmistakable')
    expect(whole.bodies.join('\n')).not.toContain('Unmistakable')
    expect(whole.cloud.sent.map(({ body }) => body).join('\n')).not.toContain('Unmistakable')
    expect(await notNeutral(whole.composed, whole.cloud.sent, 'en')).toEqual([])
  })
})
