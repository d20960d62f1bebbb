import { base64url, systemChance } from '../src/case/ids.ts'
import type { Composed } from '../src/compose.ts'
import { takeFiling } from '../src/intake/door/take-filing.ts'
import { sealOnPage } from '../src/intake/tell-on-page.ts'
import type { World } from '../src/ports.ts'
import { caseIdOf } from '../src/sealing/case-id.ts'
import { shownToFind, wordsPress } from '../src/sealing/web-words.ts'
import { doorApi } from '../src/web/api/door/door.ts'
import { proofs } from '../src/web/api/door/proofs.ts'
import { TOLD } from './concern.ts'
import { atMost, type Figure } from './figures.ts'
import { here, longer, race, type Side } from './rounds.ts'

const KEY = new Uint8Array(32).fill(9)

/**
 * How long a receipt is looked for, right or wrong, from its body to the bytes of the answer. A wrong one that begins
 * like a right one must take no longer and no shorter than any other: what could be measured could be guessed.
 */
export async function doorFigures(composed: Composed, rounds: number): Promise<Figure[]> {
  const world = withoutLimits(composed.world)
  const right = await fileOne(world)
  const near = `${right.slice(0, 42)}${right.endsWith('A') ? 'E' : 'A'}`
  const api = doorApi({ world, proofKey: KEY })
  const asking = (shown: () => string) => async () => {
    const res = { sendRaw: () => undefined }
    const req = { body: { shown: shown(), proof: null } }
    await api.doorFind(req as never, res as never).catch(() => undefined)
  }
  const random = () => base64url(systemChance(32))
  const sides: Side[] = [
    here('wrong', asking(random)),
    here(
      'near',
      asking(() => near),
    ),
    here(
      'right',
      asking(() => right),
    ),
    here(
      'short',
      asking(() => random().slice(1)),
    ),
  ]
  const [wrong, ...others] = await race(sides, { rounds, turns: 80, atOnce: 1 })
  if (wrong === undefined) return []
  const whats = [
    'a wrong receipt that begins like a right one',
    'a right receipt',
    'a receipt of another length, which is refused unread',
  ]
  return others.map((timed, at) => ({
    what: `${whats[at]}, p50`,
    against: 'any wrong one',
    unit: 'x',
    ...longer(timed, wrong, 0.5),
    target: at === 0 ? atMost(1.1) : null,
  }))
}

function withoutLimits(world: World): World {
  const flood = { filings: Number.MAX_SAFE_INTEGER, misses: Number.MAX_SAFE_INTEGER }
  return { ...world, policy: { ...world.policy, flood } }
}

/** @returns what finds it */
async function fileOne(world: World): Promise<string> {
  const secret = new Uint8Array(systemChance(16))
  const shown = base64url(await shownToFind(secret))
  const salt = base64url(systemChance(16))
  const { filing } = await sealOnPage(world, {
    concern: { ...TOLD, door: 'page' },
    promised: { office: 'investigations', readers: 3 },
    press: wordsPress(secret),
    shown,
    salt,
    id: await caseIdOf(shown, salt),
    link: null,
  })
  await takeFiling(world, { ...filing, proof: null }, proofs(KEY, world.clock, world.doorMarks))
  return shown
}
