import { expect } from 'vitest'
import type { PrivateKeyHandle } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { bytesOf } from '../fixtures/chromium.ts'
import { needing } from '../fixtures/tools.ts'
import { makeStaff, officerOf } from './officers.ts'
import { putSealedCase } from './sealed-case.ts'
import { row, SLOWEST, story, withDesk } from './with-desk.ts'

const { describe, test } = needing('chromium')

describe('what an officer does at the desk', { timeout: SLOWEST }, () => {
  const desk = withDesk()

  test('an answer is sealed to the person and all readers, and signed by the officer', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 5)
    await desk.openCase(page, deskCase)
    await page.getByLabel('Your answer').fill('Teaching is fine. Declare it first.')
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('Answered. Nothing is owed now.').waitFor()
    expect(await page.getByLabel('Your answer').inputValue()).toBe('')
    const sent = deskCase.letters.at(-1)
    if (sent === undefined) throw new Error('nothing was stored')
    expect(sent.keys.map(({ reader }) => reader).toSorted()).toEqual([
      'ethics-1',
      'ethics-2',
      'ethics-3',
      'reporter',
    ])
    const keyPacket = sent.keys.find(({ role }) => role === 'reporter')
    const opened = await openLetter({
      data: sent.data,
      key: keyPacket?.bytes ?? new Uint8Array(),
      privateKey: deskCase.reporter as PrivateKeyHandle,
      expect: { case: deskCase.id, msg: sent.id, seq: 1, dir: 'o>r', prev: null },
      verify: desk.run.staff.officers.map(({ key }) => key.certificate),
    })
    expect(opened.letter.text).toBe('Teaching is fine. Declare it first.')
    expect(opened.foreign).toEqual([])
    expect(opened.signedBy).toBe(officerOf(desk.run.staff, 'ethics-2').fingerprint)
  })

  test('a question stops the clock with its reason, and a note is for the readers only', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 0)
    await desk.openCase(page, deskCase)
    await page.getByRole('radio', { name: 'Ask, and pause the clock' }).click()
    await page.getByLabel('Your question').fill('Who sent it?')
    await page.getByRole('button', { name: 'Send question and pause' }).click()
    await page.getByText('Choose a reason.').waitFor()
    await page.getByRole('radio', { name: 'Facts are missing' }).click()
    await page.getByRole('button', { name: 'Send question and pause' }).click()
    await page.getByText('We wait for the person.').waitFor()
    expect(deskCase.events.at(-1)).toMatchObject({ act: 'asked', reason: 'facts_missing' })
    await page.getByRole('radio', { name: 'Internal note' }).click()
    await page.getByLabel('Your note').fill('The watch is worth 40.')
    await page.getByRole('button', { name: 'Keep note' }).click()
    await page.locator('.letter').getByText('The watch is worth 40.').waitFor()
    expect(deskCase.letters.at(-1)?.keys.some(({ role }) => role === 'reporter')).toBe(false)
  })

  test('two officers at once: the second is told, and has both texts', async () => {
    const deskCase = story(desk.run, 3)
    const one = await desk.comeWithKey({ officer: 'ethics-2' })
    const other = await desk.comeWithKey({ officer: 'ethics-3' })
    await desk.openCase(one.page, deskCase)
    await desk.openCase(other.page, deskCase)
    await one.page.getByLabel('Your answer').fill('From the first.')
    await other.page.getByLabel('Your answer').fill('From the second.')
    await one.page.getByRole('button', { name: 'Send answer' }).click()
    await one.page.getByText('Answered. Nothing is owed now.').waitFor()
    await other.page.getByRole('button', { name: 'Send answer' }).click()
    await other.page.getByText('This case changed in the meantime.').first().waitFor()
    await other.page.locator('.letter').getByText('From the first.').waitFor()
    expect(await other.page.getByLabel('Your answer').inputValue()).toBe('From the second.')
    await other.page.getByRole('button', { name: 'Send answer' }).click()
    await other.page.locator('.letter').getByText('From the second.').waitFor()
  })

  test('a case that is taken back while it is open says so, and what was typed stays', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 6)
    await desk.openCase(page, deskCase)
    await page.getByLabel('Your answer').fill('We look at it.')
    desk.run.desk.cases.delete(deskCase.id)
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('it was taken back, or you do not read it now').first().waitFor()
    expect(await page.getByLabel('Your answer').inputValue()).toBe('We look at it.')
    desk.run.desk.cases.set(deskCase.id, deskCase)
  })

  test('T-11 when a reader goes while an answer is written, it is sealed anew for who is left', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 7)
    await desk.openCase(page, deskCase)
    await page.getByLabel('Your answer').fill('For fewer eyes.')
    const readers = deskCase.readers.filter((id) => id !== 'ethics-3')
    desk.run.desk.cases.set(deskCase.id, { ...deskCase, readers })
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('This case changed in the meantime.').first().waitFor()
    expect(await page.getByLabel('Your answer').inputValue()).toBe('For fewer eyes.')
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('Answered. Nothing is owed now.').waitFor()
    const sent = desk.run.desk.cases.get(deskCase.id)?.letters.at(-1)
    expect(sent?.keys.map(({ reader }) => reader)).not.toContain('ethics-3')
    expect(sent?.keys.map(({ reader }) => reader)).toContain('ethics-2')
  })

  test('what was typed stays when the service does not answer, and is sent once', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 4)
    await desk.openCase(page, deskCase)
    await page.getByLabel('Your answer').fill('Noted.')
    // It arrives, and the answer to it is lost on the way back.
    await page.route('**/answer', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('we do not know whether it arrived').first().waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/not sent/i)
    expect(await page.getByLabel('Your answer').inputValue()).toBe('Noted.')
    await page.unroute('**/answer')
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('Answered. Nothing is owed now.').waitFor()
    expect(deskCase.letters.filter(({ dir }) => dir === 'o>r')).toHaveLength(1)
  })

  test('another text than the one that arrived unheard is not taken for sent', async () => {
    const deskCase = await putSealedCase(desk.run.desk, desk.run.staff, desk.run.today, {
      leaf: 'advice.procurement_ethics',
      taps: [],
      turns: [{ kind: 'concern', text: 'May my cousin bid?', ago: 1 }],
    })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    const answer = page.getByLabel('Your answer')
    await answer.fill('No.')
    await page.route('**/answer', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('we do not know whether it arrived').first().waitFor()
    await page.unroute('**/answer')
    await answer.fill('No, unless the head of office agrees.')
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('No.', { exact: true }).waitFor()
    expect(await answer.inputValue()).toBe('No, unless the head of office agrees.')
    expect(deskCase.letters.filter(({ dir }) => dir === 'o>r')).toHaveLength(1)
  })

  test('a case that was only selected stays new, and is not closed by who has not opened it', async () => {
    const deskCase = await putSealedCase(desk.run.desk, desk.run.staff, desk.run.today, {
      leaf: 'advice.procurement_ethics',
      taps: [],
      turns: [
        { kind: 'concern', text: 'May my brother bid?', ago: 1 },
        { kind: 'addition', text: 'Or my sister?', ago: 0 },
      ],
    })
    const later = { letter: deskCase.letters.pop(), event: deskCase.events.pop() }
    if (later.letter === undefined || later.event === undefined) throw new Error('no addition')
    const { page } = await desk.comeWithKey()
    const fresh = page.locator(`${row(deskCase)} .dot`)
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    await page.locator(row(deskCase)).click()
    await page.getByRole('heading', { name: deskCase.reference }).waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Close', exact: true }).count())
      .toBe(0)
    await page.getByRole('button', { name: 'Say that you have it' }).click()
    await page.getByText('The person waits for an answer.').waitFor()
    expect(await fresh.count()).toBe(1)
    await desk.openWithKey(page)
    await page.getByText('May my brother bid?').waitFor()
    await fresh.waitFor({ state: 'detached' })
    // She writes once more while it is open here: that is read before anything is closed.
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio').first().click()
    deskCase.letters.push(later.letter)
    deskCase.events.push(later.event)
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByText('Or my sister?').waitFor()
    expect(deskCase.events.at(-1)).toMatchObject({ act: 'added' })
    // What was refused stands there until the next thing is done, and not beside it.
    const refused = page.getByText('Something came to this case in the meantime')
    await refused.waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await expect.poll(() => dialog.getByRole('radio', { checked: true }).count()).toBe(0)
    await dialog.getByRole('radio').first().click()
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByText('Closed.', { exact: true }).waitFor()
    expect(deskCase.events.at(-1)).toMatchObject({ act: 'closed' })
    await expect.poll(() => refused.count()).toBe(0)
  })

  test('what refused a letter or an act goes with whatever is done next to the case', async () => {
    const deskCase = await putSealedCase(desk.run.desk, desk.run.staff, desk.run.today, {
      leaf: 'advice.procurement_ethics',
      taps: [],
      turns: [{ kind: 'concern', text: 'May my son bid?', ago: 1 }],
    })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.route('**/answer', (route) => route.abort())
    await page.getByLabel('Your answer').fill('He may not.')
    await page.getByRole('button', { name: 'Send answer' }).click()
    const letter = page.getByText('we do not know whether it arrived')
    await letter.waitFor()
    await page.route('**/acknowledge', (route) => route.abort())
    await page.getByRole('button', { name: 'Say that you have it' }).click()
    const act = page.getByText('we do not know whether it was done')
    await act.waitFor()
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Say that you have it' }).click()
    await page.getByText('The person waits for an answer.').waitFor()
    expect([await letter.count(), await act.count()]).toEqual([0, 0])
    // A dialog that was left with its refusal knows nothing of it when it is opened anew.
    await page.route('**/close', (route) => route.abort())
    const dialog = page.getByRole('dialog')
    const close = page.getByRole('button', { name: 'Close', exact: true })
    await close.click()
    await dialog.getByRole('radio').first().click()
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    await act.waitFor()
    await dialog.getByRole('button', { name: 'Leave it open' }).click()
    await dialog.waitFor({ state: 'detached' })
    await close.click()
    await dialog.waitFor()
    await expect.poll(() => act.count()).toBe(0)
    await expect.poll(() => dialog.getByRole('radio', { checked: true }).count()).toBe(0)
  })

  test('what a screen reader was told of the last act is gone with the next one', async () => {
    const deskCase = await putSealedCase(desk.run.desk, desk.run.staff, desk.run.today, {
      leaf: 'advice.procurement_ethics',
      taps: [],
      turns: [{ kind: 'concern', text: 'May my niece bid?', ago: 1 }],
    })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    const status = page.locator('.unseen[role=status]')
    await page.getByLabel('Your answer').fill('She may.')
    await page.getByRole('button', { name: 'Send answer' }).click()
    await page.getByText('Answered. Nothing is owed now.').waitFor()
    expect(await status.textContent()).toBe('Sent.')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await expect.poll(() => status.textContent()).toBe('')
    await page.getByRole('button', { name: 'Leave it open' }).click()
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    expect(await status.textContent()).toContain('The key is locked.')
    await page.getByRole('button', { name: 'Your key', exact: true }).click()
    await expect.poll(() => status.textContent()).toBe('')
  })

  test('a case whose newest message does not open cannot be closed', async () => {
    const deskCase = await putSealedCase(desk.run.desk, desk.run.staff, desk.run.today, {
      leaf: 'advice.procurement_ethics',
      taps: [],
      turns: [
        { kind: 'concern', text: 'May I?', ago: 3 },
        { kind: 'answer', by: 'ethics-2', text: 'You may.', ago: 2 },
        { kind: 'addition', text: 'And now?', ago: 1 },
      ],
    })
    const last = deskCase.letters.pop()
    if (last === undefined) throw new Error('no message')
    deskCase.letters.push({ ...last, data: last.data.with(-40, (last.data.at(-40) ?? 0) ^ 1) })
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('A case is closed by who has read it.').waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Close', exact: true }).count())
      .toBe(0)
    expect(await page.locator(`${row(deskCase)} .dot`).count()).toBe(1)
  })

  test('a tab with an unsent draft asks before it is left, and only then', async () => {
    const { page } = await desk.comeWithKey()
    // Whether the browser would be asked, as it asks.
    const asks = () =>
      page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))
    await desk.openCase(page, story(desk.run, 2))
    expect(await asks()).toBe(false)
    const lost = page.getByText('when the page is loaded anew or closed, this text is lost')
    await expect.poll(() => lost.count()).toBe(0)
    await page.getByLabel('Your answer').fill('Half a sentence')
    expect(await asks()).toBe(true)
    // The browser's own question has no words of ours: what a Yes to it loses stands beside the text before.
    await lost.waitFor()
    await page.getByRole('button', { name: 'Queue', exact: true }).click()
    await page.getByRole('button', { name: 'Lock', exact: true }).click()
    expect(await asks()).toBe(true)
    const dialogs: string[] = []
    const asked = Promise.withResolvers<void>()
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.type())
      void dialog.dismiss()
      asked.resolve()
    })
    await Promise.all([asked.promise, page.reload({ timeout: 3_000 }).catch(() => undefined)])
    expect(dialogs).toEqual(['beforeunload'])
    await page.locator(row(story(desk.run, 2))).click()
    await lost.waitFor()
    await page.locator('.you').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('dialog').getByText('not sent').waitFor()
    await page.getByRole('button', { name: 'Go on writing' }).click()
    await desk.openWithKey(page)
    await desk.openCase(page, story(desk.run, 2))
    expect(await page.getByLabel('Your answer').inputValue()).toBe('Half a sentence')
    await page.getByLabel('Your answer').fill('')
    expect(await asks()).toBe(false)
  })

  test('where machine and service are days apart both are said, and nothing is sealed before somebody chose', async () => {
    const { state } = desk.run
    const now = state.now
    const deskCase = await putSealedCase(desk.run.desk, desk.run.staff, desk.run.today, {
      leaf: 'advice.procurement_ethics',
      taps: [],
      turns: [{ kind: 'concern', text: 'Which day is it?', ago: 0 }],
    })
    state.now = new Date(now.getTime() + 3 * 24 * 60 * 60 * 1_000)
    try {
      const { page } = await desk.comeWithKey()
      await page.getByText(/^This machine says .* The service says .*\.$/).waitFor()
      const [one, other] = await page.getByRole('button', { name: /^Today is / }).allTextContents()
      expect(one).not.toBe(other)
      await desk.openCase(page, deskCase)
      await page.getByLabel('Your answer').fill('Seen.')
      await page.getByRole('button', { name: 'Send answer' }).click()
      await page.getByText('Nothing was sealed or signed: say first').waitFor()
      expect(deskCase.letters.some(({ dir }) => dir === 'o>r')).toBe(false)
      await page.getByRole('button', { name: one ?? '' }).click()
      await page.getByRole('button', { name: 'Send answer' }).click()
      await page.getByText('Answered. Nothing is owed now.').waitFor()
      await expect.poll(() => page.getByText(/^This machine says/).count()).toBe(0)
    } finally {
      state.now = now
    }
  })

  test('a case is closed with a reason', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 13)
    await desk.openCase(page, deskCase)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    await dialog.getByText('Choose a reason.').waitFor()
    await dialog.getByRole('radio').first().click()
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByText('Closed.', { exact: true }).waitFor()
    expect(deskCase.events.at(-1)).toMatchObject({ act: 'closed', reason: 'advice_given' })
    // The list is fetched anew after it was said.
    await page.locator(row(deskCase)).waitFor({ state: 'detached' })
  })

  test('a letter taken to GnuPG is the sealed letter, named so that it tells nothing', async () => {
    const { page } = await desk.comeWithKey()
    const deskCase = story(desk.run, 2)
    await desk.openCase(page, deskCase)
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download letter 1 for GnuPG' }).click(),
    ])
    expect(taken.suggestedFilename()).toBe('letter-1.pgp')
    const bytes = await bytesOf(taken)
    const first = deskCase.letters[0]
    const mine = first?.keys.find(({ reader }) => reader === 'ethics-2')
    expect(bytes).toEqual(Buffer.concat([mine?.bytes ?? bytes, first?.data ?? bytes]))
    await page.getByText('gpg -d letter-1.pgp').waitFor()
  })

  test('T-25 a letter that somebody moved here from another case is not shown, and is said to be foreign', async () => {
    const deskCase = story(desk.run, 9)
    const other = story(desk.run, 10)
    const own = deskCase.letters[0]
    const theirs = other.letters[0]
    if (own === undefined || theirs === undefined) throw new Error('no letters')
    deskCase.letters = [{ ...own, data: theirs.data, keys: theirs.keys }]
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('This letter does not belong to this case.').waitFor()
    await expect.poll(() => page.locator('.letter .words').count()).toBe(0)
    expect(
      await page.getByRole('button', { name: 'Send answer' }).getAttribute('aria-disabled'),
    ).toBe('true')
    deskCase.letters = [own]
  })

  test('what cannot be opened says for which keys it was made', async () => {
    const deskCase = story(desk.run, 11)
    const before = deskCase.letters
    deskCase.letters = before.map((letter) => ({
      ...letter,
      keys: letter.keys.filter(({ reader }) => reader !== 'ethics-2'),
    }))
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, deskCase)
    await page.getByText('Your key does not open this letter.').waitFor()
    expect(await page.locator('.cannot-open li').allTextContents()).toEqual([
      'Officer 1 of the ethics office',
      'Officer 3 of the ethics office',
    ])
    deskCase.letters = before
  })

  test('another root key than the one this machine knows is refused, and nothing is sealed', async () => {
    const { page } = await desk.comeWithKey()
    await desk.openCase(page, story(desk.run, 12))
    const before = desk.run.told.directory
    desk.run.told.directory = (await makeStaff()).directory
    await page.reload()
    await page.getByText('The root key is not the one this machine knows.').waitFor()
    desk.run.told.directory = before
  })
})
