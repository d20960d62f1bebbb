import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { Me, Queue, QueuePage, WireCase } from '#wire/desk.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { put } from '../fixtures/officer-services.ts'
import { newestOf, OPENED } from '../fixtures/opened.ts'
import { uploaded } from '../fixtures/sealed.ts'

let desk: RunningDesk
let cookie: string
beforeAll(async () => {
  desk = await startDesk()
  cookie = await desk.cookieOf('ethics-1')
})
afterAll(() => desk.stop())

const ETHICS = ['ethics-1', 'ethics-2', 'ethics-3']
const get = async (path: string) => JSON.parse((await desk.ask(path, { headers: { cookie } })).text)
const post = async (path: string, body: unknown) => {
  const heard = await desk.post(path, body, cookie)
  return { status: heard.status, body: JSON.parse(heard.text) }
}

describe('what the desk is told reads by the schema that its page reads with', () => {
  test('who I am', async () => {
    expect(Me.parse(await get('/api/me'))).toMatchObject({
      id: 'ethics-1',
      role: 'lead',
      officeLabel: 'The ethics office',
      today: '2026-11-23',
      lockAfterMinutes: 10,
    })
  })

  test('the queue says days and channels in words, and no more than a row is meant to', async () => {
    const { id, reference } = put(desk.desk, ETHICS)
    const queue = Queue.parse(await get('/api/queue'))
    expect(queue.rows.find((row) => row.id === id)).toEqual({
      id,
      reference,
      category: 'advice',
      categoryLabel: 'A question before acting',
      leaf: null,
      door: 'card',
      doorLabel: 'Form in Teams',
      state: 'received',
      section: 'new',
      standing: 'open',
      daysLeft: 7,
      hoursLeft: null,
      receivedOn: '2026-11-23',
      dueOn: '2026-11-30',
      unread: true,
      heldBy: null,
      mine: false,
    })
  })

  test('hours are told where hours were promised', async () => {
    const { id } = put(desk.desk, ETHICS, {
      terms: {
        receivedOn: day('2026-11-23'),
        receivedAt: new Date('2026-11-23T06:30:00Z'),
        replyDays: 7,
        replyHours: 48,
        zone: 'Europe/Zurich',
      },
    })
    const { rows } = Queue.parse(await get('/api/queue'))
    expect(rows.find((row) => row.id === id)).toMatchObject({ hoursLeft: 45, daysLeft: 2 })
  })

  test('every verb answers with the case as it is then', async () => {
    const { id, letters } = put(desk.desk, ETHICS)
    const at = (verb: string) => `/api/cases/${id}/${verb}`
    const acts = [
      ['acknowledge', { letter: null }, 'acknowledged'],
      ['note', { letter: uploaded(1, ETHICS, false) }, 'acknowledged'],
      ['question', { letter: uploaded(1, ETHICS), reason: 'facts_missing' }, 'waiting'],
      ['answer', { letter: uploaded(2, ETHICS) }, 'answered'],
      ['close', { reason: 'advice_given', opened: newestOf(letters) }, 'closed'],
    ] as const
    for (const [verb, body, state] of acts) {
      const heard = await post(at(verb), body)
      expect(heard.status).toBe(200)
      expect(WireCase.parse(heard.body)).toMatchObject({ id, state })
    }
    const wireCase = WireCase.parse(await get(`/api/cases/${id}`))
    expect(wireCase.events.map(({ act }) => act)).toEqual([
      'received',
      'acknowledged',
      'noted',
      'asked',
      'answered',
      'closed',
    ])
    expect(wireCase.letters.map(({ dir, seq, kind }) => [dir, seq, kind])).toEqual([
      ['r>o', 1, 'concern'],
      ['o>o', 1, 'note'],
      ['o>r', 1, 'question'],
      ['o>r', 2, 'answer'],
    ])
    expect(await post(at('close'), { reason: 'noted', opened: OPENED })).toEqual({
      status: 409,
      body: { code: 'CASE_CLOSED' },
    })
  })

  test('a letter says for whom it was sealed, by the roster’s labels', async () => {
    const { id } = put(desk.desk, ETHICS)
    await post(`/api/cases/${id}/answer`, { letter: uploaded(1, ETHICS) })
    const { letters, readers } = WireCase.parse(await get(`/api/cases/${id}`))
    const officers = [1, 2, 3].map((at) => `Officer ${at} of the ethics office`)
    expect(letters.map(({ sealedTo }) => sealedTo)).toEqual([
      officers,
      [...officers, 'The person who wrote'],
    ])
    expect(readers.map(({ label, you }) => [label, you])).toEqual([
      [officers[0], true],
      [officers[1], false],
      [officers[2], false],
    ])
  })
})

test('the second of two officers gets 409 and can send again in turn', async () => {
  const { id } = put(desk.desk, ETHICS)
  const path = `/api/cases/${id}/answer`
  const [one, other] = await Promise.all([
    post(path, { letter: uploaded(1, ETHICS) }),
    post(path, { letter: uploaded(1, ETHICS) }),
  ])
  expect([one.status, other.status].sort()).toEqual([200, 409])
  expect([one.body.code, other.body.code]).toContain('CASE_CHANGED')
  expect((await post(path, { letter: uploaded(2, ETHICS) })).status).toBe(200)
})

