import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { message } from '#crypto/export.ts'
import { exportForGnuPG, unlock } from '#crypto/keys.ts'
import { storedLetters } from '#db/export.ts'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { dayIn } from '#domain/case/day.ts'
import { Gnupg } from '../crypto/gpg.ts'
import { eraseTakenBack } from '../fixtures/erasing.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { dump } from '../fixtures/superuser.ts'
import { button, buttonsOf, inputsOf, person, textOf } from '../fixtures/teams-person.ts'
import { needing } from '../fixtures/tools.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { type Card, surfaceOf, toAccount } from './filer.ts'

const withGpg = needing('gpg')
const say = (code: Parameters<typeof refusal>[0]) => refusal(code, wordsFor('en'))
const UNKNOWN = 'A'.repeat(22)

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { accountInline: true })
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

/** A fraud told, read by an officer, answered, and added to. */
async function newCase(name: string, where: 'dialog' | 'chat' = 'dialog') {
  const who = person(whole.cloud, { id: name })
  const { press, back } = surfaceOf(who, where)
  const first = await who.install()
  const form = await toAccount(who, first, where, 'not_told')
  await press(form, 'send', undefined, { account: `words of ${name}`, when: '', where: '' })
  const mine = async () => press(await back(who.lastCard()), 'case', id)
  const [officer, colleague] = await Promise.all(
    ['investigations-1', 'investigations-2'].map((id) => officerAtDesk(whole, id)),
  )
  if (officer === undefined || colleague === undefined) throw new TypeError('two officers')
  const { rows } = await officer.queue()
  const row = rows.find(({ state, unread }) => state === 'received' && unread)
  const id = row?.id ?? ''
  const reference = row?.reference ?? ''
  await officer.answer(await officer.open(id), 'We look at it.')
  return { who, press, back, first, id, reference, officer, colleague, mine }
}

const verbs = (card: Card) => buttonsOf(card).map(({ data }) => data.aside.verb)

describe.each(['dialog', 'chat'] as const)('T-135 taking it back in the %s', (where) => {
  test('says what is erased, what is not and until when, erases it, and it opens for nobody', async () => {
    const { press, id, reference, officer, colleague, mine, back, who } = await newCase(
      `back-${where}`,
      where,
    )
    const open = await colleague.open(id)
    const conversation = await mine()
    const ask = await press(await press(conversation, 'more', id), 'withdraw', id)
    const text = textOf(ask)
    for (const part of [
      'Everything you wrote here, our letters to you, and the key',
      'What was read stays read.',
      'A count by office and month',
      'until ',
      'There is no hold here',
      'Nobody can restore it for you.',
      'Until then you can undo this here.',
    ]) {
      expect(text).toContain(part)
    }
    const last = new Date(whole.clock.now().getTime() + 32 * 86_400_000)
    expect(text).toContain(wordsFor('en').date(last.toISOString().slice(0, 10) as never))

    const before = JSON.stringify(await dump(database.superuser))
    const letters = await storedLetters(database.url, reference)
    const traces = [
      id,
      reference,
      ...letters
        .flatMap(({ data, keys }) => [data, ...keys.map((key) => key.bytes)])
        .map((bytes) => Buffer.from(bytes).toString('hex')),
    ]
    expect(traces.length).toBeGreaterThan(6)
    for (const trace of traces) expect(before).toContain(trace)

    const lines = whole.log.length
    const done = await press(ask, 'withdraw_now', id)
    expect(textOf(done)).toContain('Nobody can open it now. It is erased on ')
    expect(await storedLetters(database.url, reference)).toEqual([])

    const again = await press(ask, 'withdraw_now', id)
    expect(textOf(again)).toContain('Nobody can open it now. It is erased on ')
    const undone = await press(again, 'undo_take_back', id)
    expect(textOf(undone)).toContain('The office can open it again.')
    expect((await officer.open(id)).id).toBe(id)
    await press(ask, 'withdraw_now', id)
    for (const stale of ['add', 'more'] as const) {
      expect(JSON.stringify(await press(conversation, stale, id))).toContain(say('CASE_UNKNOWN'))
    }
    expect(whole.log.slice(lines).every((line) => !line.includes(id))).toBe(true)

    for (const reader of [officer, colleague]) {
      expect((await reader.queue()).rows.map((row) => row.id)).not.toContain(id)
      const [gone, never] = await Promise.all([
        reader.get(`/api/cases/${id}`),
        reader.get(`/api/cases/${UNKNOWN}`),
      ])
      expect([gone.status, gone.text]).toEqual([404, never.text])
    }
    const letter = await colleague.seal(open, 'answer', 'too late')
    const late = await colleague.post(`/api/cases/${id}/answer`, { letter })
    const nowhere = await colleague.post(`/api/cases/${UNKNOWN}/answer`, { letter })
    expect([late.status, late.text]).toEqual([nowhere.status, nowhere.text])
    expect(late.status).toBe(404)

    const today = dayIn('Europe/Zurich', whole.clock.now())
    expect(await eraseTakenBack(whole.composed.store.jobs, today)).toBe(1)
    const after = JSON.stringify(await dump(database.superuser))
    for (const trace of traces) expect(after).not.toContain(trace)
    expect(textOf(await press(ask, 'withdraw_now', id))).toContain('It is erased')
    expect(textOf(await back(who.lastCard()))).toContain('Nothing was told to us from this card.')
    expect(verbs(await press(done, 'conversation'))).not.toContain('case')
  })
})

