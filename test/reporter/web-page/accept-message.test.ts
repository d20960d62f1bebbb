import { expect, test } from 'vitest'
import { dayIn } from '#domain/case/day.ts'
import { base64url, newCaseId, newMessageId, systemChance } from '#domain/case/ids.ts'
import type { DelayedInboxCase } from '#ports.ts'
import { addedTo, MAX_WAITING_MESSAGES } from '#reporter/web-page/accept-message.ts'
import { keyPacket, sealedData } from '../../fixtures/sealed.ts'
import { testServices } from '../../fixtures/services.ts'

test('T-08 one person adds to a case so much and no more: each look at it reads all of it', async () => {
  const { services } = await testServices()
  const readers = (await services.readership.usable('ethics')).map(({ id }) => id)
  const on = dayIn('Europe/Zurich', services.clock.now())
  const data = sealedData()
  const with_ = (length: number) =>
    ({
      id: newCaseId(systemChance),
      office: 'ethics',
      readers,
      terms: { zone: 'Europe/Zurich', replyHours: null },
      letters: [{ head: { dir: 'r>o', seq: 1 }, data: { length } }],
    }) as unknown as DelayedInboxCase
  const to = [
    ...readers.map((reader) => ['officer', reader] as const),
    ['reporter', 'reporter'] as const,
  ]
  const letter = {
    id: newMessageId(systemChance),
    seq: 2,
    kind: 'addition' as const,
    on,
    data: base64url(data),
    keys: to.map(([role, reader]) => ({ role, reader, bytes: base64url(keyPacket()) })),
    attachments: [],
  }
  const add = (length: number) =>
    addedTo(services, with_(length), letter, { custodians: async () => [], reporter: 'must' })
  expect(await add(MAX_WAITING_MESSAGES - data.length)).toMatchObject({ seq: 2 })
  await expect(add(MAX_WAITING_MESSAGES - data.length + 1)).rejects.toMatchObject({
    code: 'ACCOUNT_TOO_LONG',
  })
})