test('T-72 a whole day at the desk leaves nothing in the log but codes and an officer’s id', async () => {
  const busy = await startDesk()
  const ethicsCookie = await busy.cookieOf('ethics-1')
  const { id } = put(busy.desk, ETHICS)
  const letter = uploaded(1, ETHICS)
  await busy.post(`/api/cases/${id}/answer`, { letter }, ethicsCookie)
  await busy.post(`/api/cases/${id}/answer`, { letter, canary: 'canary' }, ethicsCookie)
  await busy.ask('/api/queue?canary', {
    headers: { cookie: ethicsCookie, 'user-agent': 'canary', referer: 'canary' },
  })
  busy.desk.broken = new Error('canary')
  await busy.ask('/api/queue?canary', { headers: { cookie: ethicsCookie } })
  await busy.post('/auth/logout', {}, ethicsCookie)
  const log = JSON.stringify(busy.lines)
  expect(busy.lines).toEqual([
    { event: 'request_failed', ids: { route: '/api/queue', code: 'UNEXPECTED' } },
  ])
  for (const secret of ['canary', '127.0.0.1', ethicsCookie, letter.data])
    expect(log).not.toContain(secret)
  await busy.stop()
})

describe('many at once', () => {
  const post = async (path: string, body: unknown, officer = 'ethics-1') =>
    desk.post(path, body, await desk.cookieOf(officer))

  test('case 54: spam is put aside, counted, listed and brought back', async () => {
    const officer = 'ombudsman-1'
    const ids = [1, 2, 3].map(() => put(desk.desk, [officer], { channel: 'web_page' }).id)
    const cookie = await desk.cookieOf(officer)
    const moved = await post('/api/cases/aside', { ids: ids.slice(0, 2) }, officer)
    expect(JSON.parse(moved.text)).toEqual({ moved: ids.slice(0, 2) })
    const queue = Queue.parse(
      JSON.parse((await desk.ask('/api/queue', { headers: { cookie } })).text),
    )
    expect([queue.rows.map(({ id }) => id), queue.aside]).toEqual([[ids[2]], 2])
    const aside = await desk.ask('/api/queue/aside', { headers: { cookie } })
    const rows = QueuePage.parse(JSON.parse(aside.text)).rows.map(({ id }) => id)
    expect(rows.toSorted()).toEqual(ids.slice(0, 2).toSorted())
    const back = await post('/api/cases/back', { ids }, officer)
    expect(JSON.parse(back.text)).toEqual({ moved: ids.slice(0, 2) })
  })

  test('case 54: a look is a page of rows, with counts of all and a place to go on from, and nothing aside', async () => {
    const officer = 'ombudsman-2'
    const all = Array.from({ length: 450 }, (_, n) =>
      put(desk.desk, [officer], { channel: n < 430 ? 'web_page' : 'teams_card' }),
    )
    const aside = all.slice(0, 30).map(({ id }) => id)
    await post('/api/cases/aside', { ids: aside }, officer)
    const cookie = await desk.cookieOf(officer)
    const hear = async (path: string) => (await desk.ask(path, { headers: { cookie } })).text
    const first = Queue.parse(JSON.parse(await hear('/api/queue')))
    expect(first.rows).toHaveLength(200)
    expect([first.sections, first.full, first.aside]).toEqual([{ new: 420 }, false, 30])
    const seen = first.rows.map(({ id }) => id)
    let { next } = first
    while (next[0] !== undefined) {
      const page = QueuePage.parse(JSON.parse(await hear(`/api/queue/after/${next[0]}`)))
      seen.push(...page.rows.map(({ id }) => id))
      next = page.next
    }
    expect(seen.toSorted()).toEqual(
      all
        .slice(30)
        .map(({ id }) => id)
        .toSorted(),
    )
    for (const place of [
      'x',
      'clock',
      `all...${seen[0]}`,
      `clock.2026-13-01..${seen[0]}`,
      `clock...${seen[0]}.`,
      `clock.infinity..${seen[0]}`,
      `clock..1e3.${seen[0]}`,
    ]) {
      expect(await hear(`/api/queue/after/${place}`)).toBe('{"code":"ANSWERS_INVALID"}')
    }
  })

  test('at most two hundred, each an id, and nothing beside', async () => {
    const id = put(desk.desk, ETHICS, { channel: 'web_page' }).id
    const many = Array.from({ length: 201 }, () => id)
    for (const body of [{ ids: many }, { ids: [] }, { ids: ['x'] }, { ids: [id], all: true }, {}]) {
      const heard = await post('/api/cases/aside', body)
      expect([heard.status, heard.text]).toEqual([400, '{"code":"ANSWERS_INVALID"}'])
    }
  })
})

test('T-10 whose account is exchanged while a code is stored hears no code', async () => {
  const mine = await desk.cookieOf('ethics-3')
  const { services } = desk.settings
  const { offer } = services.officerAddresses
  const ended = async (...given: Parameters<typeof offer>) => {
    await offer(...given)
    for (const [token, { person }] of desk.sessions.sessions) {
      if (person === 'ethics-3') desk.sessions.sessions.delete(token)
    }
  }
  Object.assign(services.officerAddresses, { offer: ended })
  const heard = await desk.post('/api/told/code', {}, mine)
  Object.assign(services.officerAddresses, { offer })
  expect(heard.status).toBe(401)
  expect(JSON.parse(heard.text)).not.toHaveProperty('minutes')
})
