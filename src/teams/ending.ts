import { settled, settle as settleScreen } from '../../dialogs/settle.ts'
import { takeBack as takeBackScreen, takenBack } from '../../dialogs/take-back.ts'
import { codeOf } from '../errors.ts'
import { settle } from '../intake/settle.ts'
import { takeBack } from '../intake/take-back.ts'
import type { ReportersCase } from '../ports.ts'
import { holderOf } from './card-holder.ts'
import { caseAsked, caseIn, ownLine, placeOf } from './own-case.ts'
import type { Means, Pressing, Scene } from './scene.ts'

/** What saying that it is settled means. */
export async function askSettled(means: Means, pressing: Pressing): Promise<Scene> {
  const { line } = await ownLine(means, pressing, caseAsked(pressing))
  return { kind: 'show', dialog: settleScreen(line, pressing.facts), place: placeOf(line.key) }
}

/** It is settled. Said twice, it is settled all the same. */
export async function sayItIsSettled(means: Means, pressing: Pressing): Promise<Scene> {
  const id = caseIn(pressing)
  return unlessGone(pressing, async () => {
    const { line, held } = await ownLine(means, pressing, id)
    const how = await settle(means.world, holderOf(pressing), id)
    if (how === 'erased') return gone(pressing, held)
    return { kind: 'show', dialog: settled(line, pressing.facts), place: placeOf(id) }
  })
}

/** What taking it back erases, and what it cannot. */
export async function askTakeBack(means: Means, pressing: Pressing): Promise<Scene> {
  const { line, held } = await ownLine(means, pressing, caseAsked(pressing))
  const dialog = takeBackScreen(line, isDanger(held), pressing.facts)
  return { kind: 'show', dialog, place: placeOf(line.key) }
}

/** One tap, and it is erased. The second of a double press finds nothing, and hears the same. */
export async function takeItBack(means: Means, pressing: Pressing): Promise<Scene> {
  const id = caseIn(pressing)
  return unlessGone(pressing, async () => {
    return gone(pressing, await takeBack(means.world, holderOf(pressing), id))
  })
}

/**
 * The sealed place of this card was given to this person while the case was hers. When nothing is found for it now,
 * then because it was erased: that can be said, and said as often as she presses.
 */
async function unlessGone(pressing: Pressing, act: () => Promise<Scene>): Promise<Scene> {
  try {
    return await act()
  } catch (thrown) {
    if (codeOf(thrown) !== 'CASE_UNKNOWN') throw thrown
    return gone(pressing, null)
  }
}

function gone({ facts }: Pressing, held: ReportersCase | null): Scene {
  const dialog = takenBack(held?.office ?? null, facts)
  return { kind: 'show', dialog, place: placeOf(null) }
}

function isDanger({ leaf }: ReportersCase): boolean {
  return leaf?.startsWith('safety.') ?? false
}
