import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { qrModules } from '#dialogs/qr.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { asText } from '#server/public-pages/static-page.ts'
import { POLICY } from '../dialogs/facts.ts'
import { PUBLIC, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

const OUTSIDE = ['/poster', '/poster.css', '/embed', '/qr.svg']
let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const page = async (path: string) => (await desk.ask(path)).text
const textOf = (lang: string, key: string) => asText(wordsFor(lang).say(key))

describe('the poster', () => {
  test.each(LANGUAGES.map(({ id }) => id))(
    'says in %s what it is, where, whom to call and which key to compare',
    async (lang) => {
      const text = await page(`/poster?lang=${lang}`)
      for (const key of ['headline', 'who', 'locked', 'answer', 'own', 'danger', 'call']) {
        expect(text).toContain(textOf(lang, `poster.${key}`))
      }
      expect(text).toContain('aside.<wbr>invalid')
      expect(text).toContain(qrModules(`${PUBLIC}/`).path)
      for (const office of OFFICES) {
        const { name, number } = POLICY.offices[office].contact
        expect(text).toContain(asText(name[lang] ?? ''))
        expect(text).toContain(number)
      }
      expect(text).toContain('FFFF '.repeat(9))
      expect(text.includes('dir="rtl"')).toBe(lang === 'ar')
    },
  )

  test('has one sheet for the language asked for, or one for each', async () => {
    const sheets = async (path: string) => (await page(path)).match(/<section class="sheet"/g)
    expect(await sheets('/poster?lang=fr')).toHaveLength(1)
    expect(await sheets('/poster?lang=xx')).toHaveLength(1)
    expect(await sheets('/poster?lang=all')).toHaveLength(LANGUAGES.length)
  })

  test('T-118 is the same for everybody who fetches it', async () => {
    for (const path of ['/poster?lang=ar', '/poster?lang=all', '/embed?lang=ru', '/qr.svg']) {
      const all = await Promise.all([
        page(path),
        desk.ask(path, { headers: { cookie: await desk.cookieOf('ethics-1') } }),
        desk.ask(path, {
          headers: { 'user-agent': 'another', referer: 'https://intranet.invalid' },
        }),
      ])
      expect(new Set(all.map((one) => (typeof one === 'string' ? one : one.text))).size).toBe(1)
    }
  })
})

describe('what an intranet embeds', () => {
  const snippetIn = (text: string) =>
    (/<textarea[^>]*>([^<]*)<\/textarea>/.exec(text)?.[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')

  test.each(LANGUAGES.map(({ id }) => id))(
    'T-118 fetches nothing from here and says in %s where it leads, without a referrer',
    async (lang) => {
      const snippet = snippetIn(await page(`/embed?lang=${lang}`))
      expect(snippet).toContain(textOf(lang, 'embed.link'))
      expect(snippet).toContain('aside.invalid')
      expect(snippet).toContain(qrModules(`${PUBLIC}/`).path)
      expect(snippet).toContain('rel="noreferrer noopener"')
      expect(snippet).not.toMatch(/\bsrc=|srcset|url\(|@import|<script|<iframe|<img|<link|style=/)
      expect(snippet.match(/https?:[^"\s]*/g)).toEqual([`${PUBLIC}/`, 'http://www.w3.org/2000/svg'])
    },
  )

  test('the square alone is a picture with its own white ground', async () => {
    const heard = await desk.ask('/qr.svg')
    expect(heard.headers['content-type']).toBe('image/svg+xml; charset=utf-8')
    expect(heard.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(heard.text).toContain(qrModules(`${PUBLIC}/`).path)
    expect(heard.text).toContain('fill="#fff"')
  })
})

test('none of it needs a cookie or a script, and none may be framed or kept', async () => {
  for (const path of OUTSIDE) {
    const heard = await desk.ask(path)
    expect([path, heard.status, heard.cookies]).toEqual([path, 200, []])
    expect(heard.text).not.toMatch(/<script|javascript:|style="/)
    expect(heard.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(heard.headers['cache-control']).toBe('no-store')
  }
})

test('where the page is not open there is no poster, and nothing says that there could be', async () => {
  const closed = await startDesk({ policy: { page: false } })
  try {
    for (const path of OUTSIDE) {
      const heard = await closed.ask(path)
      expect([path, heard.status, heard.text]).toEqual([path, 404, '{"code":"NOT_FOUND"}'])
    }
  } finally {
    await closed.stop()
  }
})
