import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64url } from '#domain/case/ids.ts'
import { officerAtDesk } from '../fixtures/officer.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { buttonsOf, inputsOf, type Person, person, textOf } from '../fixtures/teams-person.ts'
import { startWhole, type Whole } from '../fixtures/whole.ts'
import { toAccount } from './filer.ts'

let database: FreshDatabase
let whole: Whole
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWhole(database.url, { page: true })
})
afterAll(async () => {
  await whole.stop()
  await database.drop()
})

// biome-ignore lint/suspicious/noExplicitAny: cards as the wire has them
type Json = any

const verbsOf = (card: Json) => buttonsOf(card).map(({ data }) => data.aside.verb)
const desk = () => officerAtDesk(whole, 'investigations-1')

/** Tells something; leads to "What else I can do". */
async function tell(amal: Person): Promise<{ id: string; more: Json }> {
  const first = await amal.install()
  await amal.submit(await toAccount(amal, first, 'dialog'), 'send', undefined, {
    account: 'x',
    name: 'A',
  })
  const { rows } = await (await desk()).queue()
  const list = await amal.open(first, 'conversation')
  const value = buttonsOf(list).find(({ data }) => data.aside.verb === 'case')?.data.aside.value
  expect(rows.map(({ id }) => id)).toContain(value)
  const card = await amal.submit(list, 'case', value)
  return { id: value, more: await amal.submit(card, 'more', value) }
}

/** Everything that stands on the screen between the title and the buttons. */
function written(card: Json): string[] {
  return textOf(card)
    .split('\n')
    .map((line) => /^(?:\d+\. (?<word>\S+)|\u2066(?<code>[0-9A-Z-]+)\u2069)$/.exec(line)?.groups)
    .flatMap((match) => match?.['word'] ?? match?.['code'] ?? [])
}

/** What is asked back, answered from paper; or wrongly. */
function fromPaper(card: Json, parts: readonly string[], right = true) {
  return Object.fromEntries(
    inputsOf(card).map(({ id, label, choices }: Json) => {
      const wanted = parts[Number(/\d+/.exec(label)?.[0]) - 1]
      const choice = choices.find(({ value }: Json) => (value === wanted) === right)
      return [id, choice.value]
    }),
  )
}

async function keep(amal: Person, shown: Json, parts: readonly string[]): Promise<Json> {
  const asked = await amal.submit(shown, 'web_words_kept')
  return amal.submit(asked, 'web_words_kept', undefined, fromPaper(asked, parts))
}

/** What the page on the web will do: words, their place, the row, the key, the letters. */
async function readWith(words: string) {
  const { recoveryPhrase, reporters, reading } = whole.composed.services
  const secret = recoveryPhrase.read(words)
  if (secret === null) return null
  const [reportersCase] = await reporters.find([await recoveryPhrase.lookup(secret)])
  if (reportersCase === undefined) return null
  const key = await recoveryPhrase.open(secret, reportersCase)
  return key === null
    ? null
    : { held: reportersCase, letters: await reading.read(key, reportersCase) }
}

describe.each(['en', 'fr', 'ar'])('words for the web page in %s', (lang) => {
  test('are shown once, asked back, and lead to the answer', async () => {
    const amal = person(whole.cloud, { locale: lang, id: `words-${lang}` })
    const { id, more } = await tell(amal)
    const intro = await amal.submit(more, 'web_words', id)
    expect(textOf(intro)).not.toMatch(/\d+\. /)
    let shown = await amal.submit(intro, 'web_words_show')
    const lines = written(shown)
    expect(lines).toHaveLength(lang === 'ar' ? 1 : 13)
    const code = lines.at(-1) ?? ''
    const parts = lang === 'ar' ? code.split('-') : lines.slice(0, 12)
    expect(await readWith(code), 'nothing is kept yet').toBeNull()

    const asked = await amal.submit(shown, 'web_words_kept')
    expect(inputsOf(asked)).toHaveLength(2)
    expect(inputsOf(asked).every(({ type }) => type === 'Input.ChoiceSet')).toBe(true)
    shown = await amal.submit(asked, 'web_words_kept', undefined, fromPaper(asked, parts, false))
    expect(written(shown)).toEqual(lines)
    const done = await keep(amal, shown, parts)
    expect(verbsOf(done)).toContain('case')
    expect(written(done)).toEqual([])

    const officer = await desk()
    await officer.answer(await officer.open(id), `An answer for ${lang}.`)
    for (const typed of lang === 'ar' ? [code] : [code, parts.join(' ')]) {
      const read = await readWith(typed)
      expect(read?.held.id).toBe(id)
      expect(read?.letters.at(-1)).toMatchObject({ dir: 'o>r', trust: 'sound' })
      expect(read?.letters.at(-1)?.text?.length).toBe(`An answer for ${lang}.`.length)
    }
  })
})

test('a case has its words once: neither an open card nor a double press makes a second set', async () => {
  const amal = person(whole.cloud, { id: 'words-once' })
  const { id, more } = await tell(amal)
  const intro = await amal.submit(more, 'web_words', id)
  const [one, two] = [
    await amal.submit(intro, 'web_words_show'),
    await amal.submit(intro, 'web_words_show'),
  ]
  expect(written(one)).not.toEqual(written(two))
  await keep(amal, one, written(one))
  await keep(amal, two, written(two))
  expect((await readWith(written(one).at(-1) ?? ''))?.held.id).toBe(id)
  expect(await readWith(written(two).at(-1) ?? '')).toBeNull()
  for (const again of [
    await amal.submit(intro, 'web_words_show'),
    await amal.submit(more, 'web_words', id),
  ]) {
    expect(written(again)).toEqual([])
    expect(verbsOf(again)).not.toContain('web_words_kept')
  }
})

