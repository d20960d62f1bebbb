import { beforeAll, describe, expect, test } from 'vitest'
import { type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { openFile } from '#desk/key-worker/open-file.ts'
import { openCase } from '#desk/key-worker/read-case.ts'
import { sizeOf } from '#desk/model/raster.ts'
import { day } from '#domain/case/day.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { WireCase } from '#wire/desk.ts'
import { makeStaff, officerOf, type Staff } from '../desk/officers.ts'
import { type AttachedFile, attached, putSealedCase, type Story } from '../desk/sealed-case.ts'
import { wire } from '../desk/wire-case.ts'
import { officerServices } from '../fixtures/officer-services.ts'
import { historyOf } from '../fixtures/roster-history.ts'

const today = day('2026-11-23')
let staff: Staff
let own: PrivateKeyHandle
let file: AttachedFile
beforeAll(async () => {
  staff = await makeStaff()
  own = await unlock(officerOf(staff, 'ethics-2').key.privateKey, '')
  file = await attached('scaffold.png', 'image/png', new Uint8Array(900).fill(7), true)
})

async function newCase(change: Partial<Story> = {}, channel: Channel = 'web_page') {
  const deskCase = await putSealedCase(officerServices().desk, staff, today, {
    leaf: 'advice.gifts_honours',
    taps: ['ask', 'gift'],
    channel,
    turns: [
      { kind: 'concern', text: 'A watch.', ago: 5, files: [file] },
      { kind: 'identity', text: 'Ama Mensah', ago: 5, form: { typed: true } },
    ],
    ...change,
  })
  return wire(deskCase, 'ethics-2')
}
const read = (wireCase: WireCase) => openCase(wireCase, own, historyOf(staff.officers))

describe('a case from the anonymous page', () => {
  test('opens signed and whole, with its files, and the name is marked as typed', async () => {
    const decryptedCase = await read(await newCase())
    expect(decryptedCase.letters.map(({ trouble }) => trouble)).toEqual([null, null])
    expect(decryptedCase).toMatchObject({ name: 'Ama Mensah', nameTyped: true, troubles: [] })
    const { id, name, type, bytes } = file.line
    expect(decryptedCase.letters[0]?.files).toEqual([{ id, name, type, bytes, original: true }])
  })

  test('a name is taken for typed there even when its letter does not say so, and in Teams it is not', async () => {
    const turns = [
      { kind: 'concern', text: 'A watch.', ago: 5 },
      { kind: 'identity', text: 'Ama Mensah', ago: 5 },
    ] as const
    expect((await read(await newCase({ turns }))).nameTyped).toBe(true)
    expect((await read(await newCase({ turns, channel: 'teams_card' }))).nameTyped).toBe(false)
  })

  test('letters that nobody signed are a stranger’s there, the first ones too', async () => {
    const unsigned = await newCase({ channel: 'teams_card' })
    const decryptedCase = await read({ ...unsigned, door: 'page' })
    expect(decryptedCase.letters.map(({ trouble }) => trouble)).toEqual(['stranger', 'stranger'])
    expect(decryptedCase.name).toBeNull()
  })

  test('signed with a key that was swapped in, a name is nobody’s: the first letter pins her key', async () => {
    const [genuine, forged] = [await newCase(), await newCase()]
    const [, name] = forged.letters
    const [concern] = genuine.letters
    if (name === undefined || concern === undefined) throw new Error('no letters')
    const { reporterCertificate } = forged
    const decryptedCase = await read({ ...genuine, reporterCertificate, letters: genuine.letters })
    expect(decryptedCase.troubles).toContain('key_changed')
    expect(decryptedCase.letters.every(({ trouble }) => trouble === 'stranger')).toBe(true)
    expect(decryptedCase.name).toBeNull()
  })
})

describe('one file of a letter', () => {
  const open = (wireCase: WireCase, sealed = file.sealed, id = file.line.id) =>
    openFile({ wireCase: wireCase, letter: wireCase.letters[0]?.id ?? '', file: id, sealed }, own)

  test('opens to the byte with the key that stands in its letter', async () => {
    expect(await open(await newCase())).toEqual(new Uint8Array(900).fill(7))
  })

  test('that is another file, damaged, of another letter or of none is refused', async () => {
    const wireCase = await newCase()
    const other = await attached('scaffold.png', 'image/png', new Uint8Array(900).fill(8))
    const broken = { code: 'ENVELOPE_BROKEN' }
    const damaged = new Uint8Array(file.sealed)
    damaged[9_000] = (damaged[9_000] ?? 0) ^ 1
    await expect(open(wireCase, other.sealed)).rejects.toMatchObject(broken)
    await expect(open(wireCase, damaged)).rejects.toMatchObject(broken)
    await expect(open(wireCase, file.sealed, other.line.id)).rejects.toMatchObject(broken)
    const moved = await newCase({ turns: [{ kind: 'concern', text: 'A car.', ago: 5 }] })
    await expect(open(moved)).rejects.toMatchObject(broken)
    const foreign = { ...moved, letters: wireCase.letters }
    await expect(open(foreign)).rejects.toMatchObject(broken)
  })
})

describe('what a picture says of its size, before anything is decoded', () => {
  const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
  test.each([
    ['PNG', '89504e470d0a1a0a 0000000d 49484452 00000280 000001e0', { width: 640, height: 480 }],
    ['GIF', '474946383961 8002 e001 00', { width: 640, height: 480 }],
    [
      'JPEG',
      'ffd8 ffe0 0004 0000 ffc0 0011 08 01e0 0280 03 0000 0000 0000',
      { width: 640, height: 480 },
    ],
    [
      'WebP',
      '52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100 00',
      { width: 640, height: 480 },
    ],
  ])('%s', (_, bytes, size) => {
    expect(sizeOf(hex(bytes))).toEqual(size)
  })

  test('whatever is none of them has no size', () => {
    for (const bytes of ['', 'ffd8', '3c737667', '89504e47', 'ffd8 ffe0 ffff', '52494646 00']) {
      expect(sizeOf(hex(bytes))).toBeNull()
    }
  })
})
