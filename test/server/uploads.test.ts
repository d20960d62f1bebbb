import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PIECE_BYTES } from '#domain/case/attachment.ts'
import { base64url, newMessageId, systemChance } from '#domain/case/ids.ts'
import { solve } from '#page/http/solve-proof-of-work.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'
import { speak } from '../fixtures/http.ts'
import { put } from '../fixtures/officer-services.ts'
import { piecesOf, sealedFile } from '../fixtures/sealed.ts'

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk({ bodySeconds: 0.3 })
})
afterEach(() => expect(desk.lines).toEqual([]))
afterAll(() => desk.stop())

const ETHICS = ['ethics-1', 'ethics-2', 'ethics-3']
const REFUSED = [409, '{"code":"UPLOAD_REFUSED"}']
const newId = () => newMessageId(systemChance) as string
const answerOf = ({ status, text }: { status: number; text: string }) => [status, text]
const worked = async (): Promise<string> =>
  solve(JSON.parse((await desk.post('/api/door/challenge', {})).text).challenge)
const announce = async (size: number, proof?: string | null) =>
  desk.post('/api/door/uploads', { size, proof: proof === undefined ? await worked() : proof })
const begun = async (size: number): Promise<string> =>
  JSON.parse((await announce(size)).text).upload
const state = (upload: string) => desk.post('/api/door/uploads/state', { upload })
const whole = async (upload: string) =>
  desk.uploads.whole((await desk.services.uploadHandles.open(upload))?.id ?? '')
