import type { Facts } from '#dialogs/facts.ts'
import { settledDialog, settleDialog as settleScreen } from '#dialogs/settle.ts'
import {
  lockedDialog,
  notTakenBack,
  takeBackDialog as takeBackScreen,
  takenBack,
} from '#dialogs/take-back.ts'
import type { Day } from '#domain/case/day.ts'
import { erasureDay } from '#domain/case/erasure.ts'
import { codeOf } from '#errors.ts'
import type { ReportersCaseHeads } from '#ports.ts'
import { openOwnHeads, ownDay } from '../own-case.ts'
import { settle } from '../settle-case.ts'
import { lockedCase, takeBack, undoTakeBack } from '../take-back.ts'
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
  return unlessGone(context, visit, id, async () => {
    const { line, reportersCase } = await ownLine(context, visit, id)
    const how = await settle(context.services, visit.holder, id)
    if (how === 'locked') return nowLocked(context, visit, reportersCase)
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
  return unlessGone(context, visit, id, async () => {
    return nowLocked(context, visit, await takeBack(context.services, visit.holder, id))
  })
}

/** Undoes it, while the bytes are there. The second of a double press gets the same answer. */
export async function undoIt(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { services } = context
  const id = caseIn(visit)
  try {
    await undoTakeBack(services, visit.holder, id)
  } catch (thrown) {
    if (codeOf(thrown) !== 'CASE_UNKNOWN') throw thrown
    if ((await openOwnHeads(services, visit.holder, id)) === null) return gone(visit)
  }
  return { kind: 'show', dialog: notTakenBack(id, visit.facts), state: followUpAt(id) }
}

/** What was taken back: its day while it can be undone, and that it is gone afterwards. */
async function lockedOrGone(
  context: FollowUpContext,
  visit: Visit,
  id: string,
): Promise<FollowUpResult> {
  return (await ifLocked(context, visit, id)) ?? gone(visit)
}

/** The screen of a case that is locked; `null` when it is none, or not the reporter's. */
export async function ifLocked(
  { services }: Pick<FollowUpContext, 'services'>,
  { holder, facts }: Pick<Visit, 'holder' | 'facts'>,
  id: string,
): Promise<Extract<FollowUpResult, { kind: 'show' }> | null> {
  const locked = await lockedCase(services, holder, id)
  if (locked === null) return null
  return lockedScreen(facts, locked, locked.erasure.on)
}

/** The same, of what was locked just now. */
function nowLocked(
  { services }: Pick<FollowUpContext, 'services'>,
  { facts }: Pick<Visit, 'facts'>,
  reportersCase: ReportersCaseHeads,
): FollowUpResult {
  return lockedScreen(facts, reportersCase, erasureDay(ownDay(services, reportersCase)))
}

function lockedScreen(
  facts: Facts,
  { id, office }: Pick<ReportersCaseHeads, 'id' | 'office'>,
  erasedOn: Day,
): Extract<FollowUpResult, { kind: 'show' }> {
  const dialog = lockedDialog({ key: id, office, erasedOn }, facts)
  return { kind: 'show', dialog, state: followUpAt(id) }
}

/**
 * Answer for a case that is locked or gone. The screen's sealed state proves that the case was the reporter's, so where
 * nothing is found it was erased.
 */
async function unlessGone(
  context: FollowUpContext,
  visit: Visit,
  id: string,
  act: () => Promise<FollowUpResult>,
): Promise<FollowUpResult> {
  try {
    return await act()
  } catch (thrown) {
    if (codeOf(thrown) !== 'CASE_UNKNOWN') throw thrown
    return lockedOrGone(context, visit, id)
  }
}

function gone({ facts }: Visit): FollowUpResult {
  return { kind: 'show', dialog: takenBack(facts), state: followUpAt(null) }
}

/** Whether it was a danger: by the leaf, or by the alert where the leaf is sealed. */
function isDanger({ leaf, alertHours }: ReportersCaseHeads): boolean {
  return alertHours !== null || leaf?.startsWith('safety.') === true
}
