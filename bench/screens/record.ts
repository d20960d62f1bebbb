import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core'
import { beforeEach } from 'vitest'
import { FROZEN, freeze, seed, seededPage } from './seeded.ts'

/*
 * Walks with the tests that use a browser, and takes a picture of each screen before it is left: each act of a person
 * is what a screen is left by.
 */

const OUT = process.env['ASIDE_SCREENS'] ?? 'screens'
/** Longer than any pause in typing that a screen waits for. */
const PAUSE_MS = 1_000
/** A motion of the page takes a quarter of that. */
const STILL_MS = 2_000
/** To come to a first screen takes a loaded machine longer than the browser waits by itself. */
const COME_MS = 600_000
const ACTS = {
  frame: [
    'click',
    'dblclick',
    'tap',
    'check',
    'uncheck',
    'fill',
    'press',
    'selectOption',
    'setInputFiles',
    'goto',
  ],
  page: ['close', 'reload', 'goBack', 'goForward'],
}
/** Widths and schemes; two of them are enough where time is short: `360-light,1280-dark`. */
const LOOKS = (process.env['ASIDE_SCREENS_LOOKS'] ?? '360-light,360-dark,1280-light,1280-dark')
  .split(',')
  .map((look) => {
    const [width, scheme] = look.split('-')
    return { width: Number(width), colorScheme: scheme === 'dark' ? 'dark' : 'light' } as const
  })

freeze()
let folder = ''
let shots = 0
let loads = 0
beforeEach(({ task }) => {
  const file = task.file.filepath.split('/').slice(-2).join('-').replace('.test.ts', '')
  // Not from where a test stands, nor from the name of its file: others come before it, and a move changes both.
  const title = createHash('sha256').update(task.name).digest()
  const slug = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40)
  folder = join(OUT, file, `${slug}-${title.toString('hex', 0, 3)}`)
  mkdirSync(folder, { recursive: true })
  shots = 0
  loads = title.readUInt32BE()
  seed(task.name)
})

const STILL = `(async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
  await document.fonts.ready
  await frame()
  const moving = () => document.getAnimations().filter(({ playState, effect }) =>
    playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime))
  for (let n = 0; n < 60 && (n === 0 || moving().length > 0); n += 1) await frame()
})()`
const SHOWN = `document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea, select')]
  .map(({ type, value, checked }) => type + value + checked)`
/**
 * No seed reaches a key that WebCrypto made, its fingerprint, the hash of what it signed, or a port, which the squares
 * of the desk and the poster hold; and a case has another reference as soon as the server draws once more before it.
 * What came since the last look is masked with the next. A pane is looked at from its top: how far it is scrolled
 * depends on how quick a machine is.
 */
const MASK = `(() => {
  const undo = window[Symbol.for('masked')] ??= []
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const [text, was] = [node, node.nodeValue]
    const masked = was
      .replace(/(?:[0-9A-F]{4}\\s*){10}/g, (found) => found.replace(/[0-9A-F]/g, '0'))
      .replace(/\\b[0-9A-Z]{3}-[0-9A-Z]{3}\\b/g, '000-000')
      .replace(/127\\.0\\.0\\.1:\\d+/g, '127.0.0.1:00000')
      .replace(/^1:\\d+$/, '1:00000')
      .replace(/^[\\w-]{43}$/, '0'.repeat(43))
    if (masked === was) continue
    undo.push(() => text.nodeValue = was)
    node.nodeValue = masked
  }
  for (const field of document.querySelectorAll('textarea')) {
    if (!field.value.startsWith('-----BEGIN PGP') || field.style.color !== '') continue
    undo.push(() => field.style.removeProperty('color'))
    field.style.color = 'transparent'
  }
  for (const pane of document.querySelectorAll('*')) {
    const was = pane.scrollTop
    if (was === 0) continue
    undo.push(() => pane.scrollTop = was)
    pane.scrollTop = 0
  }
  const squares = '.square-dark, svg[shape-rendering=crispEdges] path:last-child'
  if (location.hostname === '127.0.0.1') for (const square of document.querySelectorAll(squares)) {
    const was = square.getAttribute('d')
    if (was === '') continue
    undo.push(() => square.setAttribute('d', was))
    square.setAttribute('d', '')
  }
})()`
const UNMASK = `for (const undo of window[Symbol.for('masked')]?.splice(0) ?? []) undo()`

