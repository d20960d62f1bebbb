import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { chain } from '#crypto/directory.ts'
import { proveRoster, readRoster } from '#crypto/roster.ts'
import { migrate } from '#db/migrate.ts'
import { registerFor } from '#db/people/register.ts'
import { dayIn } from '#domain/case/day.ts'
import type { Directory } from '#domain/case/roster.ts'
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
    const linked = await chain(latest?.hash ?? null, snapshot)
    const terms = { rootFingerprint, demo: false }
    const roster = await readRoster(
      { ...snapshot, ...linked },
      {
        ...terms,
        today: dayIn('UTC', systemClock.now()),
        leastVersion: await versionAfter(latest, snapshot.roster, terms),
      },
    )
    await store.directory.publish(snapshot)
    return `Roster ${roster.version} is published: ${roster.officers.length} officers, until ${roster.expires}.`
  } finally {
    await store.close()
  }
}

type Snapshot = Omit<Directory, 'previous' | 'hash'>

/** @throws ROSTER_FILE_MISSING naming the file that is not there */
function read(folder: string): Snapshot {
  const text = (name: string) => {
    try {
      return readFileSync(join(folder, name), 'utf8')
    } catch {
      throw new AppError('ROSTER_FILE_MISSING', { name })
    }
  }
  const certificates = globSync('certificates/*.asc', { cwd: folder }).toSorted()
  return {
    root: text('root.asc'),
    roster: text('roster.json'),
    signature: text('roster.json.asc'),
    certificates: certificates.map(text),
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
