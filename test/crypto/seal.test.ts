import fc from 'fast-check'
import { generateKey, readKey, revokeKey } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import { gate } from '#crypto/envelope-gate.ts'
import { type MadeKey, type PrivateKeyHandle, unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { onlyPacket } from '#crypto/packet.ts'
import { sealer, sealerAt } from '#crypto/seal.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import { clock, headOf, letterOf, officerKey, to } from './people.ts'

const CANARY = 'heron-canary-77'
let one: MadeKey
let two: MadeKey
let reporterKey: PrivateKeyHandle
let stranger: PrivateKeyHandle

beforeAll(async () => {
  one = await officerKey('one')
  two = await officerKey('two')
  reporterKey = await unlock(one.privateKey, '')
  stranger = await unlock((await officerKey('stranger')).privateKey, '')
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.constantFrom('\ud800', '\udfff', '\0', '\u202e', 'مرحبا', '👩🏽', '\r\n', ' '))
    .map((parts) => parts.join('')),
)

test('what was written is what is read: any text, for every reader and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (text, where) => {
      const head = headOf()
      const letter = {
        ...head,
        text: new Confidential(text),
        form: { where: new Confidential(where) },
      }
      const { data, keys } = await sealer.seal(letter, to(one, two))
      const key = keys[0]?.bytes ?? new Uint8Array()
      const opened = await openLetter({
        data,
        key,
        privateKey: reporterKey,
        expect: head,
        verify: [],
      })
      expect(opened.letter).toEqual({ ...head, text, form: { where } })
      expect(opened.foreign).toEqual([])
      await expect(
        openLetter({ data, key, privateKey: stranger, expect: head, verify: [] }),
      ).rejects.toMatchObject({ code: 'ENVELOPE_BROKEN' })
    }),
    { numRuns: 30 },
  )
})

test('T-20 what is sealed is only ever what the gate takes, and holds no word of it', async () => {
  const words = new Confidential(CANARY)
  const form = { when: words, deep: { list: [words] } }
  const sealed = await sealer.seal({ ...headOf(), text: words, form }, to(one, two))
  await gate.check(sealed)
  const stored = Buffer.concat([sealed.data, ...sealed.keys.map((key) => key.bytes)]).toString(
    'latin1',
  )
  expect(stored).not.toContain(CANARY)
})

test('T-21 a directory that cannot be used gives an error, never words in the open', async () => {
  const broken = [[], to({ certificate: 'garbage' }), to(one, { certificate: '' })]
  for (const recipients of broken) {
    const failed = await sealer.seal(letterOf(CANARY), recipients).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(failed).toMatchObject({ code: 'NO_READER' })
    const shown = `${JSON.stringify(failed)}${failed instanceof Error ? failed.stack : ''}`
    expect(shown).not.toContain(CANARY)
    expect(failed).not.toHaveProperty('cause')
  }
})

test('T-22 a certificate that asks for the newer format still gets what GnuPG can read', async () => {
  const { privateKey, publicKey } = await generateKey({
    userIDs: { name: 'modern' },
    type: 'ecc',
    curve: 'curve25519Legacy',
    config: { aeadProtect: true },
  })
  const modern = { certificate: publicKey }
  const asked = await (await readKey({ armoredKey: publicKey })).getPrimaryUser()
  expect(asked.selfCertification.features?.[0]).toBe(9)
  const head = headOf()
  const { data, keys } = await sealer.seal({ ...head, ...letterOf('x', head) }, to(modern, one))
  expect(onlyPacket(data)).toMatchObject({ tag: 18 })
  expect(onlyPacket(data).body[0]).toBe(1)
  for (const { bytes } of keys) {
    expect(onlyPacket(bytes).tag).toBe(1)
    expect(onlyPacket(bytes).body[0]).toBe(3)
  }
  const handle = await unlock(privateKey, '')
  const key = keys[0]?.bytes ?? new Uint8Array()
  const opened = await openLetter({ data, key, privateKey: handle, expect: head, verify: [] })
  expect(opened.letter.text).toBe('x')
})

test('T-24 sealed to all or not at all: an expired, revoked or unsuitable certificate stops it', async () => {
  const userIDs = { name: 'x' }
  const type = 'ecc' as const
  const curve = 'curve25519Legacy' as const
  const date = new Date('2024-01-01T00:00:00Z')
  const expired = await generateKey({ userIDs, type, curve, date, keyExpirationTime: 3600 })
  const good = await generateKey({ userIDs, type, curve, date, format: 'object' })
  const revoked = await revokeKey({ key: good.privateKey, format: 'armored' })
  const signOnly = await generateKey({ userIDs, type, curve: 'ed25519Legacy', subkeys: [], date })
  const weak = await generateKey({
    userIDs,
    type: 'rsa',
    rsaBits: 2048,
    config: { minRSABits: 2048 },
  })
  for (const { publicKey } of [expired, revoked, signOnly, weak]) {
    const recipients = to(one, { certificate: publicKey })
    await expect(sealer.seal(letterOf(CANARY), recipients)).rejects.toMatchObject({
      code: 'NO_READER',
      ids: { reader: 'officer-2' },
    })
  }
  const before = sealerAt({ now: () => new Date('2024-01-01T00:30:00Z') })
  const then = await before.seal(letterOf('x'), to({ certificate: expired.publicKey }))
  expect(then.keys).toHaveLength(1)
})

test('T-35 the length of a sealed letter does not tell the length of the words', async () => {
  const lengths = new Set<number>()
  for (const length of [1, 50, 900, 3000]) {
    const { data } = await sealerAt(clock).seal(letterOf('x'.repeat(length)), to(one))
    lengths.add(data.length)
  }
  expect([...lengths]).toEqual([4149])
})

test('a letter beyond the largest size is refused whole', async () => {
  await expect(sealer.seal(letterOf('x'.repeat(1 << 20)), to(one))).rejects.toMatchObject({
    code: 'ACCOUNT_TOO_LONG',
  })
})
