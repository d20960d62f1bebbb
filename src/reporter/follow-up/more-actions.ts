import { more as moreScreen } from '#dialogs/more.ts'
import { caseAsked, followUpAt, ownLine } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Screen with further actions on a case. */
export async function more(context: FollowUpContext, visit: Visit): Promise<FollowUpResult> {
  const { reportersCase, line } = await ownLine(context, visit, caseAsked(visit))
  const dialog = moreScreen(line, await visit.options.statisticsOptIn(reportersCase), visit.facts)
  return { kind: 'show', dialog, state: followUpAt(line.key) }
}
