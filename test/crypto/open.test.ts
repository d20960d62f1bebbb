import fc from 'fast-check'
import { config, createMessage, encrypt, encryptSessionKey, enums, readKey } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import { type MadeKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { type MadeReporterKey, makeReporterKey } from '#crypto/reporter-key.ts'
import { sealer } from '#crypto/seal.ts'
import { systemChance } from '#domain/case/ids.ts'
import type { Head } from '#domain/case/message.ts'
import { headOf, letterOf, officerKey, to } from './people.ts'

let officer: MadeKey
let handle: PrivateKeyHandle
let reporter: MadeReporterKey
const broken = { code: 'ENVELOPE_BROKEN' }

beforeAll(async () => {
  officer = await officerKey('one')
  handle = await unlock(officer.privateKey, '')
  reporter = await makeReporterKey()
})

async function sealed(text: string, change: Partial<Head> = {}, signWith?: PrivateKeyHandle) {
  const head = headOf(change)
  const envelope = await sealer.seal({ ...letterOf(text), ...head }, to(officer), signWith)
  return { head, data: envelope.data, key: envelope.keys[0]?.bytes ?? new Uint8Array() }
}

function open(
  envelope: { data: Uint8Array; key: Uint8Array },
  expect: Head,
  verify: string[] = [],
) {
  return openLetter({ ...envelope, privateKey: handle, expect, verify })
}

test('T-25 a letter found in another place than it was written for does not belong there', async () => {
  const here = await sealed('here')
  const elsewhere = await sealed('elsewhere')
  const swapped = await open(elsewhere, here.head)
  expect(swapped.foreign).toEqual(['case', 'msg'])
  // Key packet of one, data of the other: nothing opens at all.
  await expect(open({ data: here.data, key: elsewhere.key }, here.head)).rejects.toMatchObject(
    broken,
  )
})

test('T-26 a letter that was replayed, reordered or turned round, or lost the one before it, shows', async () => {
  const first = await sealed('first')
  const prev = await sealer.hash(first.data)
  const second = await sealed('second', { case: first.head.case, seq: 2, prev })
  expect((await open(second, second.head)).foreign).toEqual([])
  const places: readonly (readonly [Partial<Head>, string])[] = [
    [{ seq: 3 }, 'seq'],
    [{ prev: null }, 'prev'],
    [{ prev: await sealer.hash(second.data) }, 'prev'],
    [{ dir: 'o>r' }, 'dir'],
  ]
  for (const [place, name] of places) {
    expect((await open(second, { ...second.head, ...place })).foreign).toEqual([name])
  }
})

test('a signature is good only from somebody who may have signed', async () => {
  const { head, ...envelope } = await sealed('signed', {}, await unlock(officer.privateKey, ''))
  expect(await open(envelope, head, [reporter.certificate, officer.certificate])).toMatchObject({
    signature: 'good',
    signedBy: officer.fingerprint,
  })
  const unknown = await open(envelope, head, [reporter.certificate])
  expect(unknown).toMatchObject({ signature: 'unknown_signer', signedBy: null })
  const unreadable = await open(envelope, head, ['garbage', officer.certificate])
  expect(unreadable).toMatchObject({ signature: 'good' })
  const plain = await sealed('unsigned')
  const unsigned = await open(plain, plain.head, [officer.certificate])
  expect(unsigned).toMatchObject({ signature: 'none', signedBy: null })
})

test('T-28 any changed byte, in the words or in the key, gives nothing', async () => {
  const { head, ...envelope } = await sealed('a concern', {}, await unlock(officer.privateKey, ''))
  const flip = (bytes: Uint8Array, at: number, bit: number) =>
    bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit))
  const bit = fc.nat({ max: 7 })
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: envelope.data.length - 1 }), bit, async (at, which) => {
      const data = flip(envelope.data, at, which)
      await expect(open({ ...envelope, data }, head)).rejects.toMatchObject(broken)
    }),
    { numRuns: 60 },
  )
  // Every bit of a key packet, one after the other: two of them mean nothing to the arithmetic, and chance hid them.
  const opened: string[] = []
  for (const at of envelope.key.keys()) {
    for (let which = 0; which < 8; which += 1) {
      const key = flip(envelope.key, at, which)
      await open({ ...envelope, key }, head).then(
        () => opened.push(`${at}:${which}`),
        () => undefined,
      )
    }
  }
  expect(opened).toEqual([])
})

test('T-28 something riding along before, between or behind the packets gives nothing', async () => {
  const { head, data, key } = await sealed('a concern')
  const more = new Uint8Array([0xca, 3, 80, 71, 80])
  const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
  for (const envelope of [
    { data: join(data, more), key },
    { data: join(more, data), key },
    { data, key: join(more, key) },
    { data, key: join(key, more) },
    { data, key: join(key, key) },
    { data, key: new Uint8Array() },
  ]) {
    await expect(open(envelope, head)).rejects.toMatchObject(broken)
  }
})

test('T-31 a small letter that would unfold into a huge one is refused', async () => {
  expect(config.maxDecompressedMessageSize).toBe(64 << 20)
  const head = headOf()
  // Otherwise a good letter: only its size is wrong.
  expect((await open(await unfolding(head, 1 << 20), head)).letter.text).toBe('bomb')
  await expect(open(await unfolding(head, 65 << 20), head)).rejects.toMatchObject(broken)
})

async function unfolding(head: Head, size: number) {
  const words = new Uint8Array(size).fill(0x20)
  words.set(Buffer.from(JSON.stringify({ ...head, text: 'bomb', form: {} })))
  const session = { data: systemChance(32), algorithm: 'aes256' as const }
  const data = await encrypt({
    message: await createMessage({ binary: words }),
    sessionKey: session,
    format: 'binary',
    config: { preferredCompressionAlgorithm: enums.compression.zlib },
  })
  expect(data.length).toBeLessThan(size / 100)
  const key = await encryptSessionKey({
    ...session,
    encryptionKeys: await readKey({ armoredKey: officer.certificate }),
    wildcard: true,
    format: 'binary',
  })
  return { data, key }
}

test('what opens and is no letter is broken, and the error does not quote it', async () => {
  const session = { data: systemChance(32), algorithm: 'aes256' as const }
  const encryptionKeys = await readKey({ armoredKey: officer.certificate })
  const key = await encryptSessionKey({
    ...session,
    encryptionKeys,
    wildcard: true,
    format: 'binary',
  })
  for (const words of ['heron-canary-12', '{"heron-canary-12":1}', '[]', 'null']) {
    const message = await createMessage({ binary: Buffer.from(words) })
    const data = await encrypt({ message, sessionKey: session, format: 'binary' })
    const failed = await open({ data, key }, headOf()).catch((thrown: unknown) => thrown)
    expect(failed).toMatchObject(broken)
    expect(`${failed instanceof Error ? failed.stack : ''}`).not.toContain('heron-canary-12')
    expect(failed).not.toHaveProperty('cause')
  }
})
