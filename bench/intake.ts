import type { Composition } from '#compose.ts'
import { createMessage, encrypt, encryptSessionKey, type Key, readKeys } from '#crypto/openpgp.ts'
import { makeReporterKey } from '#crypto/reporter-key.ts'
import { FILE_CASE } from '#db/cases/insert-case.ts'
import type { Value } from '#db/named-statement.ts'
import { systemChance } from '#domain/case/ids.ts'
import { fileOnce } from './concern.ts'
import type { BenchDatabase } from './database.ts'
import { atLeast, type Figure } from './figures.ts'
import { filingOf, valuesOf } from './filing.ts'
import { bareIntake } from './inserts.ts'
import { here, race, type Side, share } from './rounds.ts'

const LETTER = systemChance(4096)

/**
 * An intake, from the verb that Send calls to the commit on the disk, against the least that any intake takes: the
 * letter sealed to three officers by openpgp.js alone, the person's own key, without which nobody could answer, and the
 * same rows sent bare by the same driver.
 */
export async function intakeFigures(
  { url }: BenchDatabase,
  composed: Composition,
  rounds: number,
): Promise<Figure[]> {
  const officers = await composed.services.readership.of('investigations')
  const certificates = await Promise.all(
    officers.map(async ({ certificate }) => (await readKeys({ armoredKeys: certificate }))[0]),
  )
  const keys = certificates.filter((key) => key !== undefined)
  const bare = bareIntake(url)
  let rows: (readonly Value[])[] = []
  const sides: Side[] = [
    here('intake', () => fileOnce(composed.services)),
    here(
      'sealing, key and rows',
      async (at) => {
        await makeReporterKey()
        await sealAlone(keys)
        await bare.unsafe(FILE_CASE.text, [...(rows[at] ?? [])], { prepare: true })
      },
      async (turns) => {
        const filings = Array.from({ length: turns }, () => filingOf(composed))
        rows = await Promise.all(filings.map(async (each) => valuesOf(await each, composed)))
      },
    ),
  ]
  const figures: Figure[] = []
  for (const atOnce of [1, 8]) {
    const [intake, floor] = await race(sides, { rounds, turns: 80, atOnce })
    if (intake === undefined || floor === undefined) continue
    figures.push({
      what: `intake to durable commit, ${atOnce} at once`,
      against: 'sealing to 3 officers, the person’s key, and the insert',
      unit: 'x',
      ...share(intake, floor),
      target: atLeast(0.65),
    })
  }
  await bare.end({ timeout: 2 })
  return figures
}

/** As lean as openpgp.js allows: keys parsed before, binary, no compression. */
async function sealAlone(keys: readonly Key[]): Promise<void> {
  const sessionKey = { data: systemChance(32), algorithm: 'aes256' as const }
  const packet = { ...sessionKey, wildcard: true, format: 'binary' as const }
  await Promise.all([
    ...keys.map((key) => encryptSessionKey({ ...packet, encryptionKeys: [key] })),
    encrypt({ message: await createMessage({ binary: LETTER }), sessionKey, format: 'binary' }),
  ])
}
