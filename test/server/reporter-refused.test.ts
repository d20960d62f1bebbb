import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import { base64url, newMessageId, systemChance } from '#domain/case/ids.ts'
import { PageAddition, PageConsent, PageFiling, PageFind, PageKeepOut } from '#wire/reporter.ts'
import { keptRows } from '../fixtures/kept-rows.ts'
import { pageReporter, postToPage } from '../fixtures/page-reporter.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { keyPacket } from '../fixtures/sealed.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
let good: PageFiling
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
  good = await (await pageReporter(whole)).seal()
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

const CANARY = 'my supervisor takes money'
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const first = () => good.letters[0]

/** Every one of these is refused in the same words, and leaves nothing. */
async function refusedAll(
  filings: Readonly<Record<string, unknown>>,
  status: number,
  code: string,
): Promise<void> {
  const before = await keptRows(database)
  for (const [why, filing] of Object.entries(filings)) {
    const heard = await postToPage(whole, 'file', filing)
    expect([why, heard.status, heard.text]).toEqual([why, status, JSON.stringify({ code })])
  }
  expect(await keptRows(database)).toEqual(before)
  expect(whole.log.join('\n')).not.toContain('supervisor')
}
const withLetter = (change: object) => ({ ...good, letters: [{ ...first(), ...change }] })
const withKeys = (keys: readonly object[]) => withLetter({ keys })

