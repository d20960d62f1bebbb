import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { concat } from '#bytes.ts'
import { openAttachment } from '#crypto/attachment.ts'
import { AttachmentLine, PIECE_BYTES } from '#domain/case/attachment.ts'
import { systemChance } from '#domain/case/ids.ts'
import { stripPng } from '#metadata/strip/png.ts'
import type { Files, SentFile } from '#page/files/files.ts'
import { filesFor } from '#page/files/files-for.ts'
import type { UploadClient } from '#page/files/upload.ts'
import { POLICY } from '../../dialogs/facts.ts'
import { type RunningDesk, startDesk } from '../../fixtures/desk-server.ts'
import { PNG } from '../../metadata/pictures.ts'

/** The true server's addresses in front of a twin of the store. */
let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk({ policy: { ...POLICY, page: true } })
})
afterAll(() => desk.stop())

const AWAY = expect.objectContaining({ code: 'DATABASE_AWAY' })
const TEXT = 'what happened'
/** Behind the picture stands a name. */
const NAMED = concat(PNG, new TextEncoder().encode('Anna Seed'))

interface Line extends UploadClient {
  readonly asked: { readonly path: string; readonly body: Buffer }[]
  readonly paused: number[]
  /** Stands between: says `down` to let nothing through. */
  between: (path: string) => 'on' | 'down' | number
}

function line(): Line {
  const made: Line = {
    asked: [],
    paused: [],
    between: () => 'on',
    wait: async (milliseconds) => {
      made.paused.push(milliseconds)
    },
    fetch: async (address, given) => {
      const path = String(address)
      const raw = given?.body ?? ''
      const body = Buffer.from(raw as string)
      const how = made.between(path)
      if (given?.signal?.aborted || how === 'down') throw new TypeError('network')
      made.asked.push({ path, body })
      // A cookie of the desk, in the same browser, would say who she is.
      expect(given?.credentials).toBe('omit')
      if (typeof how === 'number') return new Response('{}', { status: how })
      const headers = {
        ...(given?.headers as Record<string, string>),
        'sec-fetch-site': 'same-origin',
      }
      const heard = await desk.ask(path, { method: 'POST', headers, body })
      return new Response(heard.text, { status: heard.status })
    },
  }
  return made
}

const filesOn = (reach: UploadClient, most = 10, mebibytes = 10): Files =>
  filesFor(
    { policy: { ...POLICY, attachments: { most, mebibytes } } },
    { chance: systemChance, client: reach },
  )
const text = (name: string, content: string | Uint8Array<ArrayBuffer> = TEXT) =>
  new File([content], name)
/** More pieces than one, and nothing that could be told from noise. */
const large = (bytes = 700_000) => text('large.txt', 'x'.repeat(bytes))

async function opened({ line: one, upload }: SentFile): Promise<Buffer> {
  const handle = await desk.services.uploadHandles.open(upload)
  const whole = await desk.uploads.whole(handle?.id ?? '')
  if (whole === null) throw new Error('not all of it is there')
  return Buffer.from(await openAttachment(whole, one))
}

describe('a file that she chose', () => {
  test('goes sealed, without its traces, and only when she sends', async () => {
    const reach = line()
    const files = filesOn(reach)
    await files.add([text('Scan von Anna.png', NAMED), text('words.txt')])
    expect(reach.asked).toEqual([])
    expect(files.names()).toEqual(['Scan von Anna.png', 'words.txt'])
    expect(files.chosen()[0]).toMatchObject({
      findings: ['behind'],
      original: false,
      state: 'taken',
    })
    const lines = await files.sealAndUpload()
    for (const one of lines) AttachmentLine.parse(one.line)
    expect(lines.map(({ line: { type, original } }) => [type, original])).toEqual([
      ['image/png', false],
      ['text/plain', false],
    ])
    const [picture, words] = lines
    expect(picture && (await opened(picture))).toEqual(Buffer.from(stripPng(PNG).bytes))
    expect(words && (await opened(words)).toString()).toBe(TEXT)
    const over = Buffer.concat(reach.asked.map(({ body }) => body))
    expect(over.includes('Anna')).toBe(false)
    expect(over.includes(TEXT)).toBe(false)
  })

  test('goes as it was where she chose that, and the line of it says so', async () => {
    const files = filesOn(line())
    await files.add([text('scan.png', NAMED)])
    files.keepOriginal(files.chosen()[0]?.id ?? '', true)
    const [only] = await files.sealAndUpload()
    expect(only?.line.original).toBe(true)
    expect(only && (await opened(only))).toEqual(Buffer.from(NAMED))
  })

  test('two of one name are told apart, whatever the device called them, and the letter says the same', async () => {
    const files = filesOn(line())
    await files.add([text('IMG.txt'), text('img.TXT'), text('IMG\u200b.txt')])
    await files.add([text('IMG.txt')])
    const names = ['IMG.txt', 'img (2).txt', 'IMG (3).txt', 'IMG (4).txt']
    expect(files.names()).toEqual(names)
    files.remove(files.chosen()[0]?.id ?? '')
    await files.add([text('IMG.txt')])
    expect(files.names()).toEqual([...names.slice(1), 'IMG.txt'])
    const lines = await files.sealAndUpload()
    expect(lines.map(({ line: { name } }) => name)).toEqual(files.names())
  })

  test('without any, nobody is asked anything', async () => {
    const reach = line()
    expect(await filesOn(reach).sealAndUpload()).toEqual([])
    expect(reach.asked).toEqual([])
  })

  test('case 21: what is refused is said beside its name, and the others go', async () => {
    const files = filesOn(line(), 2, 1)
    await files.add([
      text('a.txt'),
      text('photo.heic', '\0\0\0\x18ftypheic'),
      text('b.txt'),
      text('c.txt'),
      text('large.txt', 'x'.repeat((1 << 20) + 1)),
      text('empty.txt', ''),
    ])
    expect(files.chosen().map(({ state, why }) => why ?? state)).toEqual([
      'taken',
      'heic',
      'taken',
      'many',
      'many',
      'many',
    ])
    expect(files.names()).toEqual(['a.txt', 'b.txt'])
    files.remove(files.chosen()[0]?.id ?? '')
    await files.add([text('large.txt', 'x'.repeat((1 << 20) + 1))])
    expect(files.chosen().at(-1)).toMatchObject({ why: 'large' })
    expect(await files.sealAndUpload()).toHaveLength(1)
  })

  test('is gone from memory when she leaves', async () => {
    const files = filesOn(line())
    await files.add([text('a.txt')])
    let count = 0
    const end = files.watch(() => {
      count += 1
    })
    files.forget()
    end()
    expect([files.chosen(), files.names(), count]).toEqual([[], [], 1])
  })
})

