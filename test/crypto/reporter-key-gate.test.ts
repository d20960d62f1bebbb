import { generateKey, readKey } from 'openpgp'
import { describe, expect, test } from 'vitest'
import { makeOfficerKey } from '#crypto/keys.ts'
import { encryptKey, enums } from '#crypto/openpgp.ts'
import { keyOfHandle, type PrivateKeyHandle } from '#crypto/private-key-handle.ts'
import { lockReporterKey, makeReporterKey, REPORTER_KEY_CREATED } from '#crypto/reporter-key.ts'
import { reporterKeyGate } from '#crypto/reporter-key-gate.ts'
import { newCaseId, systemChance } from '#domain/case/ids.ts'

const refused = { code: 'KEY_REFUSED' }
const check = (certificate: string, locked: Uint8Array) =>
  reporterKeyGate.check(certificate, locked)

async function otherKey(change: Record<string, unknown>) {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'reporter' },
    date: REPORTER_KEY_CREATED,
    format: 'object',
    ...change,
  })
  const locked = await encryptKey({ privateKey, passphrase: 'x' })
  return {
    open: privateKey,
    certificate: privateKey.toPublic().armor(),
    locked: new Uint8Array(locked.write()),
  }
}

/** A key with its lock, as the page makes it today, or as a page that was loaded before made it. */
async function keyWithLock(form: 'authenticated' | 'before' = 'authenticated') {
  const { key, certificate } = await makeReporterKey()
  const handle = key as PrivateKeyHandle
  if (form === 'authenticated') {
    return {
      certificate,
      locked: await lockReporterKey(handle, systemChance(32), newCaseId(systemChance)),
    }
  }
  const config = {
    s2kType: enums.s2k.iterated as const,
    s2kIterationCountByte: 0,
    aeadProtect: false,
  }
  const locked = await encryptKey({ privateKey: keyOfHandle(key), passphrase: 'x', config })
  return { certificate, locked: new Uint8Array(locked.write()) }
}
const EACH_FORM = ['authenticated', 'before'] as const

describe('the key that a browser makes for a case', () => {
  test.each(EACH_FORM)('is taken as our page makes it, every time: %s', async (form) => {
    for (let at = 0; at < 25; at += 1) {
      const made = await keyWithLock(form)
      expect(await check(made.certificate, made.locked)).toBe(made.certificate)
    }
  })

  test.each(EACH_FORM)(
    'T-20 has no place for words: not as a name, beside the armor, or in the lock: %s',
    async (form) => {
      const made = await keyWithLock(form)
      const named = await otherKey({ userIDs: { name: 'my supervisor takes money' } })
      const twice = await otherKey({ userIDs: [{ name: 'reporter' }, { name: 'and more' }] })
      for (const { certificate, locked } of [named, twice]) {
        await expect(check(certificate, locked)).rejects.toMatchObject(refused)
      }
      const commented = made.certificate.replace('\n\n', '\nComment: my supervisor takes money\n\n')
      expect(await check(commented, made.locked)).toBe(made.certificate)
      const words = new TextEncoder().encode('my supervisor takes money')
      const longer = new Uint8Array([...made.locked, ...words])
      await expect(check(made.certificate, longer)).rejects.toMatchObject(refused)
      // A private packet that every reader skips.
      const skipped = new Uint8Array([...made.locked.slice(0, -1), 0xfc, 2, 65, 66])
      await expect(check(made.certificate, skipped)).rejects.toMatchObject(refused)
      await expect(check(made.certificate, words)).rejects.toMatchObject(refused)
      const filled = made.locked.map((byte, at) =>
        at === 0 ? byte : (words[at % words.length] ?? 0),
      )
      await expect(check(made.certificate, filled)).rejects.toMatchObject(refused)
    },
  )

  test('T-39 says no true date', async () => {
    const { certificate, locked } = await otherKey({ date: new Date('2026-11-20T08:31:00Z') })
    await expect(check(certificate, locked)).rejects.toMatchObject(refused)
  })

  test('T-29 never comes unlocked, nor as the private half of itself', async () => {
    const { open, certificate, locked } = await otherKey({})
    const bare = new Uint8Array(open.write())
    await expect(check(certificate, bare)).rejects.toMatchObject(refused)
    await expect(check(open.armor(), locked)).rejects.toMatchObject(refused)
    await expect(check(`${certificate}${open.armor()}`, locked)).rejects.toMatchObject(refused)
  })

  test('has two halves that belong together', async () => {
    const [one, other] = [await keyWithLock('before'), await keyWithLock('before')]
    await expect(check(one.certificate, other.locked)).rejects.toMatchObject(refused)
  })

  test('is of one kind', async () => {
    const officer = await makeOfficerKey('reporter', undefined, REPORTER_KEY_CREATED)
    const made = await keyWithLock('before')
    const v6 = await generateKey({
      type: 'curve25519',
      userIDs: { name: 'reporter' },
      date: REPORTER_KEY_CREATED,
      config: { v6Keys: true },
      format: 'armored',
    })
    const foreign = (await readKey({ armoredKey: v6.publicKey })).armor()
    for (const certificate of [officer.certificate, foreign, '', 'no key at all']) {
      await expect(check(certificate, made.locked)).rejects.toMatchObject(refused)
    }
  })
})
