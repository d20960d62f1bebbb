import { settledDialog, settleDialog as settleScreen } from '#dialogs/settle.ts'
import { takeBackDialog as takeBackScreen, takenBack } from '#dialogs/take-back.ts'
import { codeOf } from '#errors.ts'
import type { ReportersCaseHeads } from '#ports.ts'
import { settle } from '../settle-case.ts'
import { takeBack } from '../take-back.ts'
import { caseAsked, caseIn, followUpAt, ownLine } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Screen before a case is settled. */
export async function askSettled(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { line } = await ownLine(context, visit, caseAsked(visit))
  return { kind: 'show', dialog: settleScreen(line, visit.facts), state: followUpAt(line.key) }
}

/** Settles a case; idempotent. */
export async function sayItIsSettled(
  context: FollowUpContext,
  visit: Visit,
): Promise<FollowUpResult> {
  const id = caseIn(visit)
  return unlessGone(visit, async () => {
    const { line, reportersCase } = await ownLine(context, visit, id)
    const how = await settle(context.services, visit.holder, id)
    if (how === 'erased') return gone(visit, reportersCase)
    return { kind: 'show', dialog: settledDialog(line, visit.facts), state: followUpAt(id) }
  })
}

/** Screen before a withdrawal: what it erases. */
export async function askTakeBack(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { line, reportersCase } = await ownLine(context, visit, caseAsked(visit))
  const dialog = takeBackScreen(line, isDanger(reportersCase), visit.facts)
  return { kind: 'show', dialog, state: followUpAt(line.key) }
}

/** Withdraws a case. The second of a double press gets the same answer. */
export async function takeItBack(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const id = caseIn(visit)
  return unlessGone(visit, async () => {
    return gone(visit, await takeBack(context.services, visit.holder, id))
  })
}

/**
 * Answer for a case that is gone. The screen's sealed state proves that the case was the reporter's, so it was erased.
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

function gone({ facts }: Visit, reportersCase: ReportersCaseHeads | null): FollowUpResult {
  const dialog = takenBack(reportersCase?.office ?? null, facts)
  return { kind: 'show', dialog, state: followUpAt(null) }
}

/** Whether it was a danger: by the leaf, or by the alert where the leaf is sealed. */
function isDanger({ leaf, alertHours }: ReportersCaseHeads): boolean {
  return alertHours !== null || leaf?.startsWith('safety.') === true
}
