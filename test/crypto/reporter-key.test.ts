import { readKey } from 'openpgp'
import { expect, test } from 'vitest'
import { makeReporterKey, unlockReporterKey } from '#crypto/reporter-key.ts'
import { systemChance } from '#domain/case/ids.ts'

test('T-39 nothing in a reporter’s key tells when it was made, or for whom', async () => {
  const { certificate } = await makeReporterKey(systemChance(32))
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

test('a reporter’s key opens with its own secret and with no other', async () => {
  const secret = systemChance(32)
  const { locked, fingerprint } = await makeReporterKey(secret)
  expect((await unlockReporterKey(locked, secret)).fingerprint).toBe(fingerprint)
  const broken = { code: 'ENVELOPE_BROKEN' }
  await expect(unlockReporterKey(locked, systemChance(32))).rejects.toMatchObject(broken)
  await expect(unlockReporterKey(new Uint8Array(693), secret)).rejects.toMatchObject(broken)
})
