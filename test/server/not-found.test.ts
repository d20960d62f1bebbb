import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGUAGES } from '#dialogs/supported-languages.ts'
import { wordsFor } from '#dialogs/words.ts'
import { factsFor } from '../dialogs/facts.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk({ policy: factsFor('en').policy })
})
afterAll(() => desk.stop())

/** As a browser asks when somebody follows a link or types an address. */
const PERSON = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const MISSED = ['/nothing', '/desk.html', '/privacy/', '/Privacy', '/verify/old', '/auth/logout']

test.each(LANGUAGES.map(({ id }) => id))(
  'whoever follows an address that is not there reads so on a page, in %s',
  async (id) => {
    const words = wordsFor(id)
    for (const path of MISSED) {
      const heard = await desk.ask(path, { headers: { ...PERSON, 'accept-language': id } })
      expect([path, heard.status]).toEqual([path, path === '/auth/logout' ? 405 : 404])
      expect(heard.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(heard.headers['content-security-policy']).toContain("default-src 'none'")
      expect(heard.text).toContain(`<html lang="${id}"${words.rtl ? ' dir="rtl"' : ''}>`)
      expect(heard.text).toContain(`<h1>${words.say('not_found.title')}</h1>`)
      expect(heard.text).toContain(words.say('not_found.text'))
      expect(heard.text).toContain(desk.settings.services.policy.contacts.emergency.number)
      expect(heard.text).not.toMatch(/<script|https?:\/\/(?!aside\.invalid)/)
    }
  },
)

test('an address that is no path is such a page too', async () => {
  for (const path of ['/%', '/%ff', '/a'.repeat(2000)]) {
    const heard = await desk.ask(path, { headers: PERSON })
    expect([heard.status, heard.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
  }
})

test('T-52 what stood in the address is not on the page', async () => {
  for (const path of ['/canary-words', '/x?canary-words', '/x/<canary-words>', '/%/canary-words']) {
    const heard = await desk.ask(path, { headers: PERSON })
    expect(heard.text).toContain('<h1>')
    expect(heard.text).not.toContain('canary')
  }
  expect(JSON.stringify(desk.lines)).not.toContain('canary')
})

test('programs go on reading a code: without a wish for a page, and wherever only programs ask', async () => {
  for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }]) {
    const heard = await desk.ask('/nothing', { headers })
    expect([heard.status, heard.text]).toEqual([404, '{"code":"NOT_FOUND"}'])
  }
  for (const path of ['/api', '/api/nothing', '/api/door/find', '/assets/desk-old.js']) {
    const heard = await desk.ask(path, { headers: PERSON })
    expect([path, heard.status, heard.text]).toEqual([path, 404, '{"code":"NOT_FOUND"}'])
  }
  const posted = await desk.ask('/nothing', { method: 'POST', headers: PERSON })
  expect([posted.status, posted.text]).toEqual([404, '{"code":"NOT_FOUND"}'])
  const host = { ...PERSON, host: 'evil.invalid' }
  expect((await desk.ask('/nothing', { headers: host })).text).toBe('{"code":"HOST_REFUSED"}')
})

test('asked for its head alone, the page has none but that', async () => {
  const heard = await desk.ask('/nothing', { method: 'HEAD', headers: PERSON })
  expect([heard.status, heard.text]).toEqual([404, ''])
  expect(heard.headers['content-type']).toBe('text/html; charset=utf-8')
})
