import fc from 'fast-check'
import { createMessage, encrypt, generateKey, readMessage } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import { concat, utf8 } from '#bytes.ts'
import { gate } from '#crypto/envelope-gate.ts'
import { sealer } from '#crypto/seal.ts'
import type { Envelope, KeyPacket } from '#domain/case/envelope.ts'
import { letterOf, officerKey, to } from './people.ts'

let good: Envelope
let goodKey: KeyPacket
const refused = { code: 'ENVELOPE_REFUSED' }
const withData = (data: Uint8Array): Envelope => ({ ...good, data: new Uint8Array(data) })
const withKey = (bytes: Uint8Array): Envelope => ({
  ...good,
  keys: [{ ...goodKey, bytes: new Uint8Array(bytes) }],
})

beforeAll(async () => {
  good = await sealer.seal(letterOf('a concern'), to(await officerKey('one')))
  const [first] = good.keys
  if (first === undefined) throw new Error('sealed to nobody')
  goodKey = first
})

/** A new-format packet with the shortest length that its size allows, so that nothing but its content is wrong. */
function packet(tag: number, body: Uint8Array): Uint8Array {
  const over = body.length - 192
  const short = over < 0 ? [body.length] : [192 + (over >> 8), over & 0xff]
  return concat(new Uint8Array([0xc0 | tag, ...short]), body)
}

function packetTheLongWay(tag: number, body: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.length)
  return concat(new Uint8Array([0xc0 | tag, 255]), length, body)
}

test('T-20 the gate takes what was sealed', async () => {
  await expect(gate.check(good)).resolves.toBeUndefined()
})

test('T-20 the gate refuses everything that is not one sealed data packet', async () => {
  const words = utf8('My manager asked me to sign. '.repeat(400)).slice(0, 4150)
  const binary = { binary: words }
  const literal = (await createMessage(binary)).write() as Uint8Array
  const password = await encrypt({
    message: await createMessage(binary),
    passwords: 'x',
    format: 'binary',
  })
  const compressed = packet(8, concat(new Uint8Array([0]), literal))
  const hostile: Readonly<Record<string, Uint8Array>> = {
    empty: new Uint8Array(),
    'plain words': words,
    'words labelled as sealed': packet(18, concat(new Uint8Array([1]), words, new Uint8Array(47))),
    literal,
    compressed,
    'for a password': password,
    'literal, then sealed': concat(literal, good.data),
    'sealed, then literal': concat(good.data, literal),
    'sealed twice': concat(good.data, good.data),
    'key packet and data': concat(goodKey.bytes, good.data),
    'a key packet in place of data': goodKey.bytes,
    'trailing byte': concat(good.data, new Uint8Array(1)),
    'last byte missing': good.data.subarray(0, -1),
    'the older packet without integrity': concat(new Uint8Array([0xc9]), good.data.subarray(1)),
    'version two': good.data.with(3, 2),
    'old packet format': concat(
      new Uint8Array([0x80 | (9 << 2) | 1, 16, 50]),
      good.data.subarray(3),
    ),
    'a partial length': good.data.with(1, 0xec),
    'a length written the long way': packetTheLongWay(18, good.data.subarray(3)),
    'outside every padding size': packet(18, good.data.subarray(3, 2000)),
    armored: utf8((await readMessage({ binaryMessage: good.data })).armor()),
  }
  for (const [what, data] of Object.entries(hostile)) {
    await expect(gate.check(withData(data)), what).rejects.toMatchObject(refused)
  }
})

test('T-20 the gate refuses everything that is not one hidden key packet', async () => {
  const { bytes } = goodKey
  const hostile: Readonly<Record<string, Uint8Array>> = {
    empty: new Uint8Array(),
    'names the recipient': bytes.with(3, 1),
    'another version': bytes.with(2, 6),
    'an algorithm nobody here uses': bytes.with(11, 16),
    'key packet twice': concat(bytes, bytes),
    'trailing byte': concat(bytes, new Uint8Array(1)),
    'last byte missing': bytes.subarray(0, -1),
    'room for words after the numbers': packet(1, concat(bytes.subarray(2), utf8('x'.repeat(60)))),
    'a password packet': concat(new Uint8Array([0xc3]), bytes.subarray(1)),
    'too long': packet(1, concat(bytes.subarray(2), new Uint8Array(3000))),
    data: good.data,
  }
  for (const [what, key] of Object.entries(hostile)) {
    await expect(gate.check(withKey(key)), what).rejects.toMatchObject(refused)
  }
})

test('T-22 the gate takes a key packet for every kind of key that an officer may bring', async () => {
  const userIDs = { name: 'x' }
  const kinds = [
    { type: 'rsa', rsaBits: 3072 },
    { type: 'ecc', curve: 'nistP256' },
    { type: 'ecc', curve: 'nistP384' },
    { type: 'curve25519' },
    { type: 'curve448' },
    { type: 'curve25519', config: { v6Keys: true, aeadProtect: true } },
  ] as const
  for (const kind of kinds) {
    const { publicKey } = await generateKey({ userIDs, ...kind })
    const envelope = await sealer.seal(letterOf('x'), to({ certificate: publicKey }))
    await expect(gate.check(envelope), JSON.stringify(kind)).resolves.toBeUndefined()
  }
})

test('T-20 no keys, or a crowd of them, are refused', async () => {
  await expect(gate.check({ ...good, keys: [] })).rejects.toMatchObject(refused)
  const crowd = Array.from({ length: 33 }, () => goodKey)
  await expect(gate.check({ ...good, keys: crowd })).rejects.toMatchObject(refused)
})

test('T-20 no bytes from outside make the gate fail in another way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      await expect(gate.check(withData(bytes))).rejects.toMatchObject(refused)
      await expect(gate.check(withKey(bytes))).rejects.toMatchObject(refused)
    }),
    { numRuns: 200 },
  )
})
