import { expect, test } from 'vitest'
import { caseIdOf } from '#crypto/case-id.ts'
import { sha256 } from '#crypto/hkdf.ts'
import { base64url, fromBase64url, ID_SHAPE, systemChance } from '#domain/case/ids.ts'

test('T-136 the id of a case of the page follows from its receipt and a salt, and from nothing less', async () => {
  const shown = base64url(new Uint8Array(32).fill(1))
  const salt = base64url(new Uint8Array(16).fill(2))
  const id = await caseIdOf(shown, salt)
  expect(id).toBe('uCREY0P9XxS3_kdRFZLzpQ')
  expect(id).toMatch(ID_SHAPE)
  const others = [
    await caseIdOf(base64url(systemChance(32)), salt),
    await caseIdOf(shown, base64url(systemChance(16))),
    base64url((await sha256(fromBase64url(shown))).slice(0, 16)),
  ]
  expect(others).not.toContain(id)
})
