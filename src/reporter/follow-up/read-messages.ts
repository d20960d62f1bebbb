import type { CaseLine } from '#dialogs/case-line.ts'
import type { ShownLetter } from '#dialogs/shown-letter.ts'
import { AppError } from '#errors.ts'
import type { ReportersCase } from '#ports.ts'
import { alertNow, lateNow, listConversations, readConversation } from '../conversation.ts'
import { lineOf } from './case-line.ts'
import { shownLetters } from './display.ts'
import type { FollowUpContext, Visit } from './visit.ts'

/** Her own cases, newest first; for a receipt that is not hers, none. */
export async function ownLines(
  { services }: FollowUpContext,
  { holder }: Pick<Visit, 'holder'>,
): Promise<readonly CaseLine[]> {
  const held = await listConversations(services, holder)
  return held.map((found) => lineOf(found, lateNow(services, found), alertNow(services, found)))
}

/**
 * One conversation, oldest letter first. A case that is not hers and one that never was are answered alike.
 * @throws CASE_UNKNOWN
 */
export async function readLetters(
  { services }: FollowUpContext,
  { holder, options }: Pick<Visit, 'holder' | 'options'>,
  id: string,
): Promise<{
  readonly held: ReportersCase
  readonly line: CaseLine
  readonly letters: readonly ShownLetter[]
}> {
  const found = await readConversation(services, holder, id)
  if (found === null) throw new AppError('CASE_UNKNOWN')
  const { held } = found
  return {
    held,
    line: lineOf(held, found.late, found.alert, options.waiting(held)),
    letters: shownLetters(found.letters, held, options),
  }
}
