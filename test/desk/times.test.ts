import { describe, expect, test } from 'vitest'
import { parse } from '#crypto/certificate.ts'
import { makeOfficerKey, unlock } from '#crypto/keys.ts'
import { reporterReader } from '#crypto/reporter-reader.ts'
import { proveRoster } from '#crypto/roster.ts'
import {
  type ClockReading,
  refuseOutsideItsDays,
  sawSigned,
  signedDay,
  signingAt,
  timesOf,
} from '#desk/key-worker/clock-check.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { sealDraft } from '#desk/key-worker/seal-draft.ts'
import { type Day, dayIn } from '#domain/case/day.ts'
import { DeskTwin } from '../fixtures/desk-store.ts'
import { provenHistory } from '../fixtures/roster-history.ts'
import { makeStaff, officerOf } from './officers.ts'
import { putSealedCase } from './sealed-case.ts'
import { wire } from './wire-case.ts'

const HOUR = 60 * 60 * 1_000
const DAY = 24 * HOUR

/** An officer whose machine is wrong by so much answers; what do the person and a colleague then read? */
async function answered(wrongBy: number, right: ClockReading['right']) {
  const server = Date.now()
  const device = server + wrongBy
  const today = dayIn('UTC', new Date(server))
  const staff = await makeStaff()
  const deskCase = await putSealedCase(new DeskTwin(), staff, today, {
    leaf: 'advice.gifts_honours',
    taps: [],
    turns: [{ kind: 'concern', text: 'May I?', ago: 1 }],
  })
  const roster = await proveRoster(staff.directory, {
    rootFingerprint: staff.root.fingerprint,
    demo: true,
  })
  const history = provenHistory(roster)
  const clock = { server, right }
  const at = signingAt(clock, device)
  const on = { at, day: signedDay(today, at, clock), ...timesOf(clock, device) }
  const own = await unlock(officerOf(staff, 'ethics-2').key.privateKey, '')
  const draft = { kind: 'answer', words: 'You may.', lang: 'en' } as const
  const sent = await sealDraft(wire(deskCase, 'ethics-2'), draft, on, own, { ...roster, history })
  const data = new Uint8Array(Buffer.from(sent.data, 'base64url'))
  const keys = sent.keys.map((key) => ({
    ...key,
    bytes: new Uint8Array(Buffer.from(key.bytes, 'base64url')),
  }))
  const place = {
    id: sent.id,
    case: deskCase.id,
    dir: 'o>r',
    seq: 1,
    kind: 'answer',
    on: today,
  } as const
  const account = deskCase.letters.map(({ data, ...head }) => ({ head, data, key: null }))
  deskCase.letters.push({ ...place, data, keys } as never)
  const keyPacket = keys.find(({ role }) => role === 'reporter')?.bytes ?? null
  const [, read] = await reporterReader(async () => history).read(deskCase.reporter, {
    id: deskCase.id,
    office: 'ethics',
    letters: [...account, { head: place, data, key: keyPacket }],
  } as never)
  const colleague = await unlock(officerOf(staff, 'ethics-1').key.privateKey, '')
  const seen = await openCase(wire(deskCase, 'ethics-1'), colleague, history)
  return { day: on.day, today, trust: read?.trust, trouble: seen.letters.at(-1)?.trouble }
}

describe('a wrong clock makes no honest letter look forged', () => {
  test('three days ahead: nothing is signed before a person has said which clock is right', async () => {
    await expect(answered(3 * DAY, null)).rejects.toMatchObject({ ids: { why: 'clocks' } })
    const { day, today, ...read } = await answered(3 * DAY, 'server')
    expect([day, read]).toEqual([today, { trust: 'sound', trouble: null }])
  })

  test('three days ahead, and she says that it is right: the date is called wrong, and nothing forged', async () => {
    const { trust, trouble } = await answered(3 * DAY, 'device')
    expect([trust, trouble]).toEqual(['dated_ahead', 'dated_ahead'])
  })

  test('one day behind: it goes by the service, without a question', async () => {
    const { day, today, ...read } = await answered(-DAY + HOUR, null)
    expect([day, read]).toEqual([today, { trust: 'sound', trouble: null }])
  })

  test('one day behind, a key that was made an hour ago is what it is', async () => {
    const server = Date.now()
    const young = await makeOfficerKey('young', undefined, new Date(server - HOUR))
    const key = await parse(young.certificate)
    const clock = { server, right: null }
    await refuseOutsideItsDays(key, timesOf(clock, server - DAY + HOUR))
    // Not yet valid by the service's clock, whatever the machine says; and never called expired.
    const early = { server: server - 2 * HOUR, right: null }
    await expect(refuseOutsideItsDays(key, timesOf(early, server))).rejects.toMatchObject({
      ids: { why: 'not_yet_valid' },
    })
  })

  test('what ends, ends by the latest of both clocks, until a person says which is right', () => {
    const server = Date.parse('2026-11-10T12:00:00Z')
    const device = Date.parse('2026-11-29T12:00:00Z')
    expect(timesOf({ server, right: null }, device).latest).toEqual(new Date(device))
    expect(timesOf({ server, right: 'device' }, device).latest).toEqual(new Date(device))
    expect(timesOf({ server, right: 'server' }, device).latest).toEqual(new Date(server))
    expect(timesOf({ server, right: null }, device).server).toEqual(new Date(server))
    expect(() => signingAt({ server, right: null }, device)).toThrow()
    expect(signingAt({ server, right: 'device' }, device)).toEqual(new Date(device))
  })

  test('a server that lives in the past gets no signature of a day before the newest signed one', () => {
    const server = Date.parse('2100-11-10T12:00:00Z')
    const clock = { server, right: 'server' } as const
    const times = timesOf({ server, right: null }, Date.parse('2100-11-29T12:00:00Z'))
    // A day that no clock here has reached proves nothing but a wrong clock.
    sawSigned('2101-03-01' as Day, times)
    expect(signingAt(clock)).toEqual(new Date(server))
    sawSigned('2100-11-20' as Day, times)
    const at = signingAt(clock)
    expect(at).toEqual(new Date('2100-11-20T00:00:00Z'))
    expect(signedDay('2100-11-10' as Day, at, clock)).toBe('2100-11-20')
    expect(timesOf(clock).latest).toEqual(at)
  })
})
