import { generateKey, readPrivateKey, unarmor } from 'openpgp'
import { beforeAll, expect, test } from 'vitest'
import {
  exportForGnuPG,
  forget,
  lockForBrowser,
  type MadeKey,
  makeOfficerKey,
  makeRootKey,
  readCertificate,
  unlock,
} from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { sealer } from '#crypto/seal.ts'
import { headOf, letterOf, to } from './people.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const created = new Date('2024-01-05T08:00:00Z')
const curve = 'curve25519Legacy' as const
const PASSPHRASE = 'correct horse'
let key: MadeKey
let locked: string

beforeAll(async () => {
  key = await makeOfficerKey('Officer 1 of the ethics office', undefined, created)
  locked = await lockForBrowser(key.privateKey, PASSPHRASE)
})

test('a key locked for the browser opens with its passphrase and still reads its letters', async () => {
  const head = headOf()
  const { data, keys } = await sealer.seal({ ...letterOf('x'), ...head }, to(key))
  const handle = await unlock(locked, PASSPHRASE)
  const bytes = keys[0]?.bytes ?? new Uint8Array()
  const opened = await openLetter({
    data,
    key: bytes,
    privateKey: handle,
    expect: head,
    verify: [],
  })
  expect(opened.letter.text).toBe('x')
  expect(handle.fingerprint).toBe(key.fingerprint)
  await expect(unlock(locked, 'correct house')).rejects.toMatchObject({
    code: 'KEY_REFUSED',
    ids: { why: 'passphrase' },
  })
})

test('the lock is Argon2id, and the certificate still asks others for letters that GnuPG reads', async () => {
  const privateKey = await readPrivateKey({ armoredKey: locked })
  expect(Reflect.get(Reflect.get(privateKey.keyPacket, 's2k'), 'type')).toBe('argon2')
  const { selfCertification } = await privateKey.getPrimaryUser()
  expect(selfCertification.features?.[0]).toBe(1)
})

test('a handle shows nothing of the key, and a forgotten one opens nothing', async () => {
  const handle = await unlock(locked, PASSPHRASE)
  expect(Object.keys(handle)).toEqual(['certificate', 'fingerprint'])
  expect(handle.certificate).toContain('PUBLIC KEY')
  forget(handle)
  await expect(exportForGnuPG(handle, 'x')).rejects.toMatchObject({ code: 'KEY_REFUSED' })
})

test('T-29 a private key brought as a certificate is refused, locked or not', async () => {
  for (const armored of [key.privateKey, locked, `${key.certificate}\n${locked}`]) {
    await expect(readCertificate(armored, NOW)).rejects.toMatchObject({
      code: 'KEY_REFUSED',
      ids: { why: 'private_key' },
    })
  }
})

test('T-30 weak and odd certificates are refused', async () => {
  const userIDs = { name: 'x' }
  const type = 'ecc' as const
  const rsa = (rsaBits: number) =>
    generateKey({ userIDs, type: 'rsa', rsaBits, date: created, config: { minRSABits: 1024 } })
  const expired = { userIDs, type, curve, date: created, keyExpirationTime: 60 }
  const crowd = Array.from({ length: 20 }, (_, place) => ({ name: `Name ${place}` }))
  const odd: Readonly<Record<string, string>> = {
    'RSA 1024': (await rsa(1024)).publicKey,
    'RSA 2048': (await rsa(2048)).publicKey,
    'sign only': (await makeRootKey('root', undefined, created)).certificate,
    expired: (await generateKey(expired)).publicKey,
    'twenty names': (await generateKey({ userIDs: crowd, type, curve, date: created })).publicKey,
    'two certificates': `${key.certificate}\n${(await makeOfficerKey('other')).certificate}`,
    'five megabytes': `${key.certificate}${'\n'.repeat(5 << 20)}`,
    nothing: '',
    words: 'my key is in the safe',
  }
  for (const [what, text] of Object.entries(odd)) {
    await expect(readCertificate(text, NOW), what).rejects.toMatchObject({ code: 'KEY_REFUSED' })
  }
})

test('T-30 a name on a certificate cannot turn the line around or hide', async () => {
  const odd = await makeOfficerKey('Ethics \u202eeciffo\u202c\u200b', undefined, created)
  const { userIds } = await readCertificate(odd.certificate, NOW)
  expect(userIds).toEqual(['Ethics \\u{202e}eciffo\\u{202c}\\u{200b}'])
})

test('RSA from 3072 bits and NIST curves are welcome', async () => {
  const userIDs = { name: 'x' }
  const rsa = await generateKey({ userIDs, type: 'rsa', rsaBits: 3072, date: created })
  const nist = await generateKey({ userIDs, type: 'ecc', curve: 'nistP384', date: created })
  for (const { publicKey } of [rsa, nist]) {
    expect((await readCertificate(publicKey, NOW)).until).toBeNull()
  }
})

test('a certificate is usable until its first needed part expires', async () => {
  const day = 86_400
  const made = await generateKey({
    userIDs: { name: 'x' },
    type: 'ecc',
    curve,
    date: created,
    keyExpirationTime: 10 * day,
    subkeys: [{ keyExpirationTime: 5 * day }],
  })
  const soon = new Date(created.getTime() + day * 1000)
  const { until } = await readCertificate(made.publicKey, soon)
  expect(until).toEqual(new Date(created.getTime() + 5 * day * 1000))
})

test('T-32 a locked key that asks for half a gigabyte, or a terabyte, is refused before any memory is taken', async () => {
  const { data } = await unarmor(locked)
  const bytes = new Uint8Array(data as Uint8Array)
  // Argon2id's three parameters, as `lockForBrowser` writes them: passes, lanes, exponent of the memory.
  const at = bytes.findIndex(
    (byte, place) => byte === 3 && bytes[place + 1] === 4 && bytes[place + 2] === 16,
  )
  expect(at).toBeGreaterThan(0)
  for (const exponent of [19, 30]) {
    const bomb = await readPrivateKey({ binaryKey: bytes.with(at + 2, exponent) })
    await expect(unlock(bomb.armor(), PASSPHRASE)).rejects.toMatchObject({
      code: 'KEY_REFUSED',
      ids: { why: 'lock_too_heavy' },
    })
  }
})
