import { expect } from 'vitest'
import { axe, composingKey, takeKey } from '../fixtures/chromium.ts'
import { helpersInvited } from '../fixtures/helpers-invited.ts'
import { needing } from '../fixtures/tools.ts'
import { filedOnPage } from '../page/filed-on-page.ts'
import { ARABIC, HOSTILE } from './monday.ts'
import { PASSPHRASE } from './officers.ts'
import { row, SLOWEST, story, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('the desk in a real browser', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('a letter in Arabic opens on this machine exactly as typed, from right to left', async () => {
    const { page, console: consoleLines, foreign } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 3))
    const letter = page.locator('.letter .words').first()
    await letter.waitFor()
    expect(await letter.evaluate((element) => element.textContent)).toBe(ARABIC)
    expect(await letter.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    expect(await page.title()).toBe('Desk · Case')
    expect(page.url()).toBe(`${desk.run.address}/desk`)
    expect(consoleLines).toEqual([])
    expect(foreign).toEqual([])
  })

  test('T-67 markup and links that a person wrote are letters like any other', async () => {
    const { page, console: consoleLines } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 4))
    const letter = page.locator('.letter .words').first()
    await letter.waitFor()
    expect(await letter.evaluate((element) => element.textContent)).toBe(HOSTILE)
    await expect.poll(() => letter.locator('*:not(.sign)').count()).toBe(0)
    expect(await page.title()).toBe('Desk · Case')
    expect(consoleLines).toEqual([])
  })

  test('T-148 a mark that turns words around is seen, does nothing, and is copied as it was typed', async () => {
    const text = `The bill is \u202Exslx.exe\u202C, see\u200B it. \nقال \u2068INV-2231\u2069 ثم ذهب`
    const deskCase = await filedOnPage(desk.run, { turns: [{ kind: 'concern', text, ago: 1 }] })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    const words = page.locator('.letter .words').first()
    await words.waitFor()
    const signs = await words
      .locator('.sign')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-sign')))
    expect(signs).toEqual(['U+202E', 'U+202C', 'U+200B', 'U+2068', 'U+2069'])
    expect(await words.evaluate((element) => element.textContent)).toBe(text)
    await page.getByText('a sign that nobody sees').waitFor()
    // Left to right, as the bytes are: what the override would turn around stands where it was typed.
    const [first, last] = await words.evaluate((element) => {
      const node = [...element.childNodes].find(({ textContent }) => textContent === 'xslx.exe')
      const at = (from: number) => {
        const range = document.createRange()
        range.setStart(node as Node, from)
        range.setEnd(node as Node, from + 1)
        return range.getBoundingClientRect().left
      }
      return [at(0), at(7)]
    })
    expect(first).toBeLessThan(last ?? 0)
  })

  test('the demo says that it is one before anybody signs in, and to whoever keeps names', async () => {
    for (const officer of [null, 'ethics-2', 'custodian-1']) {
      const { page } = await desk.come({ officer })
      await page.getByText('Demo: do not write anything real.').waitFor()
      await page.getByRole('heading').first().waitFor()
      expect(await page.locator('.demo').count()).toBe(1)
      expect(await axe(page)).toEqual([])
    }
  })

  test('the head of the desk says that a key is locked only where one of hers is here', async () => {
    const { page } = await desk.come()
    const state = page.locator('.key-state')
    await page.locator('.bar').waitFor()
    // Read as it is drawn: before this machine was asked, nothing is said.
    expect(['', 'No key on this machine']).toContain(await state.textContent())
    await expect.poll(() => state.textContent()).toBe('No key on this machine')
    await takeKey(page)
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    expect(await state.textContent()).toBe('Key locked')
    const [name = '', value = ''] = (await desk.run.cookieOf('ethics-3')).split('=')
    const url = desk.run.address.replace('http:', 'https:')
    await page
      .context()
      .addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Strict' }])
    await page.reload()
    await expect.poll(() => state.textContent()).toBe('No key of the roster here')
  })

  test('T-67 no markup, script or worker can be made from text', async () => {
    const { page } = await desk.come({ officer: null })
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    // From a timer: what a debugger evaluates is let past the policy.
    const refused = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          setTimeout(() => {
            const tries: (() => unknown)[] = [
              () => {
                document.body.innerHTML = '<b>x</b>'
              },
              () => new Worker('/assets/other.js'),
              () => new Function('return 1'),
              () =>
                (
                  window as unknown as {
                    trustedTypes: { createPolicy(name: string, rules: object): void }
                  }
                ).trustedTypes.createPolicy('other', {}),
            ]
            resolve(
              tries.map((attempt) => {
                try {
                  attempt()
                  return 'done'
                } catch {
                  return 'refused'
                }
              }),
            )
          }, 0)
        }),
    )
    expect(refused).toEqual(['refused', 'refused', 'refused', 'refused'])
  })

  test('T-117 no field and no opened letter is offered to spelling, translation or writing helpers', async () => {
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 2))
    await page.locator('.letter .words').first().waitFor()
    expect(await helpersInvited(page)).toEqual([])
    expect(await page.locator('.compose textarea').getAttribute('writingsuggestions')).toBe('false')
    const directions = await page
      .locator('.words, textarea')
      .evaluateAll((all) => all.map((one) => one.getAttribute('dir')))
    expect(new Set(directions)).toEqual(new Set(['auto']))
  })

  test('nothing is kept but the locked key and the pinned root', async () => {
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 2))
    await page.locator('.letter .words').first().waitFor()
    const storage = await page.evaluate(async () => {
      const request = indexedDB.open('aside-desk')
      const vault = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
      const drawer = vault.transaction('kept').objectStore('kept')
      const names = await new Promise<IDBValidKey[]>((resolve) => {
        const keys = drawer.getAllKeys()
        keys.onsuccess = () => resolve(keys.result)
      })
      const key = await new Promise<{ locked: string }>((resolve) => {
        const request = drawer.get('key')
        request.onsuccess = () => resolve(request.result)
      })
      const databases = (await indexedDB.databases()).map(({ name }) => name)
      const stores = localStorage.length + sessionStorage.length
      return { names, locked: key.locked, databases, stores, cookie: document.cookie }
    })
    expect(storage).toMatchObject({
      names: ['key', 'root'],
      databases: ['aside-desk'],
      stores: 0,
      cookie: '',
    })
    const { readPrivateKey } = await import('#crypto/openpgp.ts')
    expect((await readPrivateKey({ armoredKey: storage.locked })).isDecrypted()).toBe(false)
  })

  test('locking takes every word from the page, and only the passphrase brings them back', async () => {
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 2))
    await page.getByText('They wrote to all of us').waitFor()
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await page.getByRole('heading', { name: 'Your key is locked' }).waitFor()
    expect(await page.content()).not.toContain('They wrote to all of us')
    expect(await page.content()).not.toContain('Ama Mensah')
    await page.getByLabel('Passphrase').fill('not the passphrase')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByText('This passphrase does not open the key').waitFor()
    await page.getByLabel('Passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByText('They wrote to all of us').waitFor()
  })

  test('an unattended desk locks by itself, and keeps what was being written', async () => {
    const { page } = await desk.come()
    await page.clock.install()
    await page.reload()
    await takeKey(page)
    await page.getByRole('button', { name: 'Queue', exact: true }).click()
    await desk.openCase(page, story(desk.run, 2))
    await page.getByLabel('Your answer').fill('Half a sentence')
    await page.clock.fastForward('09:00')
    await page.getByText('locks in 1 min').waitFor()
    await page.clock.fastForward('01:10')
    await page.getByRole('heading', { name: 'Your key is locked' }).waitFor()
    expect(await page.content()).not.toContain('Half a sentence')
    await page.getByLabel('Passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    expect(await page.getByLabel('Your answer').inputValue()).toBe('Half a sentence')
  })

  test('the keyboard alone is enough to find a case, read it and come back to the same row', async () => {
    const { page } = await desk.come()
    await takeKey(page)
    await page.getByRole('button', { name: 'Queue', exact: true }).press('Enter')
    await page.locator(row(story(desk.run, 0))).waitFor()
    await page.locator(row(story(desk.run, 0))).focus()
    await page.keyboard.press('ArrowDown')
    const second = await page.evaluate(() => document.activeElement?.getAttribute('data-row'))
    expect(second).toBe(story(desk.run, 1).id)
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.letter .words').first().waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await composingKey(page, 'Escape')
    expect(await page.locator('.letter .words').count()).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await page.getByText('Choose a case').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe(second)
  })

  test('looking through the list fetches no case: a row of the page says its category until its case was opened', async () => {
    const concern = { kind: 'concern', text: 'The scaffold has no rails.', ago: 2 } as const
    const answer = { kind: 'answer', by: 'ethics-2', text: 'Noted.', ago: 1 } as const
    const fromPage = await filedOnPage(desk.run, { turns: [concern, answer] })
    const { page } = await desk.come()
    const fetched: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/cases/')) fetched.push(pathname)
    })
    await takeKey(page)
    await page.getByRole('button', { name: 'Queue', exact: true }).click()
    await page.locator(row(story(desk.run, 0))).focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    for (const each of await page.locator('.row').all()) {
      await each.scrollIntoViewIfNeeded()
      await each.hover()
    }
    const what = page.locator(`${row(fromPage)} .what`)
    expect(await what.innerText()).toBe('For knowledge only')
    expect(await page.locator(`${row(story(desk.run, 0))} .what`).innerText()).toBe(
      'A gift, award or invitation',
    )
    expect(fetched).toEqual([])
    await desk.openCase(page, fromPage)
    await page.locator('.letter .words').first().waitFor()
    expect(await what.innerText()).toBe('For knowledge only, with no action')
    expect(new Set(fetched)).toEqual(new Set([`/api/cases/${fromPage.id}`]))
  })
})
