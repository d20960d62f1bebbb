import { systemChance } from '../src/case/ids.ts'
import type { Composed } from '../src/compose.ts'
import {
  createMessage,
  encrypt,
  encryptSessionKey,
  type Key,
  readKeys,
} from '../src/sealing/openpgp.ts'
import { makeReporterKey } from '../src/sealing/reporter-key.ts'
import { tellOnce } from './concern.ts'
import { atLeast, type Figure } from './figures.ts'
import { here, race, type Side, share } from './rounds.ts'

const LETTER = systemChance(4096)

/**
 * An intake, from the verb that Send calls to the commit on the disk, against what openpgp.js alone takes: for the
 * letter to three officers, and for that letter and the person's own key, without which nobody could answer her.
 */
export async function intakeFigures(composed: Composed, rounds: number): Promise<Figure[]> {
  const officers = await composed.world.readership.of('investigations')
  const certificates = await Promise.all(
    officers.map(async ({ certificate }) => (await readKeys({ armoredKeys: certificate }))[0]),
  )
  const keys = certificates.filter((key) => key !== undefined)
  const sides: Side[] = [
    here('intake', () => tellOnce(composed.world)),
    here('sealing', () => sealAlone(keys)),
    here('sealing and key', async () => {
      await makeReporterKey(systemChance(32))
      await sealAlone(keys)
    }),
  ]
  const figures: Figure[] = []
  for (const atOnce of [1, 8]) {
    const [intake, sealing, both] = await race(sides, { rounds, turns: 80, atOnce })
    if (intake === undefined || sealing === undefined || both === undefined) continue
    const what = `intake to durable commit, ${atOnce} at once`
    figures.push(
      {
        what,
        against: 'openpgp.js sealing the letter to 3 officers',
        unit: 'x',
        ...share(intake, sealing),
        target: atLeast(0.8),
      },
      {
        what,
        against: 'the same, and openpgp.js making the person’s key',
        unit: 'x',
        ...share(intake, both),
        target: null,
      },
    )
  }
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
