import { readPrivateKey, reformatKey } from 'openpgp'
import { beforeAll, describe, expect, test } from 'vitest'
import { type MadeKey, makeOfficerKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import { reporterReader } from '#crypto/reporter-reader.ts'
import type { RosterHistory } from '#crypto/roster-history.ts'
import { sealer, sealerAt } from '#crypto/seal.ts'
import type { Day } from '#domain/case/day.ts'
import {
  type CaseId,
  type MessageId,
  newCaseId,
  newMessageId,
  type OfficerId,
  systemChance,
} from '#domain/case/ids.ts'
import type { Head } from '#domain/case/message.ts'
import { CONTEXT_V2 } from '#domain/case/message-v2.ts'
import type { ReporterKey, ReportersCase, ReportersLetter } from '#ports.ts'
import { ethicsWith, historyOf } from '../fixtures/roster-history.ts'
import { headOf, letterOf, officerKey, TODAY, to } from './people.ts'

const id = newCaseId(systemChance)
let officer: MadeKey
let signing: PrivateKeyHandle
let stranger: PrivateKeyHandle
let key: ReporterKey

beforeAll(async () => {
  officer = await officerKey('officer')
  signing = await unlock(officer.privateKey, '')
  stranger = await unlock((await officerKey('stranger')).privateKey, '')
  key = (await makeReporterKey()).key
})

const caseWith = (...letters: readonly ReportersLetter[]) =>
  ({ id, letters, office: 'ethics' }) as unknown as ReportersCase
const reading = () => reporterReader(async () => ethicsWith(officer))

async function letter(
  text: string,
  signWith: ReporterKey | undefined,
  change: Partial<Head> = {},
  row: Partial<ReportersLetter['head']> = {},
): Promise<ReportersLetter> {
  const place = { case: id, msg: newMessageId(systemChance), dir: 'o>r', typ: 'answer' } as const
  const head = headOf({ ...place, ...change })
  const { data, keys } = await sealer.seal({ ...letterOf(text), ...head }, to(key), signWith)
  const { dir, seq } = head
  const letterRow = {
    id: head.msg as MessageId,
    dir,
    seq,
    kind: 'answer',
    on: TODAY as Day,
  } as const
  return { head: { ...letterRow, ...row }, data, key: keys[0]?.bytes ?? null }
}

async function trusts(...letters: readonly ReportersLetter[]): Promise<readonly string[]> {
  return (await reading().read(key, caseWith(...letters))).map(({ trust }) => trust)
}

test('an answer that an officer signed is sound, and says what he wrote', async () => {
  const first = await letter('Come on Tuesday.', signing)
  const prev = await sealer.hash(first.data)
  const second = await letter('Or on Friday.', signing, { seq: 2, prev })
  const opened = await reading().read(key, caseWith(first, second))
  expect(opened.map(({ text, trust }) => [text?.reveal(), trust])).toEqual([
    ['Come on Tuesday.', 'sound'],
    ['Or on Friday.', 'sound'],
  ])
  expect(JSON.stringify(opened)).not.toContain('Tuesday')
})

test('T-27 an answer that no officer of the roster signed is doubtful', async () => {
  expect(await trusts(await letter('Call me.', undefined))).toEqual(['doubtful'])
  expect(await trusts(await letter('Call me.', stranger))).toEqual(['unknown_signer'])
  // The reporter's own key, which the card channel's server holds for a moment, is no officer's either.
  expect(await trusts(await letter('Call me.', key))).toEqual(['unknown_signer'])
})

test('T-25 an answer of another case, or put in another place, is doubtful', async () => {
  const elsewhere = { case: newCaseId(systemChance) as CaseId }
  expect(await trusts(await letter('For somebody else.', signing, elsewhere))).toEqual(['doubtful'])
  const row = { kind: 'question' } as const
  expect(await trusts(await letter('x', signing, {}, row))).toEqual(['doubtful'])
})

test('T-26 an answer whose predecessor is gone or was changed is doubtful', async () => {
  const first = await letter('one', signing)
  const second = await letter('two', signing, { seq: 2, prev: await sealer.hash(first.data) })
  const other = await letter('another one', signing)
  expect(await trusts(second)).toEqual(['doubtful'])
  expect(await trusts(other, second)).toEqual(['sound', 'doubtful'])
})

test('what was not sealed to her says so; what is damaged is doubtful and empty', async () => {
  const ownLetter = await letter('the account', key, { dir: 'r>o', typ: 'answer' })
  const [shut] = await reading().read(key, caseWith({ ...ownLetter, key: null }))
  expect(shut).toMatchObject({ text: null, trust: 'not_sealed_to_you' })
  const damaged = { ...ownLetter, data: ownLetter.data.with(100, (ownLetter.data[100] ?? 0) ^ 1) }
  const [broken] = await reading().read(key, caseWith(damaged))
  expect(broken).toMatchObject({ text: null, trust: 'doubtful' })
})

test('what she added herself is sound by her own signature only', async () => {
  expect(await trusts(await letter('more', key, { dir: 'r>o' }))).toEqual(['sound'])
  expect(await trusts(await letter('more', signing, { dir: 'r>o' }))).toEqual(['doubtful'])
})

test('T-142 an answer signed by another office, a custodian or somebody who had left is from nobody on the list', async () => {
  const like = {
    id: 'ethics-1' as OfficerId,
    office: 'ethics',
    role: 'officer',
    label: 'One',
  } as const
  const whole = historyOf([{ ...like, key: officer }])
  const [all] = whole.rosters
  if (all === undefined) throw new Error('no roster')
  const [elsewhere, custodian, gone] = [
    historyOf([{ ...like, office: 'hr', key: officer }]),
    historyOf([], [{ ...like, key: officer }]),
    {
      ...whole,
      rosters: [
        { ...all, expires: '2026-10-01' },
        { ...all, officers: [], issued: '2026-10-02' },
      ],
    },
  ]
  const signed = await letter('Come on Tuesday.', signing)
  const trustBy = async (history: RosterHistory, of: ReportersLetter) =>
    (await reporterReader(async () => history).read(key, caseWith(of)))[0]?.trust
  expect(await trustBy(whole, signed)).toBe('sound')
  for (const history of [elsewhere, custodian, gone]) {
    expect(await trustBy(history, signed)).toBe('unknown_signer')
  }
  // An officer of that office, in a letter that says so, is none of the office that the case is at.
  expect(await trustBy(elsewhere, await letter('From HR.', signing, { office: 'hr' }))).toBe(
    'unknown_signer',
  )
})

describe('T-139 whom her first letter does not let in is not sealed to by the page', () => {
  const form = {
    ...{ leaf: 'x', taps: [], about: [], keptOut: ['ethics-2'], flags: [], identity: 'not_told' },
    ...{ passOn: false, when: null, where: null, rosterVersion: 1, policy: 'x' },
  }
  async function firstLetter(signWith: ReporterKey = key): Promise<ReportersLetter> {
    const place = { case: id, msg: newMessageId(systemChance), dir: 'r>o', typ: 'concern' } as const
    const head = headOf(place)
    const words = { ...letterOf('x'), ...head, form: { ...form, reporter: key.fingerprint } }
    const { data, keys } = await sealer.seal(words, to(key), signWith)
    const [on, seq] = [TODAY as Day, 1]
    const row = { id: head.msg as MessageId, dir: 'r>o', seq, kind: 'concern', on } as const
    return { head: row, data, key: keys[0]?.bytes ?? null }
  }
  const onPage = (...letters: readonly ReportersLetter[]) => ({
    ...caseWith(...letters),
    channel: 'web_page' as const,
  })
  async function refusal(reportersCase: ReportersCase, ...ids: readonly string[]) {
    const reader = reporterReader(async () => ethicsWith(officer, await officerKey('two')))
    const officers = ids.map((one) => ({ id: one as OfficerId, office: 'ethics' as const }))
    return reader.refusal(key, reportersCase, officers)
  }

  test('kept out, on no list, or of another office', async () => {
    const letter = await firstLetter()
    expect(await refusal(caseWith(letter), 'ethics-1')).toBeNull()
    expect(await refusal(caseWith(letter), 'ethics-1', 'ethics-2')).toBe('READER_UNKNOWN')
    expect(await refusal(caseWith(letter), 'ethics-1', 'ethics-3')).toBe('READER_UNKNOWN')
    const [roster] = ethicsWith(officer).rosters
    const later = { ...ethicsWith(officer), rosters: roster ? [{ ...roster, version: 2 }] : [] }
    const one = [{ id: 'ethics-1' as OfficerId, office: 'ethics' as const }]
    const underNewRoot = reporterReader(async () => later).refusal(key, caseWith(letter), one)
    expect(await underNewRoot).toBe('ROSTER_REFUSED')
    const elsewhere = [{ id: 'ethics-1' as OfficerId, office: 'hr' as const }]
    const reader = reporterReader(async () => ethicsWith(officer))
    expect(await reader.refusal(key, caseWith(letter), elsewhere)).toBe('READER_UNKNOWN')
  })

  test('an office that she agreed to, by what she signed and not by what the database lists', async () => {
    const first = await firstLetter()
    const about = { office: 'hr', hash: 'H'.repeat(43) } as const
    const ask = { ...about, content: 'sanitised', sanitised: 'x' }
    const request = await consentLetter('o>r', 1, ask, signing)
    const by = (agreed: boolean, before: ReportersLetter, seq: number) =>
      consentLetter('r>o', seq, { ...about, request: request.head.id, agreed }, key, before)
    const yes = await by(true, first, 2)
    const no = await by(false, yes, 3)
    const hr = await officerKey('hr')
    const history = historyOf([
      {
        id: 'ethics-1' as OfficerId,
        office: 'ethics',
        role: 'officer',
        label: 'One',
        key: officer,
      },
      { id: 'hr-1' as OfficerId, office: 'hr', role: 'officer', label: 'HR', key: hr },
    ])
    const refusalOf = (...letters: readonly ReportersLetter[]) =>
      reporterReader(async () => history).refusal(key, onPage(...letters), [
        { id: 'hr-1' as OfficerId, office: 'hr' },
      ])
    expect(await refusalOf(first, request)).toBe('READER_UNKNOWN')
    expect(await refusalOf(first, request, yes)).toBeNull()
    expect(await refusalOf(first, yes)).toBe('READER_UNKNOWN')
    expect(await refusalOf(first, request, yes, no)).toBe('READER_UNKNOWN')
    expect(await refusalOf(no, yes, request, first)).toBe('READER_UNKNOWN')
    const foreign = await consentLetter('o>r', 1, ask, stranger)
    expect(await refusalOf(first, { ...foreign, head: request.head }, yes)).toBe('READER_UNKNOWN')
  })

  async function consentLetter(
    dir: 'r>o' | 'o>r',
    seq: number,
    answers: object,
    signWith: ReporterKey,
    before?: ReportersLetter,
  ): Promise<ReportersLetter> {
    const prev = before === undefined ? null : await sealer.hash(before.data)
    const head = headOf({
      case: id,
      msg: newMessageId(systemChance),
      dir,
      seq,
      prev,
      typ: 'consent',
    })
    const words = { ...letterOf('x'), ...head, form: { ...answers } }
    const { data, keys } = await sealer.seal(words, to(key), signWith)
    const row = { id: head.msg as MessageId, dir, seq, kind: 'consent', on: TODAY as Day } as const
    return { head: row, data, key: keys[0]?.bytes ?? null }
  }

  test('a first letter that is kept back, shut, signed by another or there twice lets in nobody', async () => {
    const letter = await firstLetter()
    expect(await refusal(onPage(letter), 'ethics-1')).toBeNull()
    for (const letters of [
      [],
      [{ ...letter, key: null }],
      [await firstLetter(stranger)],
      [letter, await firstLetter()],
    ]) {
      expect(await refusal(onPage(...letters), 'ethics-1')).toBe('FIRST_UNPROVEN')
    }
  })

  test('and then an answer is not to be relied on', async () => {
    const [first, answer] = [await firstLetter(), await letter('Come on Tuesday.', signing)]
    const trustIn = async (reportersCase: ReportersCase) =>
      (await reading().read(key, reportersCase)).at(-1)?.trust
    expect(await trustIn(onPage(first, answer))).toBe('sound')
    expect(await trustIn(onPage({ ...first, key: null }, answer))).toBe('doubtful')
  })

  test('by a card her account is not sealed to her: there nothing is known of it, unless an officer signed otherwise', async () => {
    const shut = { ...(await firstLetter()), key: null }
    expect(await refusal(caseWith(shut), 'ethics-1')).toBeNull()
    const place = { case: id, msg: newMessageId(systemChance), dir: 'o>r', typ: 'answer' } as const
    const head = headOf(place)
    const history = ethicsWith(officer)
    const { v: _, ...position } = head
    const words = {
      ...position,
      ...({ v: 2, ctx: CONTEXT_V2, root: history.root, channel: 'page', form: {} } as const),
      readers: [officer.fingerprint],
      seen: { 'r>o': null, 'o>r': null },
      directory: history.heads[0] ?? '',
      text: letterOf('x').text,
    }
    const { data, keys } = await sealer.seal(words, to(key), signing)
    const [on, seq] = [TODAY as Day, 1]
    const row = { id: head.msg as MessageId, dir: 'o>r', seq, kind: 'answer', on } as const
    const answer = { head: row, data, key: keys[0]?.bytes ?? null }
    expect(await refusal(caseWith(shut, answer), 'ethics-1')).toBe('FIRST_UNPROVEN')
  })
})

const DAY = 24 * 60 * 60 * 1000
/** What an officer seals on a machine whose clock is wrong by so many days. */
async function onMachine(days: number, signWith: PrivateKeyHandle = signing) {
  const place = { case: id, msg: newMessageId(systemChance), dir: 'o>r', typ: 'answer' } as const
  const head = headOf(place)
  const at = { now: () => new Date(Date.now() + days * DAY) }
  const { data, keys } = await sealerAt(at).seal({ ...letterOf('x'), ...head }, to(key), signWith)
  const row = {
    id: head.msg as MessageId,
    dir: 'o>r',
    seq: 1,
    kind: 'answer',
    on: TODAY as Day,
  } as const
  return { head: row, data, key: keys[0]?.bytes ?? null } satisfies ReportersLetter
}

test('a wrong date, no officer, an expired key and one not yet valid are told apart, and none is called forged', async () => {
  // The same key as two certificates tell of it: one counts for three days, one began five days ago.
  const made = new Date(Date.now() - 10 * DAY)
  const own = await makeOfficerKey('own', undefined, made)
  const answerUntil = async (keyExpirationTime: number, date: Date) => {
    const privateKey = await readPrivateKey({ armoredKey: own.privateKey })
    const userIDs = { name: 'own' }
    const { publicKey } = await reformatKey({ privateKey, userIDs, keyExpirationTime, date })
    return { certificate: publicKey, fingerprint: own.fingerprint }
  }
  const short = await answerUntil((3 * DAY) / 1000, made)
  const young = await answerUntil(0, new Date(Date.now() - 5 * DAY))
  const signer = await unlock(own.privateKey, '')
  const trust = async (letter: ReportersLetter, now = new Date(), by = officer) => {
    const [one] = await reporterReader(
      async () => ethicsWith(by),
      () => now,
    ).read(key, caseWith(letter))
    return one?.trust
  }
  expect(await trust(await onMachine(3))).toBe('dated_ahead')
  expect(await trust(await onMachine(0.9))).toBe('sound')
  expect(await trust(await onMachine(3), new Date(Date.now() + 2.5 * DAY))).toBe('sound')
  expect(await trust(await onMachine(0, stranger))).toBe('unknown_signer')
  expect(await trust(await letter('Call me.', undefined))).toBe('doubtful')
  const signed = (days: number, by: typeof short) =>
    onMachine(days, signer).then((letter) => trust(letter, new Date(), by as MadeKey))
  expect(await signed(-8, short)).toBe('sound')
  expect(await signed(-6, short)).toBe('expired_key')
  expect(await signed(-8, young)).toBe('key_not_yet_valid')
  expect(await signed(-4, young)).toBe('sound')
})

test('A3 of what an officer signed the day is seen, and of nothing that anybody else did', async () => {
  const seen: string[] = []
  const look = (letter: ReportersLetter) =>
    reporterReader(
      async () => ethicsWith(officer),
      () => new Date(),
      (day) => seen.push(day),
    ).read(key, caseWith(letter))
  await look(await onMachine(0, stranger))
  await look(await onMachine(3))
  await look(await letter('mine', key, { dir: 'r>o' }))
  expect(seen).toEqual([])
  await look(await onMachine(0))
  expect(seen).toEqual([TODAY])
})
