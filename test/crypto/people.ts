import type { Clock } from '#clock.ts'
import { certificateHash } from '#crypto/certificate-parts.ts'
import { chain } from '#crypto/directory.ts'
import { type MadeKey, makeOfficerKey } from '#crypto/keys.ts'
import { type RosterTerms, signRoster } from '#crypto/roster.ts'
import { plusDays } from '#domain/case/day.ts'
import type { Recipient } from '#domain/case/envelope.ts'
import { newCaseId, newMessageId, systemChance } from '#domain/case/ids.ts'
import type { Head } from '#domain/case/message.ts'
import type { Directory, RosterText } from '#domain/case/roster.ts'
import { Confidential } from '#domain/concern/confidential.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Letter } from '#ports.ts'

export const TODAY = '2026-11-23' as RosterTerms['today']
export const CREATED = new Date('2024-01-05T08:00:00Z')
export const clock: Clock = { now: () => new Date(`${TODAY}T12:00:00Z`) }

export function headOf(change: Partial<Head> = {}): Head {
  return {
    v: 1,
    typ: 'concern',
    case: newCaseId(systemChance),
    msg: newMessageId(systemChance),
    seq: 1,
    prev: null,
    dir: 'r>o',
    office: 'ethics',
    day: TODAY,
    lang: 'en',
    ...change,
  }
}

export function letterOf(text: string, change: Partial<Head> = {}): Letter {
  return { ...headOf(change), text: new Confidential(text), form: {} }
}

export function officerKey(id: string): Promise<MadeKey> {
  return makeOfficerKey(id, undefined, CREATED)
}

export function to(...keys: readonly { readonly certificate: string }[]): readonly Recipient[] {
  return keys.map(({ certificate }, place) => ({
    role: 'officer',
    reader: `officer-${place + 1}`,
    certificate,
  }))
}

export type RosterEntry = readonly [id: string, office: Office, key: MadeKey]

export function rosterOf(
  named: readonly RosterEntry[],
  change: Partial<RosterText> = {},
): RosterText {
  return {
    v: 1,
    version: 7,
    issued: TODAY,
    expires: plusDays(TODAY, 30),
    officers: named.map(([id, office, { fingerprint }]) => ({
      id,
      office,
      role: 'officer',
      label: `Officer ${id}`,
      fingerprint,
    })),
    custodians: [],
    recovery: [],
    ...change,
  }
}

/** The same of version 2, which names the bytes of each certificate and the snapshot before. */
export async function rosterV2Of(
  named: readonly RosterEntry[],
  previous: string | null,
  change: Partial<RosterText> = {},
): Promise<RosterText> {
  const text = rosterOf(named, change)
  const armored = new Map(named.map(([, , key]) => [key.fingerprint as string, key.certificate]))
  const withHash = async <Holder extends { readonly fingerprint: string }>(holder: Holder) => ({
    ...holder,
    certificate: await certificateHash(armored.get(holder.fingerprint) ?? ''),
  })
  return {
    ...text,
    v: 2,
    officers: await Promise.all(text.officers.map(withHash)),
    custodians: await Promise.all(text.custodians.map(withHash)),
    ...{ previous, leastFormat: null, freshness: null },
  }
}

/** A directory as it would be published. `certificates` may be replaced to play a database that lies. */
export async function directoryOf(
  root: MadeKey,
  text: RosterText,
  certificates: readonly string[],
  previous: string | null = null,
): Promise<Directory> {
  const signed = await signRoster(text, root.privateKey)
  const snapshot = { root: root.certificate, ...signed, certificates: [...certificates] }
  return { ...snapshot, ...(await chain(previous, snapshot)) }
}
