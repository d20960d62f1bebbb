import { afterAll, beforeAll, expect } from 'vitest'
import { fingerprintOf, parse } from '#crypto/certificate.ts'
import { chain } from '#crypto/directory.ts'
import { message } from '#crypto/export.ts'
import {
  exportForGnuPG,
  type MadeKey,
  makeOfficerKey,
  readCertificate,
  unlock,
} from '#crypto/keys.ts'
import { openLetter } from '#crypto/open.ts'
import { type MadeReporterKey, makeReporterKey } from '#crypto/reporter-key.ts'
import { readRoster } from '#crypto/roster.ts'
import { sealer } from '#crypto/seal.ts'
import type { Envelope } from '#domain/case/envelope.ts'
import type { Head } from '#domain/case/message.ts'
import { needing } from '../fixtures/tools.ts'
import { Gnupg } from './gpg.ts'
import { headOf, letterOf, officerKey, rosterOf, TODAY, to } from './people.ts'

const { test } = needing('gpg')
const PASSPHRASE = 'correct horse'
const WORDS = 'مديري طلب مني التوقيع. \u202eRTL 👩🏽'
let officer: MadeKey
let other: MadeKey
let reporter: MadeReporterKey
let head: Head
let envelope: Envelope
let gpg: Gnupg

beforeAll(async () => {
  officer = await officerKey('officer')
  other = await officerKey('other')
  reporter = await makeReporterKey()
  head = headOf()
  envelope = await sealer.seal({ ...letterOf(WORDS), ...head }, to(officer, other), reporter.key)
  gpg = new Gnupg()
  const handle = await unlock(officer.privateKey, '')
  gpg.import(await exportForGnuPG(handle, PASSPHRASE), PASSPHRASE)
  gpg.import(reporter.certificate)
})

afterAll(() => gpg?.[Symbol.dispose]())

const whole = (data: Uint8Array = envelope.data) =>
  message(
    envelope.keys.map(({ bytes }) => bytes),
    data,
  )
const decrypt = (bytes: Uint8Array) => gpg.run(['--passphrase', PASSPHRASE, '--decrypt'], bytes)

test('T-38 what is stored opens with GnuPG and an exported key, signature and all', () => {
  const { status, out, err } = decrypt(whole())
  expect(status, err).toBe(0)
  expect(JSON.parse(out.toString())).toEqual({ ...head, text: WORDS, form: {} })
  expect(out).toHaveLength(4096)
  expect(err).toContain('Good signature from "reporter"')
})

test('T-34 an exported message does not say for whom it is', () => {
  const { out, err } = gpg.run(['--list-packets', '--list-only'], whole())
  const listed = out.toString() + err
  const ids = [...listed.matchAll(/pubkey enc packet: version (\d), algo \d+, keyid (\w+)/g)]
  expect(ids.map(([, version, id]) => [version, id])).toEqual([
    ['3', '0000000000000000'],
    ['3', '0000000000000000'],
  ])
  for (const { fingerprint } of [officer, other]) {
    expect(Buffer.from(whole()).toString('hex').toUpperCase()).not.toContain(fingerprint.slice(-16))
  }
})

test('T-22 GnuPG sees the packet it can read: integrity protected, version one, not AEAD', () => {
  const { out } = gpg.run(['--list-packets', '--list-only'], whole())
  expect(out.toString()).toContain('encrypted data packet')
  expect(out.toString()).toContain('mdc_method: 2')
  expect(out.toString()).not.toContain('aead')
})

test('T-28 GnuPG says no to a changed packet: whoever exports must heed its exit status', () => {
  for (const at of [60, 2000, 4300]) {
    const changed = envelope.data.with(at, (envelope.data[at] ?? 0) ^ 1)
    expect(decrypt(whole(changed)).status).not.toBe(0)
  }
})

test('T-39 inside the seal, too, nothing tells the minute: not the signature, not the packet’s own date', () => {
  const { err } = decrypt(whole())
  expect(err).toMatch(/Signature made Wed Jan +1 00:00:00 2020/)
  const { out } = gpg.run(['--passphrase', PASSPHRASE, '--list-packets'], whole())
  const dates = [...out.toString().matchAll(/created (\d+),/g)].map(([, date]) => date)
  expect(dates).toEqual(['0', '1577836800'])
})

test('each officer’s GnuPG opens the data with her own key packet, a stranger’s opens nothing', async () => {
  const stranger = await makeOfficerKey('stranger')
  for (const [key, place] of [
    [other, 1],
    [stranger, 0],
  ] as const) {
    using theirs = new Gnupg()
    theirs.import(await exportForGnuPG(await unlock(key.privateKey, ''), PASSPHRASE), PASSPHRASE)
    theirs.import(reporter.certificate)
    const own = message([envelope.keys[place]?.bytes ?? new Uint8Array()], envelope.data)
    const { status, out, err } = theirs.run(['--passphrase', PASSPHRASE, '--decrypt'], own)
    expect(status === 0, err).toBe(key === other)
    expect(out.length > 0).toBe(key === other)
    // GnuPG 2.2 tries the first reader's packet too, minds that it was not hers, and prints the words all the same.
    const all = theirs.run(['--passphrase', PASSPHRASE, '--decrypt'], whole())
    expect(all.out.length > 0, all.err).toBe(key === other)
  }
})

test('a key that GnuPG made is taken, opens its letters here, and leaves again', async () => {
  using theirs = new Gnupg()
  theirs.run([
    '--passphrase',
    PASSPHRASE,
    '--quick-gen-key',
    'Officer 2',
    'future-default',
    'default',
    'never',
  ])
  const certificate = theirs.run(['--armor', '--export']).out.toString()
  const secret = theirs.run(['--passphrase', PASSPHRASE, '--armor', '--export-secret-keys'])
  const brought = await readCertificate(certificate)
  const handle = await unlock(secret.out.toString(), PASSPHRASE)
  expect(handle.fingerprint).toBe(brought.fingerprint)
  const place = headOf({ typ: 'answer', dir: 'o>r' })
  const { data, keys } = await sealer.seal({ ...letterOf(WORDS), ...place }, to(brought), handle)
  const key = keys[0]?.bytes ?? new Uint8Array()
  const verify = [certificate]
  const opened = await openLetter({ data, key, privateKey: handle, expect: place, verify })
  expect(opened).toMatchObject({ letter: { text: WORDS }, signedBy: brought.fingerprint })
  const { status, err } = theirs.run(
    ['--passphrase', PASSPHRASE, '--decrypt'],
    message([key], data),
  )
  expect(status, err).toBe(0)
})

test('the root may live in GnuPG: a roster that it signed is read', async () => {
  using offline = new Gnupg()
  offline.run(['--passphrase', '', '--quick-gen-key', 'Root', 'ed25519', 'sign', 'never'])
  const certificate = offline.run(['--armor', '--export']).out.toString()
  const rootFingerprint = fingerprintOf(await parse(certificate))
  const roster = JSON.stringify(rosterOf([['ethics-1', 'ethics', officer]]))
  const signature = offline
    .run(['--passphrase', '', '--armor', '--detach-sign'], roster)
    .out.toString()
  const served = { root: certificate, roster, signature, certificates: [officer.certificate] }
  const directory = { ...served, ...(await chain(null, served)) }
  const terms = { rootFingerprint, today: TODAY, leastVersion: 1, demo: false }
  expect((await readRoster(directory, terms)).officers).toHaveLength(1)
})
