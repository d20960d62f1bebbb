import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { altered } from '../fixtures/altered.ts'
import { SmallBrowser } from '../fixtures/browser.ts'
import { startDemoDesk } from '../fixtures/demo-desk.ts'

type Demo = Awaited<ReturnType<typeof startDemoDesk>>
let demo: Demo
beforeAll(async () => {
  demo = await startDemoDesk()
})
afterAll(() => demo.stop())

const FORM = 'application/x-www-form-urlencoded'

/** From the desk's link to the provider's page with its buttons. */
async function toButtons(browser: SmallBrowser) {
  const page = await browser.open(`${demo.publicUrl}/auth/login`)
  expect(page.status).toBe(200)
  return page
}

/** Presses a button there and goes as far as the redirect back to us. */
async function press(browser: SmallBrowser, at: string, subject: string): Promise<string> {
  const headers = { 'content-type': FORM, 'sec-fetch-site': 'same-origin' }
  let heard = await browser.go(at, { method: 'POST', body: `subject=${subject}`, headers })
  for (;;) {
    expect(heard.status).toBe(303)
    const next = new URL(heard.headers['location'] ?? '', at).href
    if (next.startsWith(demo.publicUrl)) return next
    heard = await browser.go(next)
  }
}

async function signIn(browser: SmallBrowser, subject: string) {
  const { at } = await toButtons(browser)
  return browser.open(await press(browser, at, subject))
}

/** What the browser keeps of sign-ins that are under way. */
const underWay = (browser: SmallBrowser) =>
  [...browser.jar].filter(([name]) => name.startsWith('__Host-aside-sign-in'))

const me = (browser: SmallBrowser) =>
  browser.go(`${demo.publicUrl}/api/me`, { headers: { 'sec-fetch-site': 'same-origin' } })

describe('signing in', () => {
  test('an officer presses her button and is at the desk as herself', async () => {
    const browser = new SmallBrowser()
    const { at, status } = await signIn(browser, 'subject-ethics-2')
    expect([at, status]).toEqual([`${demo.publicUrl}/desk`, 200])
    expect(JSON.parse((await me(browser)).text)).toMatchObject({ id: 'ethics-2', demo: true })
  })

  test('the session’s cookie is for this host only, out of reach of scripts and of other sites', async () => {
    const browser = new SmallBrowser()
    const { at } = await toButtons(browser)
    const heard = await browser.go(await press(browser, at, 'subject-ethics-1'))
    expect(heard.headers['location']).toBe('/desk')
    expect(heard.cookies[0]).toMatch(
      /^__Host-aside=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=28800$/,
    )
    expect(heard.cookies[1]).toMatch(/^__Host-aside-sign-in-[\w-]{43}=; .*Max-Age=0$/)
  })

  test('the page after it is reached without the cookie, and asks by itself', async () => {
    const heard = await new SmallBrowser().go(`${demo.publicUrl}/desk`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(heard.status).toBe(200)
  })

  test('the demo’s page says what it is, offers everybody, and loads nothing from elsewhere', async () => {
    const { text, headers } = await toButtons(new SmallBrowser())
    expect(text).toContain('Demo: do not write anything real')
    expect(text.match(/<button /g)).toHaveLength(13)
    expect(text).not.toMatch(/https?:\/\/|<script/)
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'")
  })

  test('each sign-in asks again who it is', async () => {
    const browser = new SmallBrowser()
    await signIn(browser, 'subject-ethics-1')
    const { text } = await toButtons(browser)
    expect(text).toContain('Who are you today?')
  })

  test('signing in again ends the session before it, and what was set from outside is not adopted', async () => {
    const browser = new SmallBrowser()
    await signIn(browser, 'subject-ethics-1')
    const first = browser.jar.get('__Host-aside') ?? ''
    await signIn(browser, 'subject-hr-1')
    const old = new SmallBrowser()
    old.jar.set('__Host-aside', first)
    expect((await me(old)).status).toBe(401)
    expect(JSON.parse((await me(browser)).text)).toMatchObject({ id: 'hr-1' })
    const fixed = new SmallBrowser()
    fixed.jar.set('__Host-aside', 'chosen-by-somebody-else')
    await signIn(fixed, 'subject-ethics-1')
    expect(fixed.jar.get('__Host-aside')).not.toBe('chosen-by-somebody-else')
  })

  test('signing out kills the session for every copy of the cookie', async () => {
    const browser = new SmallBrowser()
    await signIn(browser, 'subject-ethics-1')
    const copy = new SmallBrowser()
    copy.jar.set('__Host-aside', browser.jar.get('__Host-aside') ?? '')
    expect((await me(copy)).status).toBe(200)
    const out = await browser.go(`${demo.publicUrl}/auth/logout`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    })
    expect(out.status).toBe(204)
    expect((await me(copy)).status).toBe(401)
    expect((await me(browser)).status).toBe(401)
  })
})

