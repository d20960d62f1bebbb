import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { buttonsOf, person, textOf } from '../fixtures/teams-person.ts'
import { surfaceOf, toAccount } from '../journeys/filer.ts'

const ACCOUNT = 'canary-account-5c1'
const WHY = 'They can change the contract.'
const sha256 = (bytes: Uint8Array | string) =>
  createHash('sha256').update(bytes).digest('base64url')

let made: TestServices
let cloud: Cloud
beforeAll(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
})
afterAll(() => cloud.stop())

/** Somebody who was asked, at the list of her conversations. */
async function asked(
  where: 'dialog' | 'chat',
  locale: string,
  form: (account: Uint8Array) => Record<string, unknown>,
) {
  const amal = person(cloud, { id: `amal-${where}-${made.store.cases.size}`, locale })
  const before = new Set(made.store.cases.keys())
  const first = await amal.install()
  const account = await toAccount(amal, first, where, 'not_told')
  const { press, back } = surfaceOf(amal, where)
  await press(account, 'send', undefined, { account: ACCOUNT })
  const id = [...made.store.cases.keys()].find((one) => !before.has(one)) as CaseId
  const letter = made.store.caseOf(id).letters[0]
  await made.write(id, 'consent', WHY, form(letter?.data ?? new Uint8Array()))
  const card = await press(await back(first), 'case', id)
  return { id, press, card }
}

const toHr = (account: Uint8Array) => ({
  office: 'hr',
  content: 'account',
  hash: sha256(account),
  sanitised: null,
})
const verbs = (card: object) => buttonsOf(card).map(({ data }) => data.aside.verb)

describe.each(['dialog', 'chat'] as const)('a request in the %s', (where) => {
  test.each(LANGUAGES)(
    'is answered in $id, and the account is never shown back',
    async ({ id }) => {
      const words = wordsFor(id)
      const { id: caseId, press, card } = await asked(where, id, toHr)
      const form = await press(card, 'consent')
      expect(textOf(form)).toContain(WHY)
      expect(textOf(form)).toContain(words.say('request.silence'))
      expect(verbs(form).slice(0, 2)).toEqual(['agree', 'decline'])
      const answer = await press(form, 'agree')
      expect(textOf(answer)).toContain(words.say('request.said_yes'))
      const after = await press(answer, 'case')
      for (const shown of [card, form, answer, after]) {
        expect(JSON.stringify(shown)).not.toContain(ACCOUNT)
      }
      expect(verbs(after)).not.toContain('consent')
      expect(made.store.caseOf(caseId).consents).toMatchObject([{ office: 'hr', agreed: true }])
    },
  )
})

describe('a request that does not hold is none that can be agreed to', () => {
  const text = 'Somebody was asked.'
  const version = (more: object) => () => ({
    office: 'hr',
    content: 'sanitised',
    hash: sha256(text),
    sanitised: text,
    ...more,
  })
  test.each([
    ['the hash of another account', () => ({ ...toHr(new Uint8Array(9)) })],
    ['the hash of another text', version({ hash: sha256('Amal was asked.') })],
    ['a text that says it is the account', version({ content: 'account' })],
    [
      'an account that says it is a text',
      (account: Uint8Array) => ({ ...toHr(account), content: 'sanitised' }),
    ],
    ['the office that has it already', version({ office: 'investigations' })],
    ['an office that there is not', version({ office: 'press' })],
    ['something beside what was asked', version({ also: 'the name' })],
    ['nothing at all', () => ({})],
  ] as const)('%s', async (_, form) => {
    const { id, press, card } = await asked('dialog', 'en', form)
    const shown = await press(card, 'consent')
    expect(textOf(shown)).toContain(wordsFor('en').say('request.broken'))
    expect(verbs(shown)).toEqual(['case', 'leave'])
    expect(made.store.caseOf(id).consents).toEqual([])
  })

  test('nor is a text that one screen cannot show whole', async () => {
    const long = 'word \n'.repeat(4_000)
    const { press, card } = await asked('dialog', 'en', () => ({
      office: 'hr',
      content: 'sanitised',
      hash: sha256(long),
      sanitised: long,
    }))
    expect(verbs(await press(card, 'consent'))).toEqual(['case', 'leave'])
  })
})
