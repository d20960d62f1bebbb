import {
  createMessage,
  encrypt,
  encryptSessionKey,
  enums,
  Message,
  PacketList,
  readKey,
  readPrivateKey,
} from 'openpgp'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { isWeak, readCertificate } from '#crypto/certificate.ts'
import { type MadeKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { sealer } from '#crypto/seal.ts'
import { systemChance } from '#domain/case/ids.ts'
import { certificateOfSha1 } from '../fixtures/sha1-certificate.ts'
import { headOf, letterOf, officerKey, to } from './people.ts'

let officer: MadeKey
let handle: PrivateKeyHandle
const head = headOf()
const words = Buffer.from(JSON.stringify({ ...head, text: 'short', form: {} }))
const session = { data: systemChance(32), algorithm: 'aes256' as const }

beforeAll(async () => {
  officer = await officerKey('one')
  handle = await unlock(officer.privateKey, '')
})

async function open(data: Uint8Array) {
  const encryptionKeys = await readKey({ armoredKey: officer.certificate })
  const key = await encryptSessionKey({
    ...session,
    encryptionKeys,
    wildcard: true,
    format: 'binary',
  })
  const sealed = { data: new Uint8Array(data), key: new Uint8Array(key) }
  return openLetter({ ...sealed, privateKey: handle, expect: head, verify: [officer.certificate] })
}

describe('T-146 what opens to more than a letter can be is refused', () => {
  test.each([2 << 20, 50 << 20])('a small packet that opens to %i bytes', async (size) => {
    const padded = new Uint8Array(size).fill(0x20)
    padded.set(words)
    const zlib = { preferredCompressionAlgorithm: enums.compression.zlib }
    const message = await createMessage({ binary: padded })
    const data = await encrypt({ message, sessionKey: session, format: 'binary', config: zlib })
    await expect(open(data)).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
  })

  test('a packet of two megabytes that was not compressed', async () => {
    const padded = new Uint8Array(2 << 20).fill(0x20)
    padded.set(words)
    const message = await createMessage({ binary: padded })
    const data = await encrypt({ message, sessionKey: session, format: 'binary' })
    await expect(open(data)).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
  })
})

test('T-146 1,250 signatures: the letter opens, none of them is verified, and none counts', async () => {
  const signingKey = await readPrivateKey({ armoredKey: officer.privateKey })
  const signed = await (await createMessage({ binary: words })).sign([signingKey])
  const [onePass, literal, signature] = signed.packets
  if (!onePass || !literal || !signature) throw new Error('not signed')
  const many = new PacketList<(typeof signed.packets)[number]>()
  const times = Array.from({ length: 1_250 })
  many.push(...times.map(() => onePass), literal, ...times.map(() => signature))
  const whole = await new Message(many).encrypt([], [], session as never)
  const data = whole.packets.at(-1)?.write() ?? new Uint8Array()
  const verify = vi.spyOn(Message.prototype, 'verify')
  const header = Buffer.alloc(6, 0xff)
  header[0] = 0xd2
  header.writeUInt32BE(data.length, 2)
  expect(await open(Buffer.concat([header, data]))).toMatchObject({
    signature: 'bad',
    signedBy: null,
  })
  expect(verify).not.toHaveBeenCalled()
})

test('T-146 a certificate whose self-signatures are by SHA-1 is not sealed to', async () => {
  const publicKey = await certificateOfSha1()
  const [self] = (await readKey({ armoredKey: publicKey })).users[0]?.selfCertifications ?? []
  expect(self?.hashAlgorithm).toBe(enums.hash.sha1)
  expect(await isWeak(publicKey, new Date())).toBe(true)
  expect(await isWeak(officer.certificate, new Date())).toBe(false)
  await expect(readCertificate(publicKey)).rejects.toMatchObject({ ids: { why: 'unusable' } })
  const seal = sealer.seal(letterOf('x'), to(officer, { certificate: publicKey }))
  await expect(seal).rejects.toMatchObject({ code: 'NO_READER' })
})