describe('signing in from several tabs of one browser', () => {
  test('two that were begun side by side both reach the desk, in whichever order they end', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const browser = new SmallBrowser()
      const tabs = [await toButtons(browser), await toButtons(browser)]
      for (const place of order) {
        const back = await press(browser, tabs[place]?.at ?? '', 'subject-ethics-1')
        const { at, status } = await browser.open(back)
        expect([at, status]).toEqual([`${demo.publicUrl}/desk`, 200])
        expect((await me(browser)).status).toBe(200)
      }
      expect(underWay(browser)).toEqual([])
    }
  })

  test('the one that ends last ends the session of the one before it', async () => {
    const browser = new SmallBrowser()
    const [one, other] = [await toButtons(browser), await toButtons(browser)]
    await browser.open(await press(browser, one.at, 'subject-ethics-1'))
    const copy = new SmallBrowser()
    copy.jar.set('__Host-aside', browser.jar.get('__Host-aside') ?? '')
    expect((await me(copy)).status).toBe(200)
    await browser.open(await press(browser, other.at, 'subject-hr-1'))
    expect((await me(copy)).status).toBe(401)
    expect(JSON.parse((await me(browser)).text)).toMatchObject({ id: 'hr-1' })
  })

  test('one that fails takes none of the others with it', async () => {
    const browser = new SmallBrowser()
    const [one, other] = [await toButtons(browser), await toButtons(browser)]
    const bad = new URL(await press(browser, one.at, 'subject-ethics-1'))
    bad.searchParams.set('code', 'guessed')
    expect((await browser.open(bad.href)).status).toBe(400)
    const strange = await browser.open(`${demo.publicUrl}/auth/callback?state=${'x'.repeat(43)}`)
    expect(strange.status).toBe(400)
    const back = await press(browser, other.at, 'subject-ethics-1')
    expect((await browser.open(back)).status).toBe(200)
  })

  test('of more than five the oldest are forgotten, and nothing that is not ours is kept', async () => {
    const browser = new SmallBrowser()
    browser.jar.set(`__Host-aside-sign-in-${'y'.repeat(43)}`, 'made-elsewhere')
    const tabs: string[] = []
    const { state } = demo.desk
    const before = state.now
    for (let n = 0; n < 8; n += 1) {
      state.now = new Date(before.getTime() + n * 1000)
      tabs.push((await toButtons(browser)).at)
      expect(underWay(browser).length).toBeLessThanOrEqual(5)
    }
    const ends = async (at = '') =>
      (await browser.open(await press(browser, at, 'subject-ethics-1'))).status
    expect([await ends(tabs[2]), await ends(tabs[3]), await ends(tabs[7])]).toEqual([400, 200, 200])
    state.now = before
  })
})

