import type { SignedAct } from '#domain/case/act.ts'
import { type IdentityReason, lastOfficeAct } from '#domain/case/event.ts'
import type { Direction } from '#domain/case/message.ts'
import { seenIn } from '#domain/case/message-v2.ts'
import { nameRequest } from '#domain/case/name-request.ts'
import type { ReporterKey } from '#ports.ts'
import { lettersContent, requestContent } from './name-half.ts'
import { lastAct, signAct } from './sign-act.ts'

type Position = Pick<
  Parameters<typeof nameRequest>[0],
  'root' | 'case' | 'office' | 'message' | 'day' | 'directory'
>

/**
 * Signs an officer's request for a name, over the reason and everything that the office was given.
 * @param letters with the hash of each data packet
 */
export async function signRequest(
  position: Position,
  reason: IdentityReason,
  letters: readonly { readonly dir: Direction; readonly seq: number; readonly hash: string }[],
  events: Parameters<typeof lastOfficeAct>[0],
  key: ReporterKey,
  at: Date,
): Promise<SignedAct> {
  const between = letters.filter(({ dir }) => dir !== 'o>o').map(({ hash }) => hash)
  const statement = nameRequest({
    ...{ ...position, heads: seenIn(letters, 'o>r') },
    content: await requestContent(reason, await lettersContent(between)),
    last: await lastAct(lastOfficeAct(events)),
  })
  return signAct(statement, key, at)
}
