import fc from 'fast-check'
import { expect, test } from 'vitest'
import { framed, same } from '#bytes.ts'
import { exclusionTags } from '#crypto/exclusions.ts'
import { hkdf, hmac, sha256 } from '#crypto/hkdf.ts'
import { serverKeys } from '#crypto/server-keys.ts'
import { newCaseId, type OfficerId, systemChance } from '#domain/case/ids.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('the hash is the standard one', async () => {
  expect(hex(await sha256('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('labels never share a key, and a length is what was asked for', async () => {
  const secret = systemChance(32)
  expect(hex(await hkdf(secret, 'a'))).not.toBe(hex(await hkdf(secret, 'b')))
  expect(hex(await hkdf(secret, 'a'))).toBe(hex(await hkdf(secret, 'a')))
  expect((await hkdf(secret, 'a', 48)).length).toBe(48)
})

test('different parts never make the same bytes, however they are cut', () => {
  const parts = fc.array(fc.string({ maxLength: 5 }), { maxLength: 5 })
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(same(framed(...one), framed(...other))).toBe(
        JSON.stringify(one) === JSON.stringify(other),
      )
    }),
  )
})

test('a tag does not tell whom it keeps out, to one who has not the secret', async () => {
  const id = newCaseId(systemChance)
  const officer = 'ethics-1' as OfficerId
  const secret = systemChance(32)
  const tag = hex(await exclusionTags(serverKeys(secret)).tag(id, officer))
  expect(hex(await exclusionTags(serverKeys(secret)).tag(id, officer))).toBe(tag)
  expect(hex(await exclusionTags(serverKeys(systemChance(32))).tag(id, officer))).not.toBe(tag)
  expect(hex(await hmac(await sha256(''), id, officer))).not.toBe(tag)
  expect(
    hex(await exclusionTags(serverKeys(secret)).tag(newCaseId(systemChance), officer)),
  ).not.toBe(tag)
})

test('who was kept out under the secret before stays kept out after it was rotated', async () => {
  const id = newCaseId(systemChance)
  const officer = 'ethics-1' as OfficerId
  const [first, second, third] = [systemChance(32), systemChance(32), systemChance(32)]
  const tag = hex(await exclusionTags(serverKeys(first)).tag(id, officer))
  const known = async (keys: ReturnType<typeof serverKeys>) =>
    (await exclusionTags(keys).tags(id, officer)).map(hex)
  expect(await known(serverKeys(second, first))).toContain(tag)
  expect(await known(serverKeys(third, second))).not.toContain(tag)
})

test('the server’s keys outlive one change of the secret, and no more', async () => {
  const [first, second, third] = [systemChance(32), systemChance(32), systemChance(32)]
  const before = serverKeys(first)
  const epoch = await before.epoch()
  const after = serverKeys(second, first)
  expect((await after.both('x')).map(hex)).toEqual([
    hex(await after.key('x')),
    hex(await before.key('x')),
  ])
  expect(hex((await after.byEpoch(epoch, 'x')) ?? new Uint8Array())).toBe(
    hex(await before.key('x')),
  )
  expect(await serverKeys(third, second).byEpoch(epoch, 'x')).toBeNull()
  expect((await before.both('x')).length).toBe(1)
})