test('T-135 a double click takes it back once, and both presses hear so', async () => {
  const { press, who, id, mine } = await newCase('double')
  const ask = await press(await press(await mine(), 'more', id), 'withdraw', id)
  const { data } = button(ask, 'withdraw_now')
  const presses = await Promise.all([1, 2, 3].map(() => who.invoke('task/submit', { data })))
  for (const { body } of presses) {
    expect(textOf(body.task.value.card.content)).toContain('Nobody can open it now.')
  }
})

test('T-85 a forged value, a copied card and an old screen take nothing back', async () => {
  const { press, who, id, mine } = await newCase('hers')
  const other = await newCase('other')
  const ask = await press(await press(await mine(), 'more', id), 'withdraw', id)
  const cardButton = button(ask, 'withdraw_now')
  const forged = { ...cardButton.data, aside: { ...cardButton.data.aside, value: other.id } }
  const thief = person(whole.cloud, { id: 'thief' })
  const stolen = await thief.invoke('task/submit', { data: cardButton.data })
  expect(JSON.stringify(stolen.body)).toContain(say('TOKEN_REFUSED'))
  const bare = { aside: { ...cardButton.data.aside, token: undefined } }
  const tokenless = await who.invoke('task/submit', { data: bare })
  expect(JSON.stringify(tokenless.body)).toContain(say('TOKEN_REFUSED'))
  await who.invoke('task/submit', { data: forged })
  expect((await other.officer.open(other.id)).id).toBe(other.id)
  await expect(other.officer.open(id)).rejects.toThrow('404')
})

test('settled is one tap after an answer, closes the case for her reason, and once', async () => {
  const { press, id, mine, officer } = await newCase('settled')
  const conversation = await mine()
  const text = textOf(conversation)
  expect(text).toContain('Is this settled for you?')
  const yes = button(conversation, 'settle_now')
  const no = button(conversation, 'add')
  expect(yes.title).toMatch(/^Yes, it is settled/)
  expect(no.title).toMatch(/^No, add something/)
  const done = await press(conversation, 'settle_now', id)
  expect(textOf(done)).toContain('This conversation is closed. You can still read it.')
  expect(textOf(await press(conversation, 'settle_now', id))).toContain('It is settled')
  const wireCase = await officer.open(id)
  expect(wireCase.state).toBe('closed')
  expect(wireCase.events.filter(({ act }) => act === 'settled')).toHaveLength(1)
  const closed = await mine()
  expect(textOf(closed)).toContain('We look at it.')
  expect(verbs(closed)).not.toContain('settle_now')
  expect(verbs(await press(closed, 'more', id))).not.toContain('settle')
})

