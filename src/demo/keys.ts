import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { certificateHash } from '#crypto/certificate-parts.ts'
import {
  DEMO_ROOT,
  exportForGnuPG,
  makeOfficerKey,
  makeRootKey,
  type PrivateKeyHandle,
  readCertificate,
  unlock,
} from '#crypto/keys.ts'
import { signRoster } from '#crypto/roster.ts'
import { type Day, plusDays } from '#domain/case/day.ts'
import type { Fingerprint, OfficerId } from '#domain/case/ids.ts'
import { systemChance } from '#domain/case/ids.ts'
import type { Directory } from '#domain/case/roster.ts'
import { ROSTER_DAYS, type RosterText } from '#domain/case/roster.ts'
import { DEMO_CUSTODIANS, DEMO_OFFICERS } from './officers.ts'

/** The keys of the demo, all on this machine and all under one passphrase: made to be looked at, never to protect. */
export interface DemoKeys {
  readonly secret: Uint8Array<ArrayBuffer>
  readonly passphrase: string
  readonly rootFingerprint: Fingerprint
  /** An officer's or custodian's private key as a file for GnuPG, locked with the passphrase. */
  privateKey(officer: OfficerId): string
  open(officer: OfficerId): Promise<PrivateKeyHandle>
  /**
   * A freshly signed list of everybody.
   * @param previous hash of the snapshot before
   */
  directory(
    today: Day,
    version: number,
    previous: string | null,
  ): Promise<Omit<Directory, 'previous' | 'hash'>>
}

const EVERYBODY = [...DEMO_OFFICERS, ...DEMO_CUSTODIANS]

const WORDS = [
  'amber',
  'basin',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'heron',
  'islet',
  'lark',
  'maple',
  'orchid',
  'pebble',
  'quartz',
  'river',
  'sorrel',
]

export async function demoKeys(folder: string): Promise<DemoKeys> {
  const passphrase = readOrMake(folder, 'passphrase', newPassphrase)
  const secret = readOrMake(folder, 'secret', () => Buffer.from(systemChance(32)).toString('hex'))
  const root = await keptRoot(folder)
  for (const person of EVERYBODY) await keptOfficer(folder, person, passphrase)
  const privateKey = (id: OfficerId) => readFileSync(join(folder, `${id}.asc`), 'utf8')
  return {
    secret: Uint8Array.from(Buffer.from(secret, 'hex')),
    passphrase,
    rootFingerprint: root.fingerprint,
    privateKey,
    open: (id) => unlock(privateKey(id), passphrase),
    async directory(today, version, previous) {
      const text = { ...(await rosterText(folder, today, version)), previous }
      const signed = await signRoster(text, root.privateKey)
      const certificates = EVERYBODY.map(({ id }) => certificateOf(folder, id))
      return { root: root.certificate, ...signed, certificates }
    },
  }
}

async function rosterText(folder: string, today: Day, version: number): Promise<RosterText> {
  const withKey = async <P extends { readonly id: string }>(person: P) => {
    const armored = certificateOf(folder, person.id)
    const { fingerprint } = await readCertificate(armored, systemClock.now())
    return { ...person, fingerprint, certificate: await certificateHash(armored) }
  }
  return {
    v: 2,
    version,
    issued: today,
    expires: plusDays(today, ROSTER_DAYS),
    officers: await Promise.all(DEMO_OFFICERS.map(withKey)),
    custodians: await Promise.all(DEMO_CUSTODIANS.map(withKey)),
    recovery: [],
    leastFormat: null,
    freshness: null,
  }
}

function certificateOf(folder: string, id: string): string {
  return readFileSync(join(folder, `${id}.pub.asc`), 'utf8')
}

async function keptRoot(folder: string) {
  const privateFile = join(folder, 'root.asc')
  const publicFile = join(folder, 'root.pub.asc')
  if (!existsSync(privateFile) || !existsSync(publicFile)) {
    const made = await makeRootKey(DEMO_ROOT)
    write(privateFile, made.privateKey)
    write(publicFile, made.certificate)
  }
  const certificate = readFileSync(publicFile, 'utf8')
  const { fingerprint } = await unlock(readFileSync(privateFile, 'utf8'), '')
  return { privateKey: readFileSync(privateFile, 'utf8'), certificate, fingerprint }
}

async function keptOfficer(
  folder: string,
  { id, label }: { id: string; label: string },
  passphrase: string,
): Promise<void> {
  const privateFile = join(folder, `${id}.asc`)
  const publicFile = join(folder, `${id}.pub.asc`)
  if (existsSync(privateFile) && existsSync(publicFile)) return
  const made = await makeOfficerKey(label)
  const handle = await unlock(made.privateKey, '')
  write(publicFile, made.certificate)
  write(privateFile, await exportForGnuPG(handle, passphrase))
}

function readOrMake(folder: string, name: string, make: () => string): string {
  const file = join(folder, name)
  if (!existsSync(file)) write(file, make())
  return readFileSync(file, 'utf8').trim()
}

function newPassphrase(): string {
  return [...systemChance(3)].map((byte) => WORDS[byte % WORDS.length]).join(' ')
}

function write(file: string, text: string): void {
  writeFileSync(file, `${text.trim()}\n`, { mode: 0o600 })
}
