import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayIn } from '../case/day.ts'
import { systemClock } from '../clock.ts'
import { chain } from '../sealing/directory.ts'
import { readRoster } from '../sealing/roster.ts'
import { registerFor } from '../store/register.ts'

/**
 * Publishes a roster: `root.asc`, `roster.json`, its detached signature `roster.json.asc`, and every certificate as
 * `certificates/*.asc`. It is proved before it is published, and refused like any other.
 */
export async function publishRoster(
  url: string,
  folder: string,
  rootFingerprint: string,
): Promise<string> {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  const certificates = globSync('certificates/*.asc', { cwd: folder }).toSorted()
  const snapshot = {
    root: text('root.asc'),
    roster: text('roster.json'),
    signature: text('roster.json.asc'),
    certificates: certificates.map(text),
  }
  const store = registerFor(url)
  try {
    const latest = await store.directory.latest()
    const linked = await chain(latest?.hash ?? null, snapshot)
    const roster = await readRoster(
      { ...snapshot, ...linked },
      {
        rootFingerprint,
        today: dayIn('UTC', systemClock.now()),
        leastVersion: 1,
        demo: false,
      },
    )
    await store.directory.publish(snapshot)
    return `Roster ${roster.version} is published: ${roster.officers.length} officers, until ${roster.expires}.`
  } finally {
    await store.close()
  }
}