test('T-11 whoever is kept out later has no case any more, and no letter is sealed for him', async () => {
  const { press, id, mine, officer, colleague } = await newCase('later')
  const unknown = await colleague.get(`/api/cases/${UNKNOWN}`)
  const stale = await officer.open(id)
  const ask = await press(await press(await mine(), 'more', id), 'keep_out', id)
  expect(inputsOf(ask).map(({ id: field }) => field)).toEqual(['kept_out'])
  expect(textOf(ask)).toContain('What was read stays read.')
  expect(textOf(ask)).toContain('one person is left who can read this')
  expect(textOf(ask)).toContain('Who runs the database can see that somebody was kept out.')
  const all = 'investigations-1,investigations-2'
  const nobody = await press(ask, 'keep_out_now', id, { kept_out: all })
  expect(JSON.stringify(nobody)).toContain('One person has to stay.')
  const done = await press(ask, 'keep_out_now', id, { kept_out: 'investigations-2' })
  expect(textOf(done)).toContain('They cannot open it here any more.')
  expect(textOf(done)).toContain('One person can read this; when away, nobody.')
  expect(textOf(await press(ask, 'keep_out_now', id, { kept_out: 'investigations-2' }))).toContain(
    'It is done',
  )

  const gone = await colleague.get(`/api/cases/${id}`)
  expect([gone.status, gone.text]).toEqual([404, unknown.text])
  expect((await colleague.queue()).rows.map((row) => row.id)).not.toContain(id)

  const letter = await officer.seal(stale, 'answer', 'sealed before the list was new')
  const refused = await officer.post(`/api/cases/${id}/answer`, { letter })
  expect(refused.status).not.toBe(200)
  await press(await press(await mine(), 'add', id), 'send_addition', id, { text: 'and this' })
  const now = await officer.open(id)
  expect(now.readers).toHaveLength(1)
  expect((await officer.read(now)).letters.map(({ words }) => words)).toContain('and this')
  await officer.answer(now, 'Only I read it now.')
  expect(textOf(await mine())).toContain('Only I read it now.')
  const alone = await press(await press(await mine(), 'more', id), 'keep_out', id)
  expect(inputsOf(alone)).toEqual([])
  expect(verbs(alone)).toContain('withdraw')
})

withGpg.test(
  'T-11 with GnuPG too: his key opens no letter of it, his colleague’s opens each',
  async () => {
    const { press, id, reference, mine } = await newCase('gpg')
    const PASS = 'correct horse'
    const gnupgOf = async (officer: string) => {
      const key = whole.staff.officers.find((one) => one.id === officer)?.key
      const gpg = new Gnupg()
      gpg.import(await exportForGnuPG(await unlock(key?.privateKey ?? '', ''), PASS), PASS)
      return gpg
    }
    using staying = await gnupgOf('investigations-1')
    using leaving = await gnupgOf('investigations-2')
    const opened = async (gpg: Gnupg) => {
      const stored = await storedLetters(database.url, reference)
      return stored.map(({ keys, data }) => {
        const bytes = message(
          keys.filter(({ reader }) => reader !== 'reporter').map((key) => key.bytes),
          data,
        )
        return gpg.run(['--passphrase', PASS, '--decrypt'], bytes).out.length > 0
      })
    }
    expect(await opened(leaving)).toEqual([true, true])
    const ask = await press(await press(await mine(), 'more', id), 'keep_out', id)
    await press(ask, 'keep_out_now', id, { kept_out: 'investigations-2' })
    await press(await press(await mine(), 'add', id), 'send_addition', id, { text: 'later' })
    expect(await opened(leaving)).toEqual([false, false, false])
    expect(await opened(staying)).toEqual([true, true, true])
  },
)
