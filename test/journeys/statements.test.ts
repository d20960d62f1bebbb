import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LeafId } from '#domain/concern/leaf.ts'
import { tapsOf } from '../dialogs/walks.ts'
import { type OfficerAtDesk, officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import STATEMENTS from '../fixtures/statements.json' with { type: 'json' }
import { buttonsOf, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url)
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

// biome-ignore lint/suspicious/noExplicitAny: cards as the wire has them
type Json = any

/** From the first card to the account, by the taps of a leaf, with the safe answer to everything asked on the way. */
async function toAccount(amal: Person, first: Json, leaf: LeafId): Promise<Json> {
  const [tap = '', ...taps] = tapsOf(leaf)
  let card = await amal.open(first, 'tap', tap)
  for (const next of taps) card = await amal.submit(card, 'tap', next)
  for (let n = 0; n < 8 && !verbsOf(card).includes('send'); n += 1) {
    const answers = inputsOf(card).map(({ id, value, choices, isRequired }: Json) => [
      id,
      value || (isRequired ? choices[0].value : ''),
    ])
    card = await amal.submit(card, 'continue', undefined, Object.fromEntries(answers))
  }
  return card
}

const verbsOf = (card: Json) => buttonsOf(card).map(({ data }) => data.aside.verb)

const desks = new Map<string, Promise<OfficerAtDesk>>()
const seen = new Set<string>()

/** What the one new case of an office says, opened with an officer's own key from what the desk was given. */
async function newestAt(office: string) {
  const name = `${office}-1`
  const opening = desks.get(name) ?? officerAtDesk(whole, name)
  desks.set(name, opening)
  const officer = await opening
  const { rows } = await officer.queue()
  const wireCase = rows.filter(({ id }) => !seen.has(id))
  expect(wireCase).toHaveLength(1)
  const id = wireCase[0]?.id ?? ''
  seen.add(id)
  return officer.read(await officer.open(id))
}

test.each(STATEMENTS)(
  'what $id wrote in $lang comes out at the desk to the letter',
  async ({ id, lang, leaf, text }) => {
    const amal = person(whole.cloud, { locale: lang, id: `person-${id}` })
    const form = await toAccount(amal, await amal.install(), leaf as LeafId)
    expect(form.lang).toBe(lang)
    // Her name stands in its field already, where the leaf asks for one.
    const name = inputsOf(form).find((input) => input.id === 'name')?.value
    const done = await amal.submit(form, 'send', undefined, {
      ...(name === undefined ? {} : { name }),
      account: text,
      when: '',
      where: text.slice(0, 60),
    })
    expect(verbsOf(done), JSON.stringify(done)).toContain('conversation')
    expect(textOf(done)).not.toContain(text.trim())
    const office = whole.composed.services.policy.leaves.get(leaf as LeafId)?.office ?? ''
    const read = await newestAt(office)
    expect(read.troubles).toEqual([])
    expect(read.letters[0]?.words).toBe(text)
    expect(read.form).toMatchObject({ leaf, where: text.slice(0, 60) })
  },
)

test('case 90 nothing of what was typed is in anything that was sent or answered', () => {
  const left = [...whole.cloud.sent.map(({ body }) => body), ...whole.bodies, ...whole.log]
  expect(left.length).toBeGreaterThan(STATEMENTS.length * 5)
  for (const { id, text } of STATEMENTS) {
    const asJson = JSON.stringify(text.slice(0, 40)).slice(1, -1)
    expect(
      left.filter((one) => one.includes(asJson) || one.includes(text.slice(0, 40))),
      id,
    ).toEqual([])
  }
})

test('the statements are in all six languages', () => {
  const languages = new Set(STATEMENTS.map(({ lang }) => lang))
  expect(languages).toEqual(new Set(['en', 'fr', 'es', 'ar', 'zh', 'ru']))
})