describe('a bad line', () => {
  test('loses no piece: what is missing is sent once the line is back', async () => {
    const reach = line()
    let pieces = 0
    let down = 3
    reach.between = (path) => {
      if (!/\/\d+$/.test(path)) return down > 0 && pieces > 0 && --down >= 0 ? 'down' : 'on'
      pieces += 1
      return pieces === 2 ? 'down' : 'on'
    }
    const files = filesOn(reach)
    const waiting: boolean[] = []
    files.watch(() => waiting.push(files.sending()?.waiting ?? false))
    await files.add([large()])
    const [only] = await files.sealAndUpload()
    expect(only && (await opened(only)).length).toBe(700_000)
    const sent = reach.asked.filter(({ path }) => /\/\d+$/.test(path))
    const numbers = sent.map(({ path }) => Number(path.split('/').at(-1)))
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => n))
    expect(sent.every(({ body }) => body.length <= PIECE_BYTES)).toBe(true)
    expect(reach.paused).toEqual([500, 1000, 2000, 4000])
    expect(waiting).toContain(true)
  })

  test('that stays down is said after a while; pressed again it goes on where it stopped', async () => {
    const reach = line()
    let pieces = 0
    reach.between = (path) => (/\/\d+$/.test(path) && ++pieces > 1 ? 'down' : 'on')
    const files = filesOn(reach)
    await files.add([large()])
    await expect(files.sealAndUpload()).rejects.toEqual(AWAY)
    expect(files.sending()).toBe(null)
    expect(files.names()).toEqual(['large.txt'])
    reach.between = () => 'on'
    reach.asked.length = 0
    const [only] = await files.sealAndUpload()
    expect(reach.asked.filter(({ path }) => path.endsWith('/0'))).toEqual([])
    expect(only && (await opened(only)).length).toBe(700_000)
  })

  test('a server that is busy is asked again; what it refuses is not', async () => {
    const reach = line()
    let busy = 2
    reach.between = () => (busy-- > 0 ? 503 : 'on')
    const files = filesOn(reach)
    await files.add([text('a.txt')])
    expect(await files.sealAndUpload()).toHaveLength(1)
    const refused = line()
    refused.between = () => 409
    const others = filesOn(refused)
    await others.add([text('a.txt')])
    await expect(others.sealAndUpload()).rejects.toEqual(
      expect.objectContaining({ code: 'UPLOAD_REFUSED' }),
    )
    expect(refused.asked).toHaveLength(1)
  })

  test('she can stop it, and nothing is tried after that', async () => {
    const reach = line()
    const files = filesOn(reach)
    await files.add([large()])
    reach.between = (path) => {
      if (path.endsWith('/1')) files.stop()
      return 'on'
    }
    await expect(files.sealAndUpload()).rejects.toEqual(AWAY)
    const before = reach.asked.length
    expect(reach.asked.some(({ path }) => path.endsWith('/2'))).toBe(false)
    expect(reach.asked).toHaveLength(before)
  })

  test('pressed twice it is one sending', async () => {
    const reach = line()
    const files = filesOn(reach)
    await files.add([text('a.txt')])
    const [one, other] = await Promise.all([files.sealAndUpload(), files.sealAndUpload()])
    expect(one).toEqual(other)
    expect(reach.asked.filter(({ path }) => path.endsWith('/uploads'))).toHaveLength(1)
  })

  test('T-133 what was swept because its letter never came goes once more, as another upload', async () => {
    const files = filesOn(line())
    await files.add([text('a.txt')])
    const [first] = await files.sealAndUpload()
    expect(await files.sealAndUpload()).toEqual([first])
    desk.uploads.rows.clear()
    const [second] = await files.sealAndUpload()
    expect(second?.line.id).not.toBe(first?.line.id)
    expect(second?.upload).not.toBe(first?.upload)
    expect(second && (await opened(second)).toString()).toBe(TEXT)
  })

  test('T-133 an upload says nothing but its size: no name, no type, no length of the file', async () => {
    const reach = line()
    const files = filesOn(reach)
    await files.add([text('Anna Seed.txt')])
    const [only] = await files.sealAndUpload()
    const [challenge, begun, piece] = reach.asked
    expect(challenge?.body.toString()).toBe('{}')
    expect(JSON.parse(begun?.body.toString() ?? '')).toEqual({
      size: 65_536 + 59,
      proof: expect.any(String),
    })
    expect(piece?.path).toBe(`/api/door/uploads/${only?.upload}/0`)
    expect(JSON.stringify(reach.asked)).not.toContain(only?.line.id)
  })

  test('T-150 the work of each announcement is done ahead: the first while it is sealed, the next while one is on its way', async () => {
    const reach = line()
    const files = filesOn(reach)
    await files.add([text('a.txt'), text('b.txt'), text('c.txt')])
    expect(reach.asked).toEqual([])
    expect(await files.sealAndUpload()).toHaveLength(3)
    const asked = reach.asked.map(({ path }) => path.split('/').at(-1))
    expect(asked.filter((one) => one === 'challenge')).toHaveLength(3)
    expect(asked.slice(0, 3).toSorted()).toEqual(['challenge', 'challenge', 'uploads'])
    // Sent once more with the letter, they take none.
    reach.asked.length = 0
    expect(await files.sealAndUpload()).toHaveLength(3)
    expect(reach.asked.every(({ path }) => path.endsWith('/state'))).toBe(true)
  })

  test('T-150 work that did not count is done once more; then it is said, and what was chosen stays', async () => {
    const reach = line()
    const refusing = (times: number): UploadClient['fetch'] => {
      const { fetch } = reach
      let left = times
      return async (address, given) => {
        const heard = await fetch(address, given)
        if (!String(address).endsWith('/uploads') || left-- <= 0) return heard
        return new Response('{"code":"PROOF_NEEDED"}', { status: 428 })
      }
    }
    const through = (times: number) => filesOn({ ...reach, fetch: refusing(times) })
    const again = through(1)
    await again.add([text('a.txt')])
    expect(await again.sealAndUpload()).toHaveLength(1)
    const never = through(9)
    await never.add([text('a.txt')])
    await expect(never.sealAndUpload()).rejects.toMatchObject({ code: 'PROOF_NEEDED' })
    expect(never.names()).toEqual(['a.txt'])
  })

  test('T-150 an answer that was lost costs new work and no press', async () => {
    const reach = line()
    const { fetch } = reach
    let lost = 1
    const losing: UploadClient['fetch'] = async (address, given) => {
      const heard = await fetch(address, given)
      if (String(address).endsWith('/uploads') && lost-- > 0) throw new TypeError('network')
      return heard
    }
    const files = filesOn({ ...reach, fetch: losing })
    await files.add([text('a.txt')])
    const [only] = await files.sealAndUpload()
    expect(only && (await opened(only)).toString()).toBe(TEXT)
  })

  test('T-150 what was announced and not begun in time is announced anew by itself', async () => {
    const reach = line()
    let pieces = 0
    reach.between = (path) => (/\/\d+$/.test(path) && ++pieces > 0 ? 'down' : 'on')
    const files = filesOn(reach)
    await files.add([text('a.txt')])
    await expect(files.sealAndUpload()).rejects.toEqual(AWAY)
    reach.between = () => 'on'
    desk.state.now = new Date(desk.state.now.getTime() + 3_600_000)
    try {
      const [only] = await files.sealAndUpload()
      expect(only && (await opened(only)).toString()).toBe(TEXT)
    } finally {
      desk.state.now = new Date(desk.state.now.getTime() - 3_600_000)
    }
  })
})

test('whatever cannot be read is refused by a code of ours', async () => {
  const files = filesOn(line())
  const odd = {
    name: 'a.png',
    size: 10,
    arrayBuffer: () => Promise.reject(new Error('NotReadable')),
  }
  await files.add([odd as unknown as File])
  expect(files.chosen()[0]).toMatchObject({ state: 'refused', why: 'gone' })
})
