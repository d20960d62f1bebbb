import { expect, test } from 'vitest'
import type { CaseLine } from '#dialogs/case-line.ts'
import { type Journey, move, show } from '#dialogs/journey.ts'
import { more } from '#dialogs/more.ts'
import { settleJourney } from '#dialogs/routing-preview.ts'
import { readWho, sayable, sayWhoDialog } from '#dialogs/say-who.ts'
import { day } from '#domain/case/day.ts'
import { AppError } from '#errors.ts'
import { factsFor } from './facts.ts'
import { at, onward, press, tapsOf } from './walks.ts'

const without = factsFor()
const facts = factsFor('en', { custodians: true })
const LINE: CaseLine = {
  key: 'opaque',
  office: 'ethics',
  receivedOn: day('2026-11-10'),
  dueOn: day('2026-11-17'),
  state: 'received',
  late: false,
  lettersFromUs: 0,
  alert: null,
  request: null,
  agreed: [],
  identity: 'not_told',
  nameNews: [],
}
const values = (dialog: ReturnType<typeof show>) =>
  dialog.asks.flatMap((ask) => (ask.kind === 'words' ? [] : ask.options.map(({ value }) => value)))
const accountOf = (journey: Journey, known = facts) => {
  let here = journey
  while (here.step !== 'account') here = onward(here, known, { identity: 'confidential' })
  return here
}
const identityOf = (known = facts) => {
  let journey = at(tapsOf('advice.gifts_honours'), known)
  while (journey.step !== 'identity') journey = onward(journey, known)
  return journey
}

test('confidential is offered where somebody keeps names, and only there', () => {
  expect(values(show(identityOf(), facts))).toEqual(['not_told', 'confidential', 'named'])
  expect(values(show(identityOf(without), without))).toEqual(['not_told', 'named'])
  const chosen = press('continue', null, { identity: 'confidential' })
  expect(move(identityOf(), chosen, facts).identity).toBe('confidential')
  expect(() => move(identityOf(without), chosen, without)).toThrow(AppError)
})

test('whoever chose confidential chooses anew when the last custodian is gone', () => {
  const account = accountOf(identityOf())
  expect(settleJourney(account, facts)).toEqual(account)
  expect(settleJourney(account, without)).toMatchObject({ step: 'identity', identity: null })
})

test('a confidential name is asked for on the account, filled in, and must be there', () => {
  const asks = show(accountOf(identityOf()), facts).asks
  expect(asks.find(({ id }) => id === 'name')).toMatchObject({
    required: true,
    prefilled: 'Mona Saleh',
  })
})

test('saying who she is is offered until the office knows, and never back', () => {
  const offered = (identity: CaseLine['identity'], state: CaseLine['state'] = 'received') =>
    more({ ...LINE, identity, state }, null, facts).buttons.some(({ verb }) => verb === 'say_who')
  expect(offered('not_told')).toBe(true)
  expect(offered('confidential')).toBe(true)
  expect(offered('named')).toBe(false)
  expect(offered('not_told', 'closed')).toBe(false)
  const line: CaseLine = {
    ...LINE,
    identity: 'confidential',
    nameNews: [{ on: LINE.receivedOn, isDisclosed: true }],
  }
  expect(sayable(line, facts)).toEqual([])
  const refused: CaseLine = { ...line, nameNews: [{ on: LINE.receivedOn, isDisclosed: false }] }
  expect(sayable(refused, facts)).toEqual(['named'])
  expect(values(sayWhoDialog(LINE, facts))).toEqual(['confidential', 'named'])
  expect(values(sayWhoDialog(LINE, without))).toEqual(['named'])
  expect(values(sayWhoDialog({ ...LINE, identity: 'confidential' }, facts))).toEqual(['named'])
})

test('what protects more is chosen already, and the name is hers to change', () => {
  const [who, name] = sayWhoDialog(LINE, facts).asks
  expect(who).toMatchObject({ chosen: ['confidential'] })
  expect(name).toMatchObject({ prefilled: 'Mona Saleh', required: true })
})

test('a name that is no name is not taken, and a field too many neither', () => {
  expect(readWho({ identity: 'named', name: ' Mona ' })).toMatchObject({ identity: 'named' })
  const refused: [object, string][] = [
    [{ identity: 'named', name: '  ' }, 'NAME_EMPTY'],
    [{ identity: 'not_told', name: 'Mona' }, 'ANSWERS_INVALID'],
    [{ identity: 'named' }, 'ANSWERS_INVALID'],
    [{ identity: 'named', name: 'Mona', account: 'more' }, 'ANSWERS_INVALID'],
    [{ identity: 'named', name: 'x'.repeat(201) }, 'ACCOUNT_TOO_LONG'],
  ]
  for (const [answers, code] of refused) {
    expect(() => readWho(answers), JSON.stringify(answers)).toThrow(
      expect.objectContaining({ code }),
    )
  }
})
