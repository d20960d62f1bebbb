import { settledDialog, settleDialog as settleScreen } from '#dialogs/settle.ts'
import { takeBackDialog as takeBackScreen, takenBack } from '#dialogs/take-back.ts'
import { codeOf } from '#errors.ts'
import type { ReportersCase } from '#ports.ts'
import { settle } from '../settle-case.ts'
import { takeBack } from '../take-back.ts'
import { caseAsked, caseIn, followUpAt, ownLine } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** What saying that it is settled means. */
export async function askSettled(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { line } = await ownLine(context, visit, caseAsked(visit))
  return { kind: 'show', dialog: settleScreen(line, visit.facts), place: followUpAt(line.key) }
}

/** It is settled. Said twice, it is settled all the same. */
export async function sayItIsSettled(
  context: FollowUpContext,
  visit: Visit,
): Promise<FollowUpResult> {
  const id = caseIn(visit)
  return unlessGone(visit, async () => {
    const { line, reportersCase } = await ownLine(context, visit, id)
    const how = await settle(context.services, visit.holder, id)
    if (how === 'erased') return gone(visit, reportersCase)
    return { kind: 'show', dialog: settledDialog(line, visit.facts), place: followUpAt(id) }
  })
}

/** What taking it back erases, and what it cannot. */
export async function askTakeBack(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { line, reportersCase } = await ownLine(context, visit, caseAsked(visit))
  const dialog = takeBackScreen(line, isDanger(reportersCase), visit.facts)
  return { kind: 'show', dialog, place: followUpAt(line.key) }
}

/** One tap, and it is erased. The second of a double press finds nothing, and hears the same. */
export async function takeItBack(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const id = caseIn(visit)
  return unlessGone(visit, async () => {
    return gone(visit, await takeBack(context.services, visit.holder, id))
  })
}

/**
 * The place of this screen was given to this person while the case was hers. When nothing is found for it now,
 * then because it was erased: that can be said, and said as often as she presses.
 */
async function unlessGone(
  visit: Visit,
  act: () => Promise<FollowUpResult>,
): Promise<FollowUpResult> {
  try {
    return await act()
  } catch (thrown) {
    if (codeOf(thrown) !== 'CASE_UNKNOWN') throw thrown
    return gone(visit, null)
  }
}

function gone({ facts }: Visit, reportersCase: ReportersCase | null): FollowUpResult {
  const dialog = takenBack(reportersCase?.office ?? null, facts)
  return { kind: 'show', dialog, place: followUpAt(null) }
}

/** The leaf stands in no row of an anonymous channel; that an alert was owed does. */
function isDanger({ leaf, alertHours }: ReportersCase): boolean {
  return alertHours !== null || leaf?.startsWith('safety.') === true
}
