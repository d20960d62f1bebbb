import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PrivateKeyHandle } from '#crypto/private-key-handle.ts'
import { recoveryPhrase } from '#crypto/recovery-phrase.ts'
import { lockReporterKey, makeReporterKey } from '#crypto/reporter-key.ts'
import { newCaseId, systemChance } from '#domain/case/ids.ts'
import type { ReportersCase } from '#ports.ts'

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })
const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex')

describe('what she writes down', () => {
  test('comes back as the same secret, as words of her language and as a code', () => {
    void fc.assert(
      fc.property(secrets, fc.constantFrom('en', 'fr', 'es', 'zh', 'ar', 'ru'), (secret, lang) => {
        const { words, code } = recoveryPhrase.write(secret, lang)
        expect(words?.length ?? null).toBe(['ar', 'ru'].includes(lang) ? null : 12)
        if (words !== null) {
          expect(hex(recoveryPhrase.read(words.join(' ')))).toBe(hex(secret))
          expect(hex(recoveryPhrase.read(` ${words.join('\n ').toUpperCase()}`))).toBe(hex(secret))
        }
        expect(code.join('')).toMatch(/^[0-9A-HJKMNP-TV-Z]{27}$/)
        for (const typed of [code.join('-'), code.join(' ').toLowerCase(), code.join('')]) {
          expect(hex(recoveryPhrase.read(typed))).toBe(hex(secret))
        }
      }),
    )
  })

  test('is known of BIP-39 and of Crockford', () => {
    const zero = new Uint8Array(16)
    expect(recoveryPhrase.write(zero, 'en')).toEqual({
      words: [...Array(11).fill('abandon'), 'about'],
      code: [...Array(6).fill('0000'), '000'],
    })
    expect(recoveryPhrase.write(new Uint8Array(16).fill(255), 'ru').code.join('')).toBe(
      '7ZZZZZZZZZZZZZZZZZZZZZZZZZ2',
    )
  })

  test('and got wrong is nothing, never another secret', () => {
    const { words, code } = recoveryPhrase.write(new Uint8Array(16).fill(9), 'en')
    const turned = [...(words ?? [])].toReversed().join(' ')
    for (const typed of [
      '',
      'abandon',
      turned,
      `${code.join('')}0`,
      code.join('').slice(1),
      '8'.repeat(26),
      'U'.repeat(26),
      '__proto__',
    ]) {
      expect([typed, recoveryPhrase.read(typed)]).toEqual([typed, null])
    }
  })
})

describe('the receipt of words', () => {
  const secret = new Uint8Array(16).fill(3)
  const other = new Uint8Array(16).fill(4)

  const id = newCaseId(systemChance)

  async function heldWith(lockedKey: Uint8Array, reporterCertificate: string) {
    const receipt = { lockedKey, serverShare: null, bind: null }
    return { id, reporterCertificate, ...receipt } as unknown as ReportersCase
  }

  test('is found by one key and opened by another: the place does not unlock', async () => {
    const { key, fingerprint, certificate } = await makeReporterKey()
    const receipt = await recoveryPhrase.press(secret, key, id)
    expect(receipt).toMatchObject({
      kind: 'words',
      serverShare: null,
      bind: null,
      secretEpoch: null,
    })
    expect(receipt.lookups.map(hex)).toEqual([hex(await recoveryPhrase.lookup(secret))])
    const opened = await recoveryPhrase.open(secret, await heldWith(receipt.lockedKey, certificate))
    expect(opened?.fingerprint).toBe(fingerprint)
    const place = receipt.lookups[0]?.slice(0, 16) ?? new Uint8Array(16)
    for (const wrong of [other, place]) {
      expect(
        await recoveryPhrase.open(wrong, await heldWith(receipt.lockedKey, certificate)),
      ).toBeNull()
      expect(hex(await recoveryPhrase.lookup(wrong))).not.toBe(hex(receipt.lookups[0] ?? null))
    }
  })

  test('T-51 opens no receipt of a card, whatever it is derived from', async () => {
    const { key, certificate } = await makeReporterKey()
    const locked = await lockReporterKey(key as PrivateKeyHandle, new Uint8Array(32).fill(1), id)
    const words = await heldWith(locked, certificate)
    expect(await recoveryPhrase.open(secret, words)).toBeNull()
    const card = { ...words, serverShare: other, bind: other }
    expect(await recoveryPhrase.open(secret, card)).toBeNull()
  })

  test('opens nothing that stands with another case, or beside another certificate', async () => {
    const { key, certificate } = await makeReporterKey()
    const { lockedKey } = await recoveryPhrase.press(secret, key, id)
    const words = await heldWith(lockedKey, certificate)
    expect(await recoveryPhrase.open(secret, words)).not.toBeNull()
    const moved = { ...words, id: newCaseId(systemChance) }
    const replaced = { ...words, reporterCertificate: (await makeReporterKey()).certificate }
    for (const each of [moved, replaced]) {
      expect(await recoveryPhrase.open(secret, each)).toBeNull()
    }
  })
})