const foreign = () => base64url(systemChance(52))
const send = (id: string, n: number | string, body: Uint8Array, headers = {}) =>
  desk.ask(`/api/door/uploads/${id}/${n}`, {
    method: 'POST',
    body: Buffer.from(body),
    headers: {
      'content-type': 'application/octet-stream',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
  })

describe('a file on its way in', () => {
  test('comes in pieces, and what is here is known after a line broke', async () => {
    const sealed = sealedFile(600_000)
    const id = await begun(sealed.length)
    expect(answerOf(await state(id))).toEqual([200, '{"pieces":[]}'])
    expect(desk.uploads.rows.size).toBe(0)
    for (const [n, piece] of piecesOf(sealed).entries()) {
      if (n !== 1) expect(answerOf(await send(id, n, piece))).toEqual([200, '{"code":"KEPT"}'])
    }
    expect(answerOf(await state(id))).toEqual([200, '{"pieces":[0,2]}'])
    await send(id, 1, piecesOf(sealed)[1] ?? sealed)
    expect(await whole(id)).toEqual(sealed)
  })

  test('is refused where it is none: another length, readable, more than its office takes', async () => {
    const sealed = sealedFile()
    expect(answerOf(await announce(100_000))).toEqual(REFUSED)
    const large = sealedFile(11 << 20).length
    expect(answerOf(await announce(large))).toEqual(REFUSED)
    const id = await begun(sealed.length)
    const readable = Buffer.alloc(sealed.length, 'my supervisor takes money ')
    expect(answerOf(await send(id, 0, readable))).toEqual(REFUSED)
    expect(answerOf(await send(id, 1, sealed))).toEqual(REFUSED)
    expect(answerOf(await state(id))).toEqual([200, '{"pieces":[]}'])
  })

  test('nobody guesses one: no such file, and an address of another shape, are one answer', async () => {
    const sealed = sealedFile()
    for (const [id, n] of [
      [foreign(), '0'],
      [newId(), '0'],
      ['short', '0'],
      [await begun(sealed.length), '-1'],
      [await begun(sealed.length), '01'],
      [await begun(sealed.length), '1e3'],
      ['..%2f..', '0'],
    ] as const) {
      expect(answerOf(await send(id, n, sealed))).toEqual(REFUSED)
    }
    expect(answerOf(await state(foreign()))).toEqual(REFUSED)
  })

  test('T-150 T-133 is announced without a row, and what nobody begins ends by itself', async () => {
    const before = desk.uploads.rows.size
    const sealed = sealedFile()
    const all = await Promise.all(Array.from({ length: 200 }, () => begun(sealed.length)))
    expect(new Set(all).size).toBe(200)
    expect(desk.uploads.rows.size).toBe(before)
    const [over = '', going = ''] = all
    const three = sealedFile(600_000)
    const slow = await begun(three.length)
    await send(slow, 0, piecesOf(three)[0] ?? three)
    expect(answerOf(await send(going, 0, sealed))).toEqual([200, '{"code":"KEPT"}'])
    desk.state.now = new Date(desk.state.now.getTime() + 30 * 60_000)
    try {
      expect(answerOf(await send(over, 0, sealed))).toEqual(REFUSED)
      expect(answerOf(await state(over))).toEqual(REFUSED)
      // What has begun takes as long as its line takes.
      expect(answerOf(await send(slow, 1, piecesOf(three)[1] ?? three))).toEqual([
        200,
        '{"code":"KEPT"}',
      ])
      expect(answerOf(await state(slow))).toEqual([200, '{"pieces":[0,1]}'])
    } finally {
      desk.state.now = new Date(desk.state.now.getTime() - 30 * 60_000)
    }
  })

  test('T-150 is announced with the work that a concern takes, each with its own, and no work does for two requests', async () => {
    const { length } = sealedFile()
    const needed = [428, '{"code":"PROOF_NEEDED"}']
    for (const none of [null, '', 'not solved']) {
      expect(answerOf(await announce(length, none))).toEqual(needed)
    }
    // A page from before it was asked for.
    expect(answerOf(await desk.post('/api/door/uploads', { size: length }))).toEqual(needed)
    const proof = await worked()
    expect((await announce(length, proof)).status).toBe(200)
    expect(answerOf(await announce(length, proof))).toEqual(needed)
    const answer = await desk.post('/api/door/find', { shown: 'A'.repeat(43), proof })
    expect(answerOf(answer)).toEqual(needed)
  })

  test('is taken from our own page only', async () => {
    const sealed = sealedFile()
    const id = await begun(sealed.length)
    for (const site of ['cross-site', 'same-site', 'none']) {
      const heard = await send(id, 0, sealed, { 'sec-fetch-site': site })
      expect(answerOf(heard)).toEqual([403, '{"code":"ORIGIN_REFUSED"}'])
    }
  })

  test('is bytes by name, and one piece long at most', async () => {
    const id = newId()
    for (const type of ['application/json', 'text/plain', 'multipart/form-data', '']) {
      const heard = await send(id, 0, sealedFile(), { 'content-type': type })
      expect(answerOf(heard)).toEqual([415, '{"code":"TYPE_REFUSED"}'])
    }
    const long = new Uint8Array(PIECE_BYTES + 1)
    const untold = { 'transfer-encoding': 'chunked' }
    for (const heard of [await send(id, 0, long), await send(id, 0, long, untold)]) {
      expect(answerOf(heard)).toEqual([413, '{"code":"BODY_TOO_LARGE"}'])
    }
    expect(answerOf(await send(id, 0, new Uint8Array()))).toEqual([400, '{"code":"BODY_INVALID"}'])
    const gzip = await send(id, 0, sealedFile(), { 'content-encoding': 'gzip' })
    expect(answerOf(gzip)).toEqual([415, '{"code":"ENCODING_REFUSED"}'])
  })

  test('that does not end is hung up on', async () => {
    const heard = await speak(
      desk.port,
      `POST /api/door/uploads/${newId()}/0 HTTP/1.1\r\nHost: aside.invalid\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`,
    )
    expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('where there is no page there is no such address', async () => {
    const closed = await startDesk({ policy: { page: false } })
    const heard = await closed.post('/api/door/uploads', { size: 1 })
    expect(answerOf(heard)).toEqual([404, '{"code":"NOT_FOUND"}'])
    await closed.stop()
  })
})

describe('a file at the desk', () => {
  const fileOf = (readers: readonly string[], bytes: Uint8Array<ArrayBuffer> | null) => {
    const deskCase = put(desk.desk, readers)
    const id = newId()
    desk.attachments.files.push({ case: deskCase.id, id, readers, bytes })
    return `/api/cases/${deskCase.id}/attachments/${id}`
  }
  const get = async (path: string, officer?: string) =>
    desk.ask(path, { headers: officer ? { cookie: await desk.cookieOf(officer) } : {} })

  test('T-92 is bytes under a neutral name, and no browser ever shows it as a page', async () => {
    const sealed = sealedFile()
    const heard = await get(fileOf(ETHICS, sealed), 'ethics-1')
    expect(heard.status).toBe(200)
    expect(heard.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="sealed.bin"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(heard.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(heard.text).toBe(Buffer.from(sealed).toString('utf8'))
  })

  test('T-02 without a session, from another office or another case there is no such file', async () => {
    const mine = fileOf(ETHICS, sealedFile())
    const other = fileOf(['hr-1'], sealedFile())
    expect(answerOf(await get(mine))).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
    expect(answerOf(await get(mine, 'custodian-1'))).toEqual([401, '{"code":"SIGN_IN_FIRST"}'])
    const [caseOfMine] = mine.split('/attachments/')
    const [, fileOfOther] = other.split('/attachments/')
    const before = desk.desk.ledger.length
    const none = await get(`${caseOfMine}/attachments/${newId()}`, 'ethics-1')
    expect(answerOf(none)).toEqual([404, '{"code":"CASE_UNKNOWN"}'])
    for (const [path, officer] of [
      [mine, 'hr-1'],
      [other, 'ethics-1'],
      [`${caseOfMine}/attachments/${fileOfOther}`, 'ethics-1'],
      [`${caseOfMine}/attachments/..%2f..%2fetc`, 'ethics-1'],
      [`/api/cases/${base64url(systemChance(16))}/attachments/${fileOfOther}`, 'hr-1'],
    ] as const) {
      const heard = await get(path, officer)
      expect(answerOf(heard)).toEqual(answerOf(none))
      expect({ ...heard.headers, date: '' }).toEqual({ ...none.headers, date: '' })
    }
    expect(desk.desk.ledger.length - before).toBe(6)
  })

  test('case 24: of which a piece is missing is said to be broken, and nothing falls over', async () => {
    const heard = await get(fileOf(ETHICS, null), 'ethics-1')
    expect(answerOf(heard)).toEqual([404, '{"code":"ENVELOPE_BROKEN"}'])
  })
})
