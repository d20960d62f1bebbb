import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { factsFor, POLICY } from '../dialogs/facts.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const languageOf = (text: string) => text.match(/<html lang="(\w+)"/)?.[1]
const reading = (accept: string, path = '/privacy') =>
  desk.ask(path, { headers: { 'accept-language': accept } }).then(({ text }) => languageOf(text))

describe.each(LANGUAGES.map(({ id }) => id))('the notice on the web in %s', (lang) => {
  test('says what the bot says, without a script, a cookie or anything from elsewhere', async () => {
    const { status, text, cookies, headers } = await desk.ask(`/privacy?lang=${lang}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(cookies).toEqual([])
    expect(text).not.toMatch(/<script|https?:|\son\w+=|style=/)
    expect(languageOf(text)).toBe(lang)
    expect(text.includes('dir="rtl"')).toBe(lang === 'ar')
    const { words } = factsFor(lang)
    for (const key of ['privacy.purpose_how', 'privacy.not_kept_how', 'privacy.terms_how']) {
      expect(text).toContain(words.say(key))
    }
    expect(text).toContain(POLICY.privacy.legalBasis[lang])
    expect(text).toContain('<h2 id="terms">')
  })

  test('T-118 leads to itself in another language and nowhere else', async () => {
    const { text } = await desk.ask(`/privacy?lang=${lang}`)
    const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)
    expect(links.toSorted()).toEqual(
      ['/plain.css', ...LANGUAGES.map(({ id }) => `/privacy?lang=${id}`)].toSorted(),
    )
  })
})

describe('the language of the notice', () => {
  test('is the one asked for, then one that the browser reads, then English', async () => {
    expect(await reading('')).toBe('en')
    expect(await reading('tlh, uk')).toBe('en')
    expect(await reading('pt-BR, tlh')).toBe('es')
    expect(await reading('ar-EG, fr;q=0.8')).toBe('ar')
    expect(await reading('it, fr;q=0.4, ru;q=0.9, es;q=0')).toBe('ru')
    expect(await reading('zh-Hant-TW')).toBe('zh')
    expect(await reading('ru', '/privacy?lang=es')).toBe('es')
    expect(await reading('ru', '/privacy?lang=es-MX')).toBe('es')
    expect(await reading('ru', '/privacy?lang=tlh')).toBe('ru')
    expect(await reading('*')).toBe('en')
  })

  test('is never what somebody smuggled into the address', async () => {
    for (const odd of ['"><b>', '__proto__', 'constructor', '%00', 'a'.repeat(1500)]) {
      const { text, status } = await desk.ask(`/privacy?lang=${encodeURIComponent(odd)}`)
      expect([status, languageOf(text)]).toEqual([200, 'en'])
      expect(text).not.toContain('<b>')
    }
    expect(await reading(`ar;q=${'9'.repeat(500)}`)).toBe('en')
    expect(await reading('ar;q=x, fr')).toBe('fr')
  })
})

test('a demo says on the notice, too, that it is one', async () => {
  const demo = await startDesk({ demo: true, publicUrl: 'http://127.0.0.1:3978' })
  const { text } = await demo.ask('/privacy?lang=fr')
  await demo.stop()
  expect(text).toContain(wordsFor('fr').say('demo.banner'))
  expect((await desk.ask('/privacy?lang=fr')).text).not.toContain(wordsFor('fr').say('demo.banner'))
})
