import { PublicKey, readKey, readPrivateKey, reformatKey } from 'openpgp'
import { beforeAll, expect, test, vi } from 'vitest'
import { MOST_RENEWALS } from '#crypto/bounds.ts'
import { readCertificate } from '#crypto/certificate.ts'
import { chain } from '#crypto/directory.ts'
import { type MadeKey, makeRootKey, unlock } from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { rosterHistory } from '#crypto/roster-history.ts'
import { sealerAt } from '#crypto/seal.ts'
import { signers } from '#crypto/signers.ts'
import type { Directory } from '#domain/case/roster.ts'
import {
  CREATED,
  clock,
  directoryOf,
  headOf,
  letterOf,
  officerKey,
  rosterOf,
  to,
} from './people.ts'

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
  const known = await signers(async () => all, { rootFingerprint: root.fingerprint, demo: false })()
  expect([...known.certificates.values()].toSorted()).toEqual(
    [stays.certificate, leaves.certificate].toSorted(),
  )
})

test('T-27 a roster that another root signed, slipped in among the old ones, makes nobody an officer', async () => {
  const other = await makeRootKey('Another root', undefined, CREATED)
  const forged = await directoryOf(other, rosterOf([['ethics-9', 'ethics', ghost]]), [
    ghost.certificate,
  ])
  const all = [...(await rosters()), forged]
  const known = await signers(async () => all, { rootFingerprint: root.fingerprint, demo: false })()
  expect(known.certificates.size).toBe(2)
  expect([...known.certificates.values()]).not.toContain(ghost.certificate)
})

test('a renewed certificate counts, and what its owner signed before and after is good', async () => {
  const DAY = 86_400
  const until = async (keyExpirationTime: number, date = CREATED) => {
    const privateKey = await readPrivateKey({ armoredKey: stays.privateKey })
    const userIDs = { name: 'stays' }
    return reformatKey({ privateKey, userIDs, keyExpirationTime, date })
  }
  const before = await until(400 * DAY)
  const renewed = await until(4_000 * DAY, new Date('2025-01-05T08:00:00Z'))
  const words = rosterOf([['ethics-1', 'ethics', stays]])
  const first = await directoryOf(root, words, [before.publicKey])
  const all = [first, { ...first, certificates: [renewed.publicKey], hash: 'B'.repeat(43) }]
  let served = all.slice(0, 1)
  const read = signers(async () => served, { rootFingerprint: root.fingerprint, demo: false })
  const handle = await unlock(stays.privateKey, '')
  const signedOn = async (at: Date) => {
    const head = headOf()
    const { data, keys } = await sealerAt({ now: () => at }).seal(
      { ...letterOf('x'), ...head },
      to(leaves),
      handle,
    )
    const privateKey = await unlock(leaves.privateKey, '')
    const verify = [...(await read()).certificates.values()]
    const key = keys[0]?.bytes ?? new Uint8Array()
    const opened = await openLetter({ data, key, privateKey, expect: head, verify, now: at })
    return opened.signature
  }
  expect(await signedOn(clock.now())).toBe('expired_key')
  // The same words and the same signature: only the certificate is another one.
  served = all
  expect(await signedOn(clock.now())).toBe('good')
  expect(await signedOn(new Date('2024-06-01T00:00:00Z'))).toBe('good')
})

test('T-146 however often a certificate was renewed, it stays one that is read, with the newest renewals', async () => {
  const renewals = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const privateKey = await readPrivateKey({ armoredKey: stays.privateKey })
      const [userIDs, date] = [{ name: 'stays' }, new Date(CREATED.getTime() + at * 86_400_000)]
      return (
        await reformatKey({ privateKey, userIDs, keyExpirationTime: 86_400 * (1_100 + at), date })
      ).publicKey
    }),
  )
  const words = rosterOf([['ethics-1', 'ethics', stays]])
  const first = await directoryOf(root, words, [renewals[0] ?? ''])
  const all = renewals.map((one, at) => ({ ...first, certificates: [one], hash: `${at}` }))
  const update = vi.spyOn(PublicKey.prototype, 'update')
  const known = await signers(async () => all, { rootFingerprint: root.fingerprint, demo: false })()
  const merged = known.certificates.get(stays.fingerprint) ?? ''
  const read = await readCertificate(merged, clock.now())
  expect(read.until).toEqual(new Date(CREATED.getTime() + (1_100 + 59) * 86_400_000))
  const selfSigned = (await readKey({ armoredKey: merged })).users[0]?.selfCertifications ?? []
  const days = selfSigned.map(({ created }) => created?.getTime())
  expect(days).toContain(CREATED.getTime())
  expect(update.mock.calls.length).toBeLessThan(MOST_RENEWALS)
})

test('A2 a history that lacks a snapshot, or has one changed, is not whole', async () => {
  const terms = { rootFingerprint: root.fingerprint, demo: false }
  const [old, late] = await rosters()
  if (old === undefined || late === undefined) throw new Error('no rosters')
  const linked = { ...late, ...(await chain(old.hash, late)) }
  const wholeOf = async (...every: Directory[]) => (await rosterHistory(terms)(every)).isWhole
  expect(await wholeOf(old, linked)).toBe(true)
  expect(await wholeOf(linked)).toBe(false)
  expect(await wholeOf(linked, old)).toBe(false)
  expect(await wholeOf(old, { ...linked, certificates: [] })).toBe(false)
  expect(await wholeOf(old, { ...linked, previous: null })).toBe(false)
})