describe('a filing that is not as the page makes it is refused, and nothing of it is kept', () => {
  test('T-12 a field too many, wherever it stands', async () => {
    const extra = [
      { leaf: 'misconduct.nepotism' },
      { lookup: 'x' },
      { lookup_hash: 'x' },
      { verified_staff: true },
      { receivedOn: '2020-01-01' },
      { receivedAt: null },
      { triageHours: 1 },
      { urgency: 'high' },
      { exclusions: [] },
      { reference: 'AAA-AAA' },
      { door: 'office_link' },
    ]
    const filings = extra.flatMap((field) => [{ ...good, ...field }, withLetter(field)])
    await refusedAll({ ...filings }, 400, 'ANSWERS_INVALID')
  })

  test('cases 3 and 9: answers of another shape, place or order', async () => {
    const { salt: _, ...withoutSalt } = good
    await refusedAll(
      {
        list: [good],
        nothing: {},
        'a field missing': withoutSalt,
        'a list where a word is': { ...good, office: ['ethics'] },
        'an office nobody knows': { ...good, office: 'board' },
        'a category nobody knows': { ...good, category: 'self_harm' },
        'a flag nobody knows': { ...good, flags: ['urgent'] },
        'no letter': { ...good, letters: [] },
        'three letters': { ...good, letters: [first(), first(), first()] },
        'the name first': { ...good, letters: [{ ...first(), kind: 'identity' }] },
        'a note': withLetter({ kind: 'note' }),
        'another place in the case': withLetter({ seq: 2 }),
        'a case id of another shape': { ...good, case: 'K7Q-3MF' },
        'a case id of its own choice': { ...good, case: newMessageId(systemChance) },
        'another salt': { ...good, salt: newMessageId(systemChance) },
        'the same id twice': withLetter({ id: good.case }),
        'the same file twice': withLetter({
          attachments: Array(2).fill({ id: newMessageId(systemChance), upload: 'A'.repeat(70) }),
        }),
        'kept out twice': { ...good, keptOut: ['hr-1', 'hr-1'] },
        'a promise of half a day': { ...good, replyDays: 0.5 },
        'a receipt of another length': { ...good, shown: `${good.shown}A` },
        'a secret link of another length': { ...good, link: { from: 'page', secret: 'short' } },
        'a link from elsewhere': { ...good, link: { from: 'staff', secret: good.shown } },
      },
      400,
      'ANSWERS_INVALID',
    )
  })

  test('case 7 and 8: readers that the browser chose, and what it reckoned itself', async () => {
    const [one, two] = good.readers
    await refusedAll(
      {
        fewer: { ...good, readers: [one] },
        more: { ...good, readers: [one, two, 'hr-1'] },
        others: { ...good, readers: ['hr-1', 'hr-2'] },
        strangers: { ...good, readers: ['nobody-1', 'nobody-2'] },
        'one twice': { ...good, readers: [one, one] },
        'one who is kept out': { ...good, keptOut: [one] },
        'another policy': { ...good, policy: 'f'.repeat(64) },
      },
      409,
      'PROMISE_CHANGED',
    )
    await refusedAll({ none: { ...good, readers: [] } }, 400, 'ANSWERS_INVALID')
  })

  test('a promise that no leaf of the policy makes, or that no way leads to', async () => {
    await refusedAll(
      {
        'another time': { ...good, replyDays: 30 },
        'an hour’s clock': { ...good, office: 'ethics', category: 'disclosure', replyDays: 2 },
        'danger without haste': { ...good, category: 'safety' },
        'a flag without a reason': { ...good, flags: ['alternate_investigating_mechanism'] },
        'a flag twice': { ...good, flags: ['governing_body_route', 'governing_body_route'] },
      },
      400,
      'ANSWERS_INVALID',
    )
  })

  test('case 5: bytes that are no bytes', async () => {
    const keys = first().keys.map((key) => ({ ...key, bytes: 'AAAAA' }))
    await refusedAll(
      {
        'as a letter': withLetter({ data: 'AAAAA' }),
        'as a key packet': withKeys(keys),
        'as her key': { ...good, lockedKey: 'AAAAA' },
      },
      400,
      'ANSWERS_INVALID',
    )
  })

  test('case 18: a level that the letters do not bear out', async () => {
    await refusedAll(
      {
        'a name without one': { ...good, identity: 'named' },
        'a locked name without one': { ...good, identity: 'confidential' },
        'a level nobody knows': { ...good, identity: 'anonymous' },
      },
      400,
      'ANSWERS_INVALID',
    )
  })

  test('key packets for others, for fewer, or twice for one', async () => {
    const keys = first().keys
    const packet = { role: 'officer', reader: 'hr-1', bytes: base64url(keyPacket()) }
    await refusedAll(
      {
        'for one more': withKeys([...keys, packet]),
        'for one fewer': withKeys(keys.slice(1)),
        'for herself only': withKeys(keys.filter(({ role }) => role === 'reporter')),
        'not for herself': withKeys(keys.filter(({ role }) => role !== 'reporter')),
        'twice for one': withKeys([...keys, keys[0] ?? packet]),
        'twice for herself': withKeys([
          ...keys,
          { ...packet, role: 'reporter', reader: 'reporter' },
        ]),
        'for another self': withKeys(
          keys.map((key) => (key.role === 'reporter' ? { ...key, reader: 'me' } : key)),
        ),
        'for a custodian': withKeys([
          ...keys,
          { ...packet, role: 'custodian', reader: 'custodian-1' },
        ]),
      },
      400,
      'ENVELOPE_REFUSED',
    )
    await refusedAll(
      {
        'for a recovery key': withKeys([...keys, { ...packet, role: 'recovery' }]),
        'for a released name': withKeys([...keys, { ...packet, role: 'released' }]),
        'for nobody': withKeys([]),
      },
      400,
      'ANSWERS_INVALID',
    )
  })

  test('another day than it is here is said as such, so that the page seals anew', async () => {
    const { on } = first()
    const days = [plusDays(on as Day, 1), plusDays(on as Day, -1), '2020-01-01']
    await refusedAll({ ...days.map((day) => withLetter({ on: day })) }, 409, 'DAY_CHANGED')
  })

  test('T-20 nothing readable, whatever it is called', async () => {
    const data = Buffer.from(first().data, 'base64url')
    const literal = Buffer.concat([
      Buffer.of(0xcb, 17, 0x62, 0, 0, 0, 0, 0),
      Buffer.from('my account!'),
    ])
    const forged = {
      plain: Buffer.from(CANARY.repeat(170)),
      'as a packet': Buffer.concat([data.subarray(0, 4), Buffer.from(CANARY.repeat(200))]).subarray(
        0,
        data.length,
      ),
      'good and literal': Buffer.concat([data, literal]),
      'literal and good': Buffer.concat([literal, data]),
      'cut off': data.subarray(0, -1),
      random: randomBytes(4200),
      'a key packet': keyPacket(),
    }
    const letters = Object.entries(forged).map(([why, bytes]) => [
      why,
      withLetter({ data: text(bytes) }),
    ])
    await refusedAll(Object.fromEntries(letters), 400, 'ENVELOPE_REFUSED')
    const packet = first().keys.map((key) => ({ ...key, bytes: text(Buffer.from(CANARY)) }))
    await refusedAll({ 'in a key packet': withKeys(packet) }, 400, 'ENVELOPE_REFUSED')
  })

  test('T-29 a private key where the public one belongs: refused, and nowhere afterwards', async () => {
    const [officer] = whole.staff.officers
    const open = officer?.key.privateKey ?? ''
    const locked = armoured(good.lockedKey)
    for (const key of [open, locked, `${good.reporterCertificate}\n${open}`]) {
      expect(key).toContain('PRIVATE KEY BLOCK')
      await refusedAll({ key: { ...good, reporterCertificate: key } }, 400, 'KEY_REFUSED')
      const [, line = key] = /\n\n(.{40})/.exec(key) ?? []
      expect(whole.log.join()).not.toContain(line)
      expect(whole.bodies.join()).not.toContain(line)
    }
  })

  test('case 26: a key that is cut short, with words in it, or two of them', async () => {
    const other = await makeReporterKey()
    const commented = good.reporterCertificate.replace('\n\n', `\nComment: ${CANARY}\n\n`)
    await refusedAll(
      {
        'a short lock': { ...good, lockedKey: good.lockedKey.slice(0, 400) },
        words: { ...good, lockedKey: text(Buffer.from(CANARY.repeat(27))) },
        'no key': { ...good, reporterCertificate: CANARY },
        'two keys': {
          ...good,
          reporterCertificate: `${good.reporterCertificate}\n${other.certificate}`,
        },
      },
      400,
      'KEY_REFUSED',
    )
    const heard = await postToPage(whole, 'file', { ...good, reporterCertificate: commented })
    expect(heard.status).toBe(200)
    const answer = await postToPage(whole, 'find', { shown: good.shown, proof: null })
    expect(answer.text).not.toContain('Comment')
    expect(JSON.parse(answer.text).case.reporterCertificate).toBe(good.reporterCertificate)
  })

  test('T-136 nobody files under the id of another case, and ids of its letters are no question', async () => {
    const danger = { leaf: 'safety.immediate_danger', taps: ['danger'] } as const
    const one = await (await pageReporter(whole)).seal(danger)
    expect((await postToPage(whole, 'file', one)).status).toBe(200)
    const other = await (await pageReporter(whole)).seal(danger)
    const [letter] = other.letters
    await refusedAll(
      {
        'the case': { ...other, case: one.case },
        'the case and its salt': { ...other, case: one.case, salt: one.salt },
      },
      400,
      'ANSWERS_INVALID',
    )
    // A letter's id is one of a kind in its case: another case has it, and nobody hears of that.
    const same = { ...other, letters: [{ ...letter, id: one.letters[0].id }] }
    expect((await postToPage(whole, 'file', same)).status).toBe(200)
    expect(whole.log.filter((line) => line.includes('request_failed'))).toEqual([])
  })

  test('T-42 a link of an office that is none: forged, of another office’s making, or over', async () => {
    const fresh = await (await pageReporter(whole)).seal()
    const links = [
      { from: 'office', secret: 'A'.repeat(43) },
      { from: 'office', secret: fresh.shown },
      { from: 'office', secret: text(randomBytes(32)) },
    ]
    await refusedAll({ ...links.map((link) => ({ ...fresh, link })) }, 410, 'LINK_OVER')
  })

  test('T-43 a link is 32 bytes and nothing else is looked at', async () => {
    const fresh = await (await pageReporter(whole)).seal()
    const secrets = [
      '',
      '0',
      '1',
      'A'.repeat(42),
      'A'.repeat(44),
      'ä'.repeat(43),
      '='.repeat(43),
      null,
      0,
      {},
    ]
    const filings = secrets.flatMap((secret) => [
      { ...fresh, link: { from: 'page', secret } },
      { ...fresh, link: { from: 'office', secret } },
    ])
    await refusedAll({ ...filings }, 400, 'ANSWERS_INVALID')
  })

  test('T-137 no field takes signs that no row could hold: what is compared and not stored is named', () => {
    const compared = ['policy', 'reader', 'proof', 'reporterCertificate']
    const free: string[] = []
    const look = (schema: unknown, name: string): void => {
      if (typeof schema !== 'object' || schema === null) return
      const { type, pattern, enum: words } = schema as Record<string, unknown>
      const bound = pattern !== undefined || words !== undefined
      if (type === 'string' && !bound && !compared.includes(name)) free.push(name)
      for (const [key, part] of Object.entries(schema)) {
        look(part, Array.isArray(schema) || /^(items|anyOf|prefixItems)$/.test(key) ? name : key)
      }
    }
    const bodies = { PageFiling, PageAddition, PageConsent, PageKeepOut, PageFind }
    for (const [name, body] of Object.entries(bodies))
      look(z.toJSONSchema(body, { io: 'input' }), name)
    expect(free).toEqual([])
  })

  test('a body as long as a book is refused before it is read', async () => {
    const long = withLetter({ data: 'A'.repeat(5_000_000) })
    await refusedAll({ long }, 413, 'BODY_TOO_LARGE')
    await refusedAll(
      { longer: withLetter({ data: 'A'.repeat(1_600_000) }) },
      400,
      'ANSWERS_INVALID',
    )
  })
})

/** A locked key as a program for keys would hand it over. */
function armoured(binary: string): string {
  const lines =
    Buffer.from(binary, 'base64url')
      .toString('base64')
      .match(/.{1,60}/g) ?? []
  const [begin, end] = ['BEGIN', 'END'].map((at) => `-----${at} PGP PRIVATE KEY BLOCK-----`)
  return [begin, '', ...lines, end, ''].join('\n')
}