/** Where scripts are turned off no frame is told of, so it is not waited for without end. */
const still = (page: Page): Promise<unknown> =>
  Promise.race([page.evaluate(STILL), wait(STILL_MS, null, { ref: false })])

/** @returns how many answers a page waits for: a loaded machine takes longer over them than a pause */
function awaited(page: Page): () => number {
  const open = new Set<Request>()
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return () => open.size
}

/** Waits until nothing more comes by itself; a test may hold an answer back. @returns what is shown then */
async function settled(page: Page, waiting: () => number): Promise<string> {
  let shown = ''
  for (let n = 0; n < 12; n += 1) {
    await still(page)
    const now = createHash('sha256')
      .update(String(await page.evaluate(SHOWN)))
      .digest('hex')
    if (now === shown && waiting() === 0) break
    shown = now
    await wait(PAUSE_MS)
  }
  return shown
}

/** @returns what takes a picture of a page, in every look, where it shows something else than last time */
function camera(page: Page): () => Promise<void> {
  const waiting = awaited(page)
  let last = ''
  let busy = false
  return async () => {
    if (busy || folder === '' || page.isClosed() || page.url() === 'about:blank') return
    busy = true
    const shot = join(folder, String(shots++).padStart(3, '0'))
    try {
      const shown = await settled(page, waiting)
      if (shown === last) return
      last = shown
      const size = page.viewportSize()
      const dark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
      writeFileSync(`${shot}.txt`, await page.locator('body').innerText())
      for (const { width, colorScheme } of LOOKS) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        await still(page)
        await page.evaluate(MASK)
        const path = `${shot}-${width}-${colorScheme}.png`
        await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' })
      }
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
      if (size !== null) await page.setViewportSize(size)
      await page.evaluate(UNMASK)
    } catch (error) {
      // A page may leave while it is looked at; the walk is judged by its own test.
      if (!page.isClosed()) writeFileSync(`${shot}.error.txt`, String(error))
    } finally {
      busy = false
    }
  }
}

/** Does something before each call of a method, with what it is called with. */
function before(
  target: object,
  name: string,
  act: (...given: readonly unknown[]) => Promise<void>,
): void {
  const real = Reflect.get(target, name)
  if (typeof real !== 'function') throw new TypeError(`no method ${name}`)
  Reflect.set(target, name, async (...given: unknown[]) => {
    await act(...given)
    return Reflect.apply(real, target, given)
  })
}

/** Does something with what each call of a method came to. */
function after<Made>(target: object, name: string, act: (made: Made) => unknown): void {
  const real = Reflect.get(target, name)
  Reflect.set(target, name, async (...given: unknown[]) => {
    const made: Made = await real.apply(target, given)
    await act(made)
    return made
  })
}

after(chromium, 'connect', (browser: Browser) =>
  after(browser, 'newContext', async (context: BrowserContext) => {
    await context.clock.setFixedTime(FROZEN)
    context.setDefaultNavigationTimeout(COME_MS)
    await context.addInitScript(seededPage(loads++))
    after(context, 'newPage', (page: Page) => {
      page.on('framenavigated', () => void context.addInitScript(seededPage(loads++)))
      const shoot = camera(page)
      for (const act of ACTS.frame) before(page.mainFrame(), act, shoot)
      for (const act of ACTS.page) before(page, act, shoot)
      // Two presses of Escape leave the page if they come quickly: nothing is looked at between them.
      let last: unknown = null
      before(page.keyboard, 'press', async (key) => {
        if (key !== 'Escape' || last !== key) await shoot()
        last = key
      })
      before(page.keyboard, 'type', shoot)
      before(context, 'close', shoot)
    })
  }),
)
