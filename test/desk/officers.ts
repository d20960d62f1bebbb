import { chain } from '#crypto/directory.ts'
import { DEMO_ROOT, type MadeKey, makeOfficerKey, makeRootKey } from '#crypto/keys.ts'
import { signRoster } from '#crypto/roster.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Custodian, Officer } from '#domain/case/officer.ts'
import type { Directory } from '#domain/case/roster.ts'
import { CUSTODIANS, OFFICERS } from '../fixtures/officer-services.ts'

export const PASSPHRASE = 'five paper boats on the lake'
const CREATED = new Date('2026-11-01T00:00:00Z')

/** The ethics office with real keys, and the roster that says so, signed by a real root. */
export interface Staff {
  readonly officers: readonly (Officer & { readonly key: MadeKey })[]
  readonly custodians: readonly (Custodian & { readonly key: MadeKey })[]
  readonly root: MadeKey
  readonly directory: Directory
}

export async function makeStaff(): Promise<Staff> {
  const root = await makeRootKey(DEMO_ROOT, undefined, CREATED)
  const ethics = OFFICERS.filter(({ office }) => office === 'ethics')
  const officers = await Promise.all(
    ethics.map(async (officer) => {
      const key = await makeOfficerKey(officer.label, undefined, CREATED)
      return { ...officer, key, fingerprint: key.fingerprint }
    }),
  )
  const custodians = await Promise.all(
    CUSTODIANS.map(async (custodian) => {
      const key = await makeOfficerKey(custodian.label, undefined, CREATED)
      return { ...custodian, key, fingerprint: key.fingerprint }
    }),
  )
  return { officers, custodians, root, directory: await directoryOf(officers, root, 1, custodians) }
}

export async function directoryOf(
  officers: Staff['officers'],
  root: MadeKey,
  version = 1,
  custodians: Staff['custodians'] = [],
): Promise<Directory> {
  const today = new Date().toISOString().slice(0, 10)
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const text = {
    v: 1 as const,
    version,
    issued: today,
    expires: inAWeek,
    officers: officers.map(({ id, office, role, label, fingerprint }) => {
      return { id: id as string, office, role, label, fingerprint: fingerprint as string }
    }),
    custodians: custodians.map(({ id, label, fingerprint }) => ({
      ...{ id: id as string, label, fingerprint: fingerprint as string },
    })),
    recovery: [],
  }
  const signed = await signRoster(text, root.privateKey)
  const certificates = [...officers, ...custodians].map(({ key }) => key.certificate)
  const snapshot = { root: root.certificate, ...signed, certificates }
  return { ...snapshot, ...(await chain(null, snapshot)) }
}

export function officerOf(staff: Staff, id: string): Staff['officers'][number] {
  const rosterOfficer = staff.officers.find((officer) => officer.id === (id as OfficerId))
  if (rosterOfficer === undefined) throw new Error(`no officer ${id}`)
  return rosterOfficer
}
