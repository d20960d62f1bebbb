import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bytes } from '#bytes.ts'
import { openAttachment, sealAttachment } from '#crypto/attachment.ts'
import { onlyPacket } from '#crypto/packet.ts'
import { isFileLength } from '#crypto/padding.ts'
import { AttachmentLine } from '#domain/case/attachment.ts'
import { fromBase64url, systemChance } from '#domain/case/ids.ts'
import { AppError } from '#errors.ts'
import { needing } from '../fixtures/tools.ts'
import { Gnupg } from './gpg.ts'

const noise = (length: number): Bytes => {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) {
    bytes.set(systemChance(Math.min(65_536, length - at)), at)
  }
  return bytes
}
const BROKEN = new AppError('ENVELOPE_BROKEN')
/** What the format of a sealed packet adds to what is in it. */
const FRAME = 59

test('what was sealed opens as it was, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      const { data, line } = await sealAttachment(new Uint8Array(bytes))
      expect(await openAttachment(data, line)).toEqual(new Uint8Array(bytes))
    }),
    { numRuns: 20 },
  )
})

test('the line beside the words says what opens it, and has the shape of one', async () => {
  const { line } = await sealAttachment(noise(10))
  const whole = { id: 'a'.repeat(22), name: 'a.pdf', type: 'application/pdf', original: false }
  expect(AttachmentLine.parse({ ...whole, ...line })).toMatchObject({ bytes: 10 })
})

test('T-35 and case 25: sealed lengths are few, and small files have one', async () => {
  const lengths = await Promise.all(
    [1, 50, 900, 40_000, 65_000].map(
      async (size) => (await sealAttachment(noise(size))).data.length,
    ),
  )
  expect(new Set(lengths)).toEqual(new Set([65_536 + FRAME]))
  const near = await Promise.all(
    [1_000_001, 1_010_000].map(async (size) => (await sealAttachment(noise(size))).data.length),
  )
  expect(new Set(near).size).toBe(1)
  expect(isFileLength((near[0] ?? 0) - FRAME)).toBe(true)
})

test('25 MiB are one packet, and open again', { timeout: 60_000 }, async () => {
  const bytes = noise(25 << 20)
  const { data, line } = await sealAttachment(bytes)
  expect(onlyPacket(data).tag).toBe(18)
  expect(data.length).toBeLessThan((25 << 20) * 1.12)
  const opened = await openAttachment(data, line)
  expect(Buffer.compare(opened, bytes)).toBe(0)
})

test('each file has a key of its own, and the same file never the same bytes', async () => {
  const bytes = noise(100)
  const [one, other] = [await sealAttachment(bytes), await sealAttachment(bytes)]
  expect(one.line.key).not.toBe(other.line.key)
  expect(Buffer.compare(one.data, other.data)).not.toBe(0)
  await expect(openAttachment(one.data, other.line)).rejects.toEqual(BROKEN)
})

test('a changed byte, another length, another hash or something behind it: it does not open', async () => {
  const bytes = noise(70_000)
  const { data, line } = await sealAttachment(bytes)
  const flipped = data.with(data.length >> 1, (data[data.length >> 1] ?? 0) ^ 1)
  for (const [sealed, length] of [
    [flipped, line],
    [data, { ...line, bytes: line.bytes - 1 }],
    [data, { ...line, bytes: line.bytes + 1 }],
    [data, { ...line, sha256: 'A'.repeat(43) }],
    [new Uint8Array([...data, 0]), line],
    [data.slice(0, -1), line],
    [new Uint8Array(), line],
  ] as const) {
    await expect(openAttachment(sealed, length)).rejects.toEqual(BROKEN)
  }
})

needing('gpg').test('GnuPG opens the packet with the key that stands in the line', async () => {
  using gpg = new Gnupg()
  const bytes = noise(5000)
  const { data, line } = await sealAttachment(bytes)
  const key = `9:${Buffer.from(fromBase64url(line.key)).toString('hex').toUpperCase()}`
  const ran = gpg.run(['--override-session-key', key, '--decrypt'], data)
  expect(ran.status, ran.err).toBe(0)
  expect(ran.out).toHaveLength(65_536)
  expect(Buffer.compare(ran.out.subarray(0, 5000), bytes)).toBe(0)
  expect(ran.out.subarray(5000).every((byte) => byte === 0)).toBe(true)
})
