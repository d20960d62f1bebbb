import { expect, test } from 'vitest'
import { readActivity } from '#teams/activity.ts'
import { readReference } from '#teams/conversation-reference.ts'
import { inbound } from '#teams/inbound.ts'
import { inParts } from '#teams/pages.ts'
import { ofMicrosoft } from '#teams/service-url.ts'

const CANARY = 'heron-canary-95'

const activity = (change: object = {}) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  from: { id: 'x', aadObjectId: 'p', name: 'Amal Haddad' },
  recipient: { id: 'y' },
  conversation: { id: 'z', conversationType: 'personal', tenantId: 't' },
  ...change,
})

test('what was typed, attached or mentioned is gone before anything looks at the activity', () => {
  const read = readActivity(
    activity({
      text: CANARY,
      summary: CANARY,
      speak: CANARY,
      attachments: [{ content: CANARY }],
      entities: [{ text: CANARY }],
      suggestedActions: { actions: [{ title: CANARY }] },
      channelData: { tenant: { id: 't' }, clientActivityID: CANARY },
    }),
  )
  expect(JSON.stringify(read)).not.toContain(CANARY)
})

test('a conversation is private only when it says so', () => {
  const actorIn = (conversation: object) => {
    const read = readActivity(
      activity({ conversation: { id: 'z', tenantId: 't', ...conversation } }),
    )
    return read === null ? null : inbound(read).actor
  }
  expect(actorIn({ conversationType: 'personal' })).toMatchObject({ tenant: 't', person: 'p' })
  for (const other of [
    {},
    { conversationType: 'groupChat' },
    { conversationType: 'channel' },
    { conversationType: 'personal', isGroup: true },
    { conversationType: 'personal', tenantId: undefined },
  ]) {
    expect(actorIn(other)).toBeNull()
  }
})

// A pattern that runs away would not come back within the life of this test.
test('T-95 very long hostile texts are read like short ones', () => {
  for (const part of ['a', '@', '-', ' ', '#ext#', '\n', '\\', '.botframework.com', '\ud800']) {
    const long = part.repeat(Math.ceil(100_000 / part.length))
    expect(ofMicrosoft(`https://${long}.invalid`)).toBe(false)
    expect(readReference(long)).toBeNull()
    expect(readActivity(activity({ from: { id: long } }))).toBeNull()
    const data = { aside: { verb: 'tap', value: long, share: long, token: long } }
    const read = readActivity(activity({ type: 'invoke', name: 'task/submit', value: { data } }))
    expect(read === null ? null : inbound(read)).toMatchObject({ kind: 'dialog', pressed: null })
    const letter = { ours: true, on: '2026-11-23', kind: 'answer', doubt: null } as never
    const parts = inParts([{ ...(letter as object), text: long } as never])
    expect(parts.map(({ text }) => text).join('')).toBe(long)
  }
})
