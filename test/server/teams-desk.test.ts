import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { ROUTES, type Route } from '#server/routes.ts'
import { PUBLIC, type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const framing = (policy: string | undefined) =>
  policy?.split('; ').find((one) => one.startsWith('frame-ancestors'))

describe('T-68 what may stand in a frame', () => {
  test('T-68 only the tab does, and only in Teams, host by host', async () => {
    const { headers } = await desk.ask('/teams/desk')
    expect(framing(headers['content-security-policy'])).toBe(
      'frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft',
    )
    expect(headers['x-frame-options']).toBeUndefined()
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
  })

  test('T-68 every other address refuses every frame, the desk first', async () => {
    const others = ROUTES.filter((route: Route) => route.name !== 'teamsDesk' && !route.demoOnly)
    expect(others.map(({ path }) => path)).toContain('/desk')
    for (const { method, path } of others) {
      const asked = path.replace('/assets/*', '/assets/desk-abc.js').replace('*', 'cases/x')
      const { headers } = await desk.ask(asked, { method })
      expect([path, framing(headers['content-security-policy'])]).toEqual([
        path,
        "frame-ancestors 'none'",
      ])
      expect(headers['x-frame-options']).toBe('DENY')
    }
  })

  test('T-68 nothing inside the frame can be ridden: no cookie is set or read, no script, no form', async () => {
    const cookie = await desk.cookieOf('ethics-1')
    const [bare, signedIn] = [
      await desk.ask('/teams/desk'),
      await desk.ask('/teams/desk', { headers: { cookie } }),
    ]
    expect(signedIn.text).toBe(bare.text)
    expect([bare.cookies, signedIn.cookies]).toEqual([[], []])
    expect(bare.text).not.toMatch(/<script|<form|<button|<iframe|<input/)
    expect(bare.headers['content-security-policy']).toMatch(/^default-src 'none'; /)
    expect(bare.headers['content-security-policy']).not.toContain('script-src')
  })
})

test.each(LANGUAGES.map(({ id }) => id))(
  'the tab leads to the desk in a window of its own, in %s',
  async (lang) => {
    const { text, status } = await desk.ask(`/teams/desk?lang=${lang}`)
    expect(status).toBe(200)
    expect(text).toContain(wordsFor(lang).say('tab.title'))
    expect(text).toContain(wordsFor(lang).say('tab.others'))
    expect(text.match(/<a [^>]*>/g)).toEqual([
      `<a class="primary" href="${PUBLIC}/desk" target="_blank" rel="noopener">`,
    ])
  },
)
