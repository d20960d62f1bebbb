import { readKey } from 'openpgp'
import { beforeAll, describe, expect, test } from 'vitest'
import { encryptKey, enums } from '#crypto/openpgp.ts'
import { keyOfHandle, type PrivateKeyHandle } from '#crypto/private-key-handle.ts'
import {
  type LockedCaseKey,
  lockReporterKey,
  type MadeReporterKey,
  makeReporterKey,
  unlockReporterKey,
} from '#crypto/reporter-key.ts'
import { newCaseId, systemChance } from '#domain/case/ids.ts'

test('T-39 nothing in a reporter’s key tells when it was made, or for whom', async () => {
  const { certificate } = await makeReporterKey()
  const key = await readKey({ armoredKey: certificate })
  const [user, ...others] = key.users
  const made = [
    key.getCreationTime(),
    ...key.subkeys.map((subkey) => subkey.getCreationTime()),
    ...key.subkeys.flatMap((subkey) => subkey.bindingSignatures.map(({ created }) => created)),
    ...(user?.selfCertifications.map(({ created }) => created) ?? []),
  ]
  expect(made.length).toBeGreaterThanOrEqual(4)
  expect(new Set(made.map((date) => date?.toISOString()))).toEqual(
    new Set(['2020-01-01T00:00:00.000Z']),
  )
  expect(user?.userID?.userID).toBe('reporter')
  expect(others).toEqual([])
})

describe('the lock of a case’s key', () => {
  const id = newCaseId(systemChance)
  const secret = systemChance(32)
  const broken = { code: 'ENVELOPE_BROKEN' }
  let made: MadeReporterKey
  let lockedCase: LockedCaseKey
  beforeAll(async () => {
    made = await makeReporterKey()
    const lockedKey = await lockReporterKey(made.key as PrivateKeyHandle, secret, id)
    lockedCase = { id, lockedKey, reporterCertificate: made.certificate }
  })

  test('opens with its own secret and with no other', async () => {
    expect((await unlockReporterKey(secret, lockedCase)).fingerprint).toBe(made.fingerprint)
    await expect(unlockReporterKey(systemChance(32), lockedCase)).rejects.toMatchObject(broken)
  })

  test('T-28 opens in its own case and beside its own certificate alone', async () => {
    const { certificate } = await makeReporterKey()
    for (const other of [{ id: newCaseId(systemChance) }, { reporterCertificate: certificate }]) {
      const moved = unlockReporterKey(secret, { ...lockedCase, ...other })
      await expect(moved).rejects.toMatchObject(broken)
    }
  })

  test('T-28 opens with no byte changed, cut off or put behind it', async () => {
    const { lockedKey } = lockedCase
    const changed = Array.from(lockedKey.keys(), (at) =>
      lockedKey.map((byte, place) => (place === at ? byte ^ 1 : byte)),
    )
    const cut = [lockedKey.slice(0, -1), lockedKey.slice(0, 20), lockedKey.slice(0, 1)]
    const longer = new Uint8Array([...lockedKey, 0])
    for (const each of [...changed, ...cut, longer, new Uint8Array(693)]) {
      const opening = unlockReporterKey(secret, { ...lockedCase, lockedKey: each })
      await expect(opening).rejects.toMatchObject(broken)
    }
  })

  test('of before, an OpenPGP key under a passphrase, opens for ever', async () => {
    const passphrase = Buffer.from(secret).toString('hex')
    const locked = await encryptKey({
      privateKey: keyOfHandle(made.key),
      passphrase,
      config: { s2kType: enums.s2k.iterated, s2kIterationCountByte: 0, aeadProtect: false },
    })
    const lockedKey = new Uint8Array(locked.write())
    const opened = await unlockReporterKey(secret, { ...lockedCase, lockedKey })
    expect(opened.fingerprint).toBe(made.fingerprint)
  })
})
