import { added, addition, readAddition } from '../../dialogs/addition.ts'
import { conversation } from '../../dialogs/conversation.ts'
import { conversations as listed } from '../../dialogs/conversations.ts'
import { base64url } from '../case/ids.ts'
import { AsideError } from '../errors.ts'
import { add } from '../intake/add.ts'
import { alertNow, conversations, lateNow, readConversation } from '../intake/conversation.ts'
import { holderOf } from './card-holder.ts'
import { lineOf } from './line.ts'
import { askingForWords, takeWordsHere } from './only-in-dialog.ts'
import { caseIn, nonceIn, ownLine, placeOf } from './own-case.ts'
import { inParts, page } from './pages.ts'
import { shownLetters } from './reply.ts'
import type { Means, Pressing, Scene } from './scene.ts'

/** Her own cases; for a card that is not hers, the same screen as for somebody who told nothing. */
export async function list({ world }: Means, pressing: Pressing): Promise<Scene> {
  const { facts, pressed } = pressing
  const held = await conversations(world, holderOf(pressing))
  const dialog = page(
    held.map((found) => lineOf(found, lateNow(world, found), alertNow(world, found))),
    numberIn(pressed.value),
    (lines) => listed(lines, facts),
    { verb: 'conversation', value: String },
    facts.words,
  )
  return { kind: 'show', dialog, place: placeOf(null) }
}

/** One conversation. A case that is not hers and one that never was are answered alike. */
export async function read({ world }: Means, pressing: Pressing): Promise<Scene> {
  const { facts, pressed } = pressing
  const [id = '', asked] = (pressed.value ?? '').split('.')
  const found = await readConversation(world, holderOf(pressing), id)
  if (found === null) throw new AsideError('CASE_UNKNOWN')
  const line = lineOf(found.held, found.late, found.alert)
  const newestFirst = inParts(shownLetters(found.letters, pressing.where, found.held)).toReversed()
  const dialog = page(
    newestFirst,
    numberIn(asked),
    (letters) => conversation(line, letters.toReversed(), facts),
    { verb: 'case', value: (to) => `${id}.${to}` },
    facts.words,
  )
  return { kind: 'show', dialog, place: placeOf(id) }
}

/** The field for adding something. Its nonce is minted here: sent twice, it is added once. */
export async function beginToAdd(means: Means, pressing: Pressing, id: string): Promise<Scene> {
  const { line } = await ownLine(means, pressing, id)
  return {
    kind: 'show',
    dialog: askingForWords(addition(line, pressing.facts), pressing),
    place: placeOf(id, base64url(means.world.chance(16))),
  }
}

export async function sendAddition(means: Means, pressing: Pressing): Promise<Scene> {
  const { facts, fields } = pressing
  takeWordsHere(pressing)
  const [id, minted] = [caseIn(pressing), nonceIn(pressing)]
  const text = readAddition({ text: '', ...fields }, facts.policy.accountLimit)
  const held = await add(
    means.world,
    holderOf(pressing),
    id,
    text,
    means.spend(minted, fields),
    facts.words.lang,
  )
  const line = lineOf(held, lateNow(means.world, held))
  return { kind: 'show', dialog: added(line, facts), place: placeOf(id) }
}

function numberIn(text: string | undefined): number {
  const found = Number(text ?? 0)
  return Number.isInteger(found) && found >= 0 ? found : 0
}
