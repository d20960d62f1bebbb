import { utf8 } from '#bytes.ts'
import { type Day, daysBetween } from '#domain/case/day.ts'
import { base64url, type Fingerprint, type OfficerId } from '#domain/case/ids.ts'
import { type Directory, ROSTER_DAYS, type Roster, RosterText } from '#domain/case/roster.ts'
import { AppError } from '#errors.ts'
import { fingerprintOf, parse } from './certificate.ts'
import { certificateHash, keyFingerprintsOf } from './certificate-parts.ts'
import { sha256 } from './hkdf.ts'
import { DEMO_ROOT } from './keys.ts'
import { createMessage, type Key, readPrivateKey, readSignature, sign, verify } from './openpgp.ts'

/** What a client requires of a roster before it seals. */
export interface RosterTerms {
  /** Pinned: a directory with another root is refused. */
  readonly rootFingerprint: string
  readonly today: Day
  readonly leastVersion: number
  readonly demo: boolean
}

/** A roster signed by the pinned root and consistent; its dates are not checked. */
export interface ProvenRoster {
  readonly roster: Roster
  readonly text: RosterText
  /** By fingerprint, computed from the certificate and not taken from the database. */
  readonly certificates: ReadonlyMap<Fingerprint, string>
}

/** Signs a roster. Runs where the root key is unlocked, which belongs offline. */
export async function signRoster(
  text: RosterText,
  rootPrivateArmored: string,
  date?: Date,
): Promise<Pick<Directory, 'roster' | 'signature'>> {
  const roster = JSON.stringify(RosterText.parse(text))
  const signature = await sign({
    message: await createMessage({ binary: utf8(roster) }),
    signingKeys: await readPrivateKey({ armoredKey: rootPrivateArmored }),
    detached: true,
    ...(date && { date }),
  })
  return { roster, signature }
}

/**
 * Checks a roster completely: signature, consistency, dates and version. @throws ROSTER_REFUSED with the reason as an
 * id
 */
export async function readRoster(directory: Directory, terms: RosterTerms): Promise<Roster> {
  const proven = await proveRoster(directory, terms)
  judgeRoster(proven, terms)
  return proven.roster
}

/** Checks what does not depend on the day: signature, root and consistency. @throws ROSTER_REFUSED */
export async function proveRoster(
  directory: Directory,
  terms: Pick<RosterTerms, 'rootFingerprint' | 'demo'>,
): Promise<ProvenRoster> {
  const root = await parse(directory.root).catch(() => refuse('root_unreadable'))
  if (fingerprintOf(root) !== terms.rootFingerprint.toUpperCase()) refuse('root_not_pinned')
  const isDemo = root.getUserIDs().some((userId) => userId.includes(DEMO_ROOT))
  if (isDemo !== terms.demo) refuse(isDemo ? 'demo_root' : 'not_demo_root')
  if (!(await isSigned(directory, root))) refuse('signature')
  const text = RosterText.safeParse(json(directory.roster)).data ?? refuse('text')
  refuseContradictions(text)
  const certificates = await named(text, directory.certificates)
  if (text.v === 2 && text.previous !== directory.previous) refuse('previous')
  await refuseSharedKeys(text, certificates)
  const hash = base64url(await sha256(directory.roster))
  const officers = text.officers.map((officer) => ({
    ...officer,
    id: officer.id as OfficerId,
    fingerprint: officer.fingerprint as Fingerprint,
  }))
  const custodians = text.custodians.map(({ id, label, fingerprint }) => ({
    id: id as OfficerId,
    label,
    fingerprint: fingerprint as Fingerprint,
  }))
  const { version, issued, expires } = text
  const leastFormatSince = text.leastFormat?.since ?? null
  const roster = { version, issued, expires, officers, custodians, hash, leastFormatSince }
  return { roster, text, certificates }
}

/** Refuses a version below the known one: it may name a removed officer. @throws ROSTER_REFUSED */
export function judgeVersion({ roster }: ProvenRoster, leastVersion: number): void {
  if (roster.version < leastVersion) refuse('older_than_known')
}

/**
 * Checks the dates: `expires` against the latest known day, `issued` against the server's day. A stolen old
 * roster expires.
 * @throws ROSTER_REFUSED
 */
export function judgeRoster(
  proven: ProvenRoster,
  {
    today,
    latest = today,
    leastVersion,
  }: Pick<RosterTerms, 'today' | 'leastVersion'> & { readonly latest?: Day },
): void {
  const { roster } = proven
  judgeVersion(proven, leastVersion)
  if (daysBetween(latest, roster.expires as Day) < 0) refuse('expired')
  // One day ahead is allowed for time zones.
  if (daysBetween(today, roster.issued as Day) > 1) refuse('not_yet_issued')
}

/** By which day a roster was refused; `null` for whatever else was thrown. */
export function dateFault(thrown: unknown): 'expired' | 'not_yet_issued' | null {
  const why = thrown instanceof AppError ? thrown.ids['why'] : undefined
  return why === 'expired' || why === 'not_yet_issued' ? why : null
}

async function isSigned({ roster, signature }: Directory, root: Key): Promise<boolean> {
  try {
    const { signatures } = await verify({
      message: await createMessage({ binary: utf8(roster) }),
      signature: await readSignature({ armoredSignature: signature }),
      verificationKeys: root,
      expectSigned: true,
      format: 'binary',
      // The roster has its own dates; the root key may have expired since.
      date: null,
    })
    return signatures.length === 1
  } catch {
    return false
  }
}

function refuseContradictions({
  issued,
  expires,
  officers,
  custodians,
  recovery,
}: RosterText): void {
  const life = daysBetween(issued as Day, expires as Day)
  if (life < 0 || life > ROSTER_DAYS) refuse('life')
  // Officers and custodians in one list: no person twice, none in both roles (T-119).
  const people = [...officers, ...custodians].map((person) => person.id)
  if (new Set(people).size < people.length) refuse('person_twice')
  const keys = [...officers, ...custodians, ...recovery].map((holder) => holder.fingerprint)
  if (new Set(keys).size < keys.length) refuse('key_twice')
}

/** Ignores certificates that are not named; refuses one that is named and missing or served twice. */
async function named(
  text: RosterText,
  served: readonly string[],
): Promise<ReadonlyMap<Fingerprint, string>> {
  const keys = await Promise.all(served.map((each) => parse(each).catch(() => null)))
  const owners = new Map<Fingerprint, string>()
  for (const holder of [...text.officers, ...text.custodians, ...text.recovery]) {
    const { fingerprint } = holder
    const ofHolder = (each: Key | null) => each !== null && fingerprintOf(each) === fingerprint
    const [key, ...more] = keys.filter(ofHolder)
    if (!key || more.length > 0) refuse(key ? 'certificate_twice' : 'certificate_missing')
    const armored = served[keys.findIndex(ofHolder)] ?? ''
    if (text.v === 2 && holder.certificate !== (await certificateHash(armored))) {
      refuse('certificate_changed')
    }
    owners.set(fingerprint as Fingerprint, key.armor())
  }
  return owners
}

/** Refuses a custodian's encryption key in an officer's certificate: one person would hold both halves (T-119). */
async function refuseSharedKeys(
  { officers, custodians }: RosterText,
  certificates: ReadonlyMap<Fingerprint, string>,
): Promise<void> {
  const namedKeys = new Set(await keyFingerprintsOf(officers, certificates))
  if ((await keyFingerprintsOf(custodians, certificates)).some((key) => namedKeys.has(key)))
    refuse('key_twice')
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuse(why: string): never {
  throw new AppError('ROSTER_REFUSED', { why })
}
