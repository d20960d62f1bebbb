import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#domain/case/day.ts'
import { byOfficer } from '../fixtures/acts.ts'
import { bytes, filing, officerA } from '../fixtures/filing.ts'
import { exclusions, freshStore, type TestDatabase } from '../fixtures/store.ts'
import { refusedWith } from '../fixtures/superuser.ts'

const REFUSED = 'AS001'
let db: TestDatabase

beforeAll(async () => {
  db = await freshStore()
  const danger = {
    receivedOn: day('2026-11-09'),
    receivedAt: new Date('2026-11-09T08:00:00Z'),
    replyDays: 7,
    replyHours: null,
    zone: 'Europe/Paris',
  }
  const given = filing({ terms: danger })
  const tags = [await exclusions.tag(given.id, 'officer-x' as typeof officerA)]
  const key = { role: 'officer', reader: officerA, bytes: bytes(96) } as const
  await db.store.intake.file({
    ...{ ...given, exclusions: tags },
    label: { data: bytes(179), keys: [key] },
  })
  await db.store.desk.change(officerA, given.id, () => ({
    event: byOfficer('acknowledged', '2026-11-09'),
  }))
  await db.store.directory.publish({
    root: 'root',
    roster: '{}',
    signature: 'signature',
    certificates: [],
  })
  await db.store.policies.keep({ hash: 'hash', text: 'text', policy: { page: true } })
  await db.store.environmentMarker.claim('demo')
})
afterAll(() => db.end())

/** Tried as superuser: who may do everything may not do these by mistake either. */
test.each([
  ['an envelope is not changed', "update envelope set data = 'x'"],
  ['an envelope does not just disappear', 'delete from envelope'],
  ['a key packet is not changed', "update message_key set reader = 'officer-x'"],
  ['a key packet does not just disappear', 'delete from message_key'],
  ['a label is not changed', "update case_label set data = 'x'"],
  ['a label does not just disappear', 'delete from case_label'],
  ['a letter stays in its place', 'update message set seq = 7'],
  ['a letter does not just disappear', 'delete from message'],
  ['what happened stays as it was', "update event set act = 'answered'"],
  ['what happened does not just disappear', 'delete from event'],
  ['the id of a case stays', 'update "case" set id = \'aaaaaaaaaaaaaaaaaaaaaa\''],
  ['the reference of a case stays', 'update "case" set reference = \'AAA-AAA\''],
  ['the channel of a case stays', 'update "case" set channel = \'letter\''],
  ['the received day stays', 'update "case" set received_on = \'2026-11-10\''],
  [
    'the received instant is not changed',
    'update "case" set received_at = received_at + interval \'1 h\'',
  ],
  ['the promise a case was told under stays', 'update "case" set policy = \'other\''],
  ["the person's key of a case stays", 'update "case" set reporter_certificate = \'other\''],
  ['a case does not just disappear', 'delete from "case"'],
  ['that somebody was a reader cannot be undone', 'delete from reader'],
  ['a reader is not turned into another', "update reader set officer = 'officer-x'"],
  ['who is kept out stays out', 'delete from exclusion'],
  ['an exclusion is not changed', "update exclusion set tag = 'x'"],
  ['a consent is not rewritten', 'update consent set agreed = true'],
  ['a used nonce stays used', 'delete from idempotency_key'],
  ['a used nonce is not moved to another day', "update idempotency_key set day = '2020-01-01'"],
  ['T-100 a line of the ledger is not changed', "update ledger set officer = 'officer-x'"],
  ['T-100 no line of the ledger is taken out', 'delete from ledger'],
  ['an act that waits for the ledger leaves only into it', 'delete from pending_ledger_line'],
  ['a published directory is not replaced', "update directory set roster = 'other'"],
  ['a published directory is not taken back', 'delete from directory'],
  ['a policy that was shown is kept', 'delete from policy'],
  ['a database stays what it was marked', "update environment_marker set kind = 'production'"],
])('%s', async (_, statement) => {
  expect(await refusedWith(db.superuser, statement)).toBe(REFUSED)
})

test.each([
  'case_label',
  'envelope',
  'message',
  'message_key',
  'event',
  '"case"',
  'reader',
  'receipt',
  'exclusion',
  'consent',
  'case_key',
  'idempotency_key',
  'ledger',
  'pending_ledger_line',
  'shred',
  'directory',
  'policy',
  'environment_marker',
])('%s is not emptied at once', async (table) => {
  expect(await refusedWith(db.superuser, `truncate ${table} cascade`)).toBe(REFUSED)
})

test('the received instant can be forgotten, and does not come back', async () => {
  expect(await refusedWith(db.superuser, 'update "case" set received_at = null')).toBeNull()
  expect(await refusedWith(db.superuser, 'update "case" set received_at = now()')).toBe(REFUSED)
})

test('on an anonymous channel no instant can be written', async () => {
  const terms = {
    receivedOn: day('2026-11-09'),
    receivedAt: new Date('2026-11-09T08:00:00Z'),
    replyDays: 7,
    replyHours: 48,
    zone: 'Europe/Paris',
  }
  await expect(
    db.store.intake.file(filing({ channel: 'web_page', leaf: null, terms })),
  ).rejects.toMatchObject({
    code: 'STORE_REFUSED',
    ids: { constraint: 'case_minute_unknown' },
  })
})
