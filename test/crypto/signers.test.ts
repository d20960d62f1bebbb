import { beforeAll, expect, test } from 'vitest'
import { type MadeKey, makeRootKey } from '#crypto/keys.ts'
import { signers } from '#crypto/signers.ts'
import type { Directory } from '#domain/case/roster.ts'
import { CREATED, directoryOf, officerKey, rosterOf } from './people.ts'

let root: MadeKey
let stays: MadeKey
let leaves: MadeKey
let ghost: MadeKey

beforeAll(async () => {
  root = await makeRootKey('A root', undefined, CREATED)
  stays = await officerKey('stays')
  leaves = await officerKey('leaves')
  ghost = await officerKey('ghost')
})

function rosters(): Promise<Directory[]> {
  const old = rosterOf([
    ['ethics-1', 'ethics', stays],
    ['ethics-2', 'ethics', leaves],
  ])
  const late = rosterOf([['ethics-1', 'ethics', stays]], { version: 8 })
  return Promise.all([
    directoryOf(root, old, [stays.certificate, leaves.certificate]),
    directoryOf(root, late, [stays.certificate]),
  ])
}

test('who has left the office still proves what he wrote, and is counted once', async () => {
  const all = await rosters()
  const signerKeys = await signers(async () => all, {
    rootFingerprint: root.fingerprint,
    demo: false,
  })()
  expect(signerKeys.map(({ certificate }) => certificate).toSorted()).toEqual(
    [stays.certificate, leaves.certificate].toSorted(),
  )
})

test('T-27 a roster that another root signed, slipped in among the old ones, makes nobody an officer', async () => {
  const other = await makeRootKey('Another root', undefined, CREATED)
  const forged = await directoryOf(other, rosterOf([['ethics-9', 'ethics', ghost]]), [
    ghost.certificate,
  ])
  const all = [...(await rosters()), forged]
  const signerKeys = await signers(async () => all, {
    rootFingerprint: root.fingerprint,
    demo: false,
  })()
  expect(signerKeys).toHaveLength(2)
  expect(signerKeys.map(({ certificate }) => certificate)).not.toContain(ghost.certificate)
})
