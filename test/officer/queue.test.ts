import { expect, test } from 'vitest'
import { day, plusDays } from '#domain/case/day.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { PILES, QUEUED } from '#domain/case/pile.ts'
import { SECTIONS } from '#domain/case/queue-section.ts'
import { readQueue } from '#officer/read-queue.ts'
import { OFFICERS, officerServices, put } from '../fixtures/officer-services.ts'

const TODAY = day('2026-11-23')
const [lead] = OFFICERS
if (lead === undefined) throw new Error('no officer')
const reader = lead

function received(daysAgo: number, ...later: Partial<CaseEvent>[]) {
  const receivedOn = plusDays(TODAY, -daysAgo)
  const terms = {
    receivedOn,
    receivedAt: null,
    replyDays: 7,
    replyHours: null,
    zone: 'Europe/Zurich',
  }
  const base = { by: 'officer', on: TODAY, at: null, reason: null, corrects: null } as const
  const first: CaseEvent = { ...base, act: 'received', by: 'reporter', on: receivedOn }
  return {
    terms,
    events: [first, ...later.map((one) => ({ ...base, act: 'noted' as const, ...one }))],
  }
}

test('the queue begins with danger, then what is late, then what is due, and ends with what is answered', async () => {
  const { services, desk } = officerServices()
  put(desk, [reader.id], received(1))
  put(desk, [reader.id], received(3, { act: 'acknowledged' }))
  put(desk, [reader.id], received(1, { act: 'answered' }))
  put(desk, [reader.id], received(9))
  put(desk, [reader.id], received(12))
  put(desk, [reader.id], received(7))
  put(desk, [reader.id], { ...received(1), danger: true })
  put(desk, [reader.id], received(2, { act: 'asked' }))
  const { entries: queue } = await readQueue(services, reader, QUEUED)
  const parts = queue.map(({ section }) => section)
  expect(parts).toEqual(['danger', 'late', 'late', 'today', 'week', 'waiting', 'new', 'answered'])
  expect(parts).toEqual([...parts].sort((a, b) => SECTIONS.indexOf(a) - SECTIONS.indexOf(b)))
  const late = queue.filter(({ section }) => section === 'late')
  expect(late.map(({ queuedCase }) => queuedCase.status.dueOn)).toEqual([
    '2026-11-18',
    '2026-11-21',
  ])
})

test('a closed case is in no part of the queue', async () => {
  const { services, desk } = officerServices()
  put(desk, [reader.id], received(1, { act: 'closed', reason: 'noted' }))
  expect(await readQueue(services, reader, PILES)).toEqual({ entries: [], next: [] })
})

test('an officer sees the cases she reads and no trace of others', async () => {
  const { services, desk } = officerServices()
  const ownCase = put(desk, [reader.id])
  put(desk, ['ethics-2'])
  put(desk, ['hr-1'])
  const { entries: queue } = await readQueue(services, reader, QUEUED)
  expect(queue.map(({ queuedCase }) => queuedCase.id)).toEqual([ownCase.id])
})
