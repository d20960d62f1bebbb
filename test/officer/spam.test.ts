import { expect, test } from 'vitest'
import { newCaseId, systemChance } from '#domain/case/ids.ts'
import { QUEUED } from '#domain/case/pile.ts'
import { markSpam, unmarkSpam } from '#officer/mark-spam.ts'
import { countQueue, readQueue } from '#officer/read-queue.ts'
import { OFFICERS, officerServices, put } from '../fixtures/officer-services.ts'

const [lead] = OFFICERS
if (lead === undefined) throw new Error('no officer')
const officer = lead
const PAGE = { channel: 'web_page' } as const

test('case 54: seven hundred that mean nothing go out of the way at a few presses, and come back by one', async () => {
  const { services, desk } = officerServices()
  const spam = Array.from({ length: 700 }, () => put(desk, [officer.id], PAGE).id)
  const real = put(desk, [officer.id], PAGE)
  for (let at = 0; at < spam.length; at += 200) {
    const some = spam.slice(at, at + 200)
    expect(await markSpam(services, officer, some)).toEqual(some)
  }
  const { entries } = await readQueue(services, officer, QUEUED)
  expect(entries.map(({ queuedCase }) => queuedCase.id)).toEqual([real.id])
  expect((await countQueue(services, officer)).spam).toBe(700)
  const [one] = spam
  if (one === undefined) throw new Error('none')
  expect(await unmarkSpam(services, officer, [one])).toEqual([one])
  expect((await readQueue(services, officer, QUEUED)).entries).toHaveLength(2)
})

test('what is aside keeps its days, its readers and its letters, and each press is in the ledger', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, [officer.id, 'ethics-2'], PAGE)
  const before = await desk.open(officer.id, id)
  await markSpam(services, officer, [id])
  const after = await desk.open(officer.id, id)
  expect(after?.status).toEqual(before?.status)
  expect(after?.readers).toEqual(before?.readers)
  expect(after?.letters).toEqual(before?.letters)
  expect(after?.isSpam).toBe(true)
  await unmarkSpam(services, officer, [id])
  expect(desk.ledger.map(({ act }) => act)).toEqual(['set_aside', 'brought_back'])
})

test('danger, and what came with a sender, is not put aside; neither is what is not hers', async () => {
  const { services, desk } = officerServices()
  const danger = put(desk, [officer.id], { ...PAGE, category: 'safety' })
  const card = put(desk, [officer.id])
  const foreign = put(desk, ['hr-1'], PAGE)
  const ids = [danger.id, card.id, foreign.id, newCaseId(systemChance)]
  expect(await markSpam(services, officer, ids)).toEqual([])
  expect((await readQueue(services, officer, ['spam'])).entries).toEqual([])
  expect(desk.ledger.map(({ act }) => act)).toEqual(['refused set_aside', 'refused set_aside'])
})

test('twice is once, and what is closed stays closed', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, [officer.id], PAGE)
  expect(await markSpam(services, officer, [id, id])).toEqual([id])
  expect(await markSpam(services, officer, [id])).toEqual([])
  expect(await unmarkSpam(services, officer, [id])).toEqual([id])
  expect(await unmarkSpam(services, officer, [id])).toEqual([])
})

test('a database that is away is not taken for a case that stays', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, [officer.id], PAGE)
  desk.broken = new Error('away')
  await expect(markSpam(services, officer, [id])).rejects.toThrow('away')
})