test('T-84 whoever presses twice, or lost the answer, is not told that somebody else has the words', async () => {
  const amal = person(whole.cloud, { id: 'words-twice' })
  const { id, more } = await tell(amal)
  const shown = await amal.submit(await amal.submit(more, 'web_words', id), 'web_words_show')
  const asked = await amal.submit(shown, 'web_words_kept')
  const press = () =>
    amal.submit(asked, 'web_words_kept', undefined, fromPaper(asked, written(shown)))
  const [first, second] = await Promise.all([press(), press()])
  expect(textOf(second)).toBe(textOf(first))
  expect(textOf(await press())).toBe(textOf(first))
  expect(textOf(first)).toContain('The second way back is open')
})

test('the words of one case open no other', async () => {
  const amal = person(whole.cloud, { id: 'words-two' })
  const [first, second] = [await tell(amal), await tell(amal)]
  const secrets: Uint8Array[] = []
  const { recoveryPhrase, reporters } = whole.composed.services
  for (const { id, more } of [first, second]) {
    const shown = await amal.submit(await amal.submit(more, 'web_words', id), 'web_words_show')
    await keep(amal, shown, written(shown))
    const secret = recoveryPhrase.read(written(shown).at(-1) ?? '') ?? new Uint8Array(16)
    const reportersCases = await reporters.find([await recoveryPhrase.lookup(secret)])
    expect(reportersCases.map((reportersCase) => reportersCase.id)).toEqual([id])
    for (const reportersCase of reportersCases)
      expect(await recoveryPhrase.open(secret, reportersCase)).not.toBeNull()
    for (const other of secrets) {
      for (const reportersCase of reportersCases)
        expect(await recoveryPhrase.open(other, reportersCase)).toBeNull()
    }
    secrets.push(secret)
  }
})

test('words are never drawn in the chat: there the press opens the window', async () => {
  const amal = person(whole.cloud, { id: 'words-chat' })
  const { id } = await tell(amal)
  const list = await amal.execute(await amal.execute(amal.lastCard(), 'here'), 'conversation')
  const card = await amal.execute(await amal.execute(list, 'case', id), 'more', id)
  const intro = await amal.execute(card, 'web_words', id)
  const show = buttonsOf(intro).find(({ data }) => data.aside.verb === 'web_words_show')
  expect([show?.type, show?.data.msteams]).toEqual(['Action.Submit', { type: 'task/fetch' }])
  const forced = await amal.invoke('adaptiveCard/action', {
    action: { type: 'Action.Execute', verb: 'web_words_show', data: show?.data },
  })
  expect(forced.body.type).toBe('application/vnd.microsoft.activity.message')
  expect(written(await amal.open(intro, 'web_words_show'))).toHaveLength(13)
})

test('T-85 words of a case are not given to whoever copied the card', async () => {
  const amal = person(whole.cloud, { id: 'words-owner' })
  const thief = person(whole.cloud, { id: 'words-thief' })
  const { id, more } = await tell(amal)
  const intro = await amal.submit(more, 'web_words', id)
  for (const stolen of [
    await thief.submit(more, 'web_words', id),
    await thief.submit(intro, 'web_words_show'),
  ]) {
    expect(JSON.stringify(stolen)).not.toMatch(/web_words_kept|\d+\. /)
  }
})

test('T-51 a card’s share typed as words, or pressed by another person or tenant, finds nothing', async () => {
  const amal = person(whole.cloud, { id: 'words-share' })
  const { id } = await tell(amal)
  const { share } = buttonsOf(amal.lastCard())[0]?.data.aside ?? {}
  const { recoveryPhrase, reporters } = whole.composed.services
  const bytes = fromBase64url(share)
  const code = recoveryPhrase.write(bytes, 'en')
  for (const typed of [code.code.join(''), code.words?.join(' ') ?? '', share]) {
    expect(await readWith(typed)).toBeNull()
  }
  expect(await reporters.find([await recoveryPhrase.lookup(bytes)])).toEqual([])
  for (const path of [`/${share}`, `/api/conversation/${share}`]) {
    expect([404, 401]).toContain((await whole.ask(path)).status)
  }
  const tenant = 'aaaaaaaa-0000-4000-8000-000000000002'
  for (const who of [{ id: 'words-admin' }, { id: 'words-share', tenant }]) {
    const other = person(whole.cloud, who)
    const seen = await other.open(amal.lastCard(), 'conversation')
    expect(verbsOf(seen)).not.toContain('case')
    expect(JSON.stringify(seen)).not.toContain(id)
  }
})

test('nothing of a secret is in the log, and where the page is not open nothing mentions it', async () => {
  expect(whole.log.join('\n')).not.toMatch(/first|second|\babandon\b/)
  const closed = await startWholeWithout()
  const amal = person(closed.whole.cloud, { id: 'no-page' })
  const first = await amal.install()
  await amal.submit(await toAccount(amal, first, 'dialog'), 'send', undefined, {
    account: 'x',
    name: 'A',
  })
  const list = await amal.open(first, 'conversation')
  const value = buttonsOf(list).find(({ data }) => data.aside.verb === 'case')?.data.aside.value
  const more = await amal.submit(await amal.submit(list, 'case', value), 'more', value)
  expect(verbsOf(more)).not.toContain('web_words')
  await closed.stop()
})

async function startWholeWithout() {
  const fresh = await freshDatabase()
  const without = await startWhole(fresh.url, { page: false })
  return {
    whole: without,
    async stop() {
      await without.stop()
      await fresh.drop()
    },
  }
}
