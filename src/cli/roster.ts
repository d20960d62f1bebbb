import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { fingerprintOf, parse } from '#crypto/certificate.ts'
import { certificateHash } from '#crypto/certificate-parts.ts'
import { chain } from '#crypto/directory.ts'
import { proveRoster, readRoster } from '#crypto/roster.ts'
import { rosterHistory } from '#crypto/roster-history.ts'
import { refuseFile } from '#data-folder.ts'
import { migrate } from '#db/migrate.ts'
import { registerFor } from '#db/people/register.ts'
import { dayIn } from '#domain/case/day.ts'
import { type Directory, officesTooLarge, RosterText } from '#domain/case/roster.ts'
import { AppError } from '#errors.ts'

/**
 * Publishes a roster: `root.asc`, `roster.json`, its detached signature `roster.json.asc`, and every certificate as
 * `certificates/*.asc`. It is proved before it is published, and refused like any other. The first thing that is done
 * to a new database, so the tables are made here.
 */
export async function publishRoster(
  url: string,
  folder: string,
  rootFingerprint: string,
): Promise<string> {
  const snapshot = read(folder)
  await migrate(url)
  const store = registerFor(url, chain)
  try {
    const latest = await store.directory.latest()
    const every = await store.directory.every()
    const again = await chain(latest?.previous ?? null, snapshot)
    const isAgain = again.hash === latest?.hash
    const linked = isAgain ? again : await chain(latest?.hash ?? null, snapshot)
    const terms = { rootFingerprint, demo: false }
    const roster = await readRoster(
      { ...snapshot, ...linked },
      {
        ...terms,
        today: dayIn('UTC', systemClock.now()),
        leastVersion: await versionAfter(latest, snapshot.roster, terms),
      },
    )
    refuseTooLarge(roster)
    const published = isAgain ? every : [...every, { ...snapshot, ...linked }]
    const { fault } = await rosterHistory(terms)(published)
    if (fault !== null) throw new AppError('ROSTER_REFUSED', { why: fault })
    await store.directory.publish(snapshot)
    return `Roster ${roster.version} is published: ${roster.officers.length} officers, until ${roster.expires}.`
  } finally {
    await store.close()
  }
}

/**
 * Writes `roster.json` anew as version 2, to be signed: with the hash of each certificate of the folder, and of the
 * snapshot that is published now.
 * @throws ROSTER_REFUSED, ROSTER_FILE_MISSING, FILE_UNWRITABLE
 */
export async function prepareRoster(url: string, folder: string): Promise<string> {
  const file = join(folder, 'roster.json')
  const written = jsonIn(fileText(folder, 'roster.json'))
  const { leastFormat = null, ...form1 } = written
  const given = textOf(written.v === 1 ? form1 : written)
  const hashes = await certificateHashes(folder)
  const named = <Holder extends { readonly fingerprint: string }>(holders: readonly Holder[]) =>
    holders.map((holder) => {
      const certificate = hashes.get(holder.fingerprint)
      if (certificate === undefined) {
        throw new AppError('ROSTER_REFUSED', { why: 'certificate_missing' })
      }
      return { ...holder, certificate }
    })
  await migrate(url)
  const store = registerFor(url, chain)
  const latest = await store.directory.latest().finally(() => store.close())
  const { officers, custodians, recovery, freshness = null } = given
  const text = textOf({
    ...given,
    v: 2,
    officers: named(officers),
    custodians: named(custodians),
    recovery: named(recovery),
    previous: latest?.hash ?? null,
    leastFormat,
    freshness,
  })
  refuseTooLarge(text)
  try {
    writeFileSync(file, `${JSON.stringify(text, null, 2)}\n`)
  } catch (thrown) {
    refuseFile(thrown, 'roster.json')
  }
  return `${file} is to be signed: version ${text.version}, after ${latest?.hash ?? 'none'}.`
}

/** @throws ROSTER_REFUSED */
function jsonIn(text: string): RosterText {
  try {
    return { ...JSON.parse(text) }
  } catch {
    throw new AppError('ROSTER_REFUSED', { why: 'text' })
  }
}

/** @throws ROSTER_REFUSED */
function textOf(written: unknown): RosterText {
  const parsed = RosterText.safeParse(written)
  if (!parsed.success) throw new AppError('ROSTER_REFUSED', { why: 'text' })
  return parsed.data
}

/** By fingerprint. */
async function certificateHashes(folder: string): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>()
  for (const armored of certificatesIn(folder)) {
    hashes.set(fingerprintOf(await parse(armored)), await certificateHash(armored))
  }
  return hashes
}

type Snapshot = Omit<Directory, 'previous' | 'hash'>

function read(folder: string): Snapshot {
  return {
    root: fileText(folder, 'root.asc'),
    roster: fileText(folder, 'roster.json'),
    signature: fileText(folder, 'roster.json.asc'),
    certificates: [...certificatesIn(folder)],
  }
}

function certificatesIn(folder: string): readonly string[] {
  const names = globSync('certificates/*.asc', { cwd: folder }).toSorted()
  return names.map((name) => fileText(folder, name))
}

/** @throws ROSTER_FILE_MISSING naming the file that is not there */
function fileText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    throw new AppError('ROSTER_FILE_MISSING', { name })
  }
}

/**
 * Servers that saw a version refuse every older one, so publishing it would close every channel. The same version may come
 * again only with the same words: when a certificate was renewed.
 */
async function versionAfter(
  latest: Directory | null,
  words: string,
  terms: { readonly rootFingerprint: string; readonly demo: boolean },
): Promise<number> {
  if (latest === null) return 1
  const known = await proveRoster(latest, terms).catch(() => null)
  if (known === null) return 1
  return known.roster.version + (latest.roster === words ? 0 : 1)
}

/** Before anything is signed, too: a ceremony cannot mend it. @throws ROSTER_REFUSED */
function refuseTooLarge(roster: Parameters<typeof officesTooLarge>[0]): void {
  if (officesTooLarge(roster).length > 0) {
    throw new AppError('ROSTER_REFUSED', { why: 'office_too_large' })
  }
}
