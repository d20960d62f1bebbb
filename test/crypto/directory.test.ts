import { expect, test } from 'vitest'
import { chain, type Snapshot } from '#crypto/directory.ts'

const snapshot: Snapshot = { root: 'r', roster: '{}', signature: 's', certificates: ['a', 'b'] }

test('a published snapshot cannot change, or be moved in the chain, without its hash changing', async () => {
  const first = await chain(null, snapshot)
  expect(first).toEqual({ previous: null, hash: expect.stringMatching(/^[\w-]{43}$/) })
  const lies: readonly (readonly [string | null, Snapshot])[] = [
    [first.hash, snapshot],
    [null, { ...snapshot, root: 'x' }],
    [null, { ...snapshot, roster: '{ }' }],
    [null, { ...snapshot, signature: 'x' }],
    [null, { ...snapshot, certificates: ['b', 'a'] }],
    [null, { ...snapshot, certificates: ['ab'] }],
    [null, { ...snapshot, signature: '', certificates: ['s', 'a', 'b'] }],
  ]
  const hashes = await Promise.all(
    lies.map(async ([previous, each]) => (await chain(previous, each)).hash),
  )
  expect(new Set([first.hash, ...hashes]).size).toBe(lies.length + 1)
  expect((await chain(null, { ...snapshot })).hash).toBe(first.hash)
})
