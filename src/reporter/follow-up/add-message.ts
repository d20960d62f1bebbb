import { added, addition, readAddition } from '#dialogs/addition.ts'
import { base64url } from '#domain/case/ids.ts'
import { add } from '../add-message.ts'
import { caseIn, followUpAt, lineNow, nonceIn, ownLine } from './own-case.ts'
import type { FollowUpContext, FollowUpResult, Visit } from './visit.ts'

/** Screen with the field for a message. It creates the nonce, by which a double Send is stored once. */
export async function beginToAdd(
  context: FollowUpContext,
  visit: Visit,
  id: string,
): Promise<FollowUpResult> {
  const { line } = await ownLine(context, visit, id)
  return {
    kind: 'show',
    dialog: visit.options.asking(addition(line, visit.facts), null),
    state: followUpAt(id, base64url(context.services.chance(16))),
  }
}

/** Handles Send of a message with its files; idempotent. @throws what `add` throws */
export async function sendAddition(
  context: FollowUpContext,
  visit: Visit,
): Promise<FollowUpResult> {
  const { facts, fields } = visit
  visit.options.taking()
  const [id, minted] = [caseIn(visit), nonceIn(visit)]
  const text = readAddition({ text: '', ...fields }, facts.policy.accountLimit)
  const chosen = await visit.options.chosenFiles()
  const nonce = await context.idempotencyKeyFor(
    minted,
    chosen.length === 0 ? fields : { ...fields, chosen },
  )
  const files = () => visit.options.files()
  const reportersCase = await add(
    context.services,
    visit.holder,
    id,
    text,
    nonce,
    facts.words.lang,
    files,
  )
  const line = lineNow(context, visit, reportersCase)
  return { kind: 'show', dialog: added(line, facts), state: followUpAt(id) }
}
