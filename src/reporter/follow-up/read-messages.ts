import type { CaseLine } from '#dialogs/case-line.ts'
import type { ShownLetter } from '#dialogs/shown-letter.ts'
import { AppError } from '#errors.ts'
import type { ReportersCase } from '#ports.ts'
import { alertNow, lateNow, listConversations, readConversation } from '../conversation.ts'
import { lineOf } from './case-line.ts'
import { shownLetters } from './display.ts'
import type { FollowUpContext, Visit } from './visit.ts'

/** Lines of the reporter's cases, newest first; empty for a foreign receipt. */
export async function ownLines(
  { services }: FollowUpContext,
  { holder }: Pick<Visit, 'holder'>,
): Promise<readonly CaseLine[]> {
  const cases = await listConversations(services, holder)
  return cases.map((reportersCase) =>
    lineOf(reportersCase, lateNow(services, reportersCase), alertNow(services, reportersCase)),
  )
}

/**
 * A conversation, oldest letter first. A foreign case and a missing one get the same answer.
 * @throws CASE_UNKNOWN
 */
export async function readLetters(
  { services }: FollowUpContext,
  { holder, options }: Pick<Visit, 'holder' | 'options'>,
  id: string,
): Promise<{
  readonly reportersCase: ReportersCase
  readonly line: CaseLine
  readonly letters: readonly ShownLetter[]
}> {
  const conversation = await readConversation(services, holder, id)
  if (conversation === null) throw new AppError('CASE_UNKNOWN')
  const { reportersCase } = conversation
  return {
    reportersCase,
    line: lineOf(
      reportersCase,
      conversation.late,
      conversation.alert,
      options.waiting(reportersCase),
    ),
    letters: shownLetters(conversation.letters, reportersCase, options),
  }
}