describe('who is not let in', () => {
  test('somebody the provider knows and we do not is told kindly, and gets no session', async () => {
    const browser = new SmallBrowser()
    const { status, text } = await signIn(browser, 'stranger')
    expect(status).toBe(403)
    expect(text).toContain('You are not an officer here')
    expect(text).toContain('Demo: do not write anything real')
    expect(text).not.toContain('stranger')
    expect([...browser.jar.keys()].filter((name) => name.startsWith('__Host-'))).toEqual([])
  })

  test('an officer who was taken off the roster reads the same words', async () => {
    const stranger = await signIn(new SmallBrowser(), 'stranger')
    const { state } = demo.desk
    const before = state.roster
    state.roster = before.filter(({ id }) => id !== 'hr-3')
    const removed = await signIn(new SmallBrowser(), 'subject-hr-3')
    state.roster = before
    expect([removed.status, removed.text]).toEqual([stranger.status, stranger.text])
  })

  test('an answer with another state is no answer to us', async () => {
    const browser = new SmallBrowser()
    const { at } = await toButtons(browser)
    const back = new URL(await press(browser, at, 'subject-ethics-1'))
    back.searchParams.set('state', 'somebody-else-s')
    const heard = await browser.open(back.href)
    expect(heard.status).toBe(400)
    expect(heard.text).toContain('Signing in did not work')
    expect((await me(browser)).status).toBe(401)
  })

  test('an answer to somebody else’s sign-in does not sign us in as them', async () => {
    const theirs = new SmallBrowser()
    const { at } = await toButtons(theirs)
    const back = await press(theirs, at, 'subject-hr-1')
    const ours = new SmallBrowser()
    await toButtons(ours)
    expect((await ours.open(back)).status).toBe(400)
    const nothing = new SmallBrowser()
    expect((await nothing.open(back)).status).toBe(400)
    expect((await me(ours)).status).toBe(401)
    expect((await me(nothing)).status).toBe(401)
  })

  test('the same answer a second time is worth nothing', async () => {
    const browser = new SmallBrowser()
    const { at } = await toButtons(browser)
    const pending = underWay(browser)
    const back = await press(browser, at, 'subject-ethics-1')
    expect((await browser.open(back)).status).toBe(200)
    const again = new SmallBrowser()
    for (const [name, sealed] of pending) again.jar.set(name, sealed)
    expect((await again.open(back)).status).toBe(400)
  })

  test('an answer that took longer than ten minutes is too late', async () => {
    const browser = new SmallBrowser()
    const { at } = await toButtons(browser)
    const back = await press(browser, at, 'subject-ethics-1')
    const { state } = demo.desk
    const before = state.now
    state.now = new Date(before.getTime() + 601_000)
    expect((await browser.open(back)).status).toBe(400)
    state.now = before
  })

  test('a sealed sign-in that was changed or made elsewhere is refused', async () => {
    const browser = new SmallBrowser()
    const { at } = await toButtons(browser)
    const back = await press(browser, at, 'subject-ethics-1')
    const [[name, pending] = ['', '']] = underWay(browser)
    for (const forged of [pending.replace(/[^.]+$/, altered), 'e30', '']) {
      browser.jar.set(name, forged)
      expect((await browser.open(back)).status).toBe(400)
    }
  })

  test('an error of the provider’s, or an attacker’s, is not shown', async () => {
    const browser = new SmallBrowser()
    await toButtons(browser)
    const words = '<script>canary</script>'
    const query = new URLSearchParams({ error: words, error_description: words, state: words })
    const heard = await browser.open(`${demo.publicUrl}/auth/callback?${query}`)
    expect(heard.status).toBe(400)
    expect(heard.text).not.toContain('canary')
    expect(JSON.stringify(demo.desk.lines)).not.toContain('canary')
  })

  test('T-70 no parameter sends anybody elsewhere', async () => {
    for (const name of ['next', 'return', 'returnTo', 'redirect', 'redirect_uri', 'url']) {
      const login = await new SmallBrowser().go(
        `${demo.publicUrl}/auth/login?${name}=https://evil.invalid`,
      )
      expect(login.headers['location']).toMatch(new RegExp(`^${demo.provider.issuer}/`))
      expect(login.headers['location']).not.toContain('evil')
    }
  })
})

describe('the demo key', () => {
  test('is given to the officer it belongs to, on our own page', async () => {
    const browser = new SmallBrowser()
    await signIn(browser, 'subject-ethics-1')
    const key = () =>
      browser.go(`${demo.publicUrl}/api/demo/key`, { headers: { 'sec-fetch-site': 'same-origin' } })
    expect(JSON.parse((await key()).text)).toEqual({ key: 'the demo key of ethics-1' })
    await signIn(browser, 'subject-ethics-2')
    expect((await key()).status).toBe(404)
  })
})
