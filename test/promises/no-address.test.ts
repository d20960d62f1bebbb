import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '#dialogs/words.ts'
import { POLICY as FACTS_POLICY } from '../dialogs/facts.ts'
import { type FreshDatabase, freshDatabase } from '../fixtures/postgres.ts'
import { person } from '../fixtures/teams-person.ts'
import { PUBLIC, startWhole, type Whole } from '../fixtures/whole.ts'
import { surfaceOf, toAccount } from '../journeys/filer.ts'

const ROOT = join(import.meta.dirname, '../..')
const { host: HOST } = new URL(PUBLIC)
/** An organisation that writes our own address into its notice: the worst that a policy can do here. */
const CONTACT = `privacy@${HOST}, ${PUBLIC}/`

let database: FreshDatabase
let whole: Whole
/** What answered the presses that asked for the notice. */
const notices: string[] = []
beforeAll(async () => {
  database = await freshDatabase()
  const { privacy } = FACTS_POLICY
  whole = await startWhole(database.url, {
    privacy: { ...privacy, responsible: { ...privacy.responsible, contact: { en: CONTACT } } },
  })
  for (const [at, { id }] of LANGUAGES.entries()) await tellIn(id, at)
})
afterAll(async () => {
  await whole?.stop()
  await database?.drop()
})

/** Every way that puts a card into the chat or replaces one there, and a whole concern. */
async function tellIn(locale: string, at: number): Promise<void> {
  const who = person(whole.cloud, { locale, id: `cccccccc-0000-4000-8000-00000000000${at}` })
  const first = await who.install()
  await who.say('x')
  await who.say('hello')
  notices.push(JSON.stringify(await who.open(first, 'privacy')))
  const inChat = await who.execute(first, 'here')
  const notice = await who.execute(inChat, 'privacy')
  notices.push(JSON.stringify(notice))
  await who.execute(notice, 'home')
  const { press, back } = surfaceOf(who, 'dialog')
  const form = await toAccount(who, first, 'dialog', 'not_told')
  await press(form, 'send', undefined, { account: 'A contract.', when: '', where: '' })
  await back(first)
}

/** What a client would make a link of, once what is not shown to anybody is taken out. */
const LINK =
  /https?:|www\.|mailto:|OpenUrl|\]\(|[\w-]+@[\w-]+\.\w+|[\w-]+\.(invalid|org|com|net|int)\b/

describe('T-118 the address of the page for people who may not be seen', () => {
  test('T-118 stands in no card that was sent, whatever the policy says', () => {
    const { sent } = whole.cloud
    expect(sent.length).toBeGreaterThanOrEqual(3 * LANGUAGES.length)
    for (const { body } of sent) {
      const { attachments, text } = JSON.parse(body)
      const shown = `${JSON.stringify(attachments ?? [])}${text ?? ''}`
      expect(shown).not.toContain(HOST)
      expect(
        shown
          .replaceAll('http://adaptivecards.io/schemas/adaptive-card.json', '')
          .replaceAll('application/vnd.microsoft.card.adaptive', ''),
      ).not.toMatch(LINK)
    }
  })

  test('T-118 where a policy names it, the reply shows it as words that nobody can click', () => {
    expect(notices).toHaveLength(2 * LANGUAGES.length)
    for (const notice of notices) {
      expect(notice).toContain(HOST)
      expect(notice).not.toMatch(/OpenUrl|"url"/)
      const runs = notice.match(/\{[^{}]*aside\.invalid[^{}]*\}/g) ?? []
      expect(runs).toHaveLength(1)
      expect(runs.every((run) => run.includes('"TextRun"') && !run.includes('selectAction'))).toBe(
        true,
      )
    }
  })

  test('T-118 is not known to the parts that draw cards', () => {
    const files = globSync(['src/teams/**/*.ts', 'dialogs/**/*.ts'], { cwd: ROOT })
    expect(files.length).toBeGreaterThan(40)
    const knowing = files.filter((file) =>
      /publicUrl|PUBLIC_URL/.test(readFileSync(join(ROOT, file), 'utf8')),
    )
    expect(knowing).toEqual([])
  })
})
