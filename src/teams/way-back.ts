import {
  added,
  addition,
  conversation,
  conversations as listed,
  readAddition,
} from '../../dialogs/conversation.ts'
import { base64url } from '../case/ids.ts'
import { AsideError } from '../errors.ts'
import { add } from '../intake/add.ts'
import { alertNow, conversations, lateNow, readConversation } from '../intake/conversation.ts'
import { lineOf } from './line.ts'
import { inTheWindow } from './only-in-dialog.ts'
import { inParts, page } from './pages.ts'
import { shownLetters } from './reply.ts'
import type { Means, Pressing, Scene } from './scene.ts'
import { holderOf } from './tell.ts'
import type { Place } from './token.ts'

type Returning = Extract<Place, { at: 'returning' }>

const LIST: Returning = { at: 'returning', case: null, nonce: null }

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
  return { kind: 'show', dialog, place: LIST }
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
  return { kind: 'show', dialog, place: { ...LIST, case: id } }
}

/** The field for adding something. Its nonce is minted here: sent twice, it is added once. */
export async function beginToAdd(means: Means, pressing: Pressing, id: string): Promise<Scene> {
  const { facts, where } = pressing
  const found = await readConversation(means.world, holderOf(pressing), id)
  if (found === null) throw new AsideError('CASE_UNKNOWN')
  const dialog = addition(lineOf(found.held, found.late), facts)
  const elsewhere = where === 'chat' && !facts.policy.accountInline
  return {
    kind: 'show',
    dialog: elsewhere ? inTheWindow(dialog, facts) : dialog,
    place: { at: 'returning', case: id, nonce: base64url(means.world.chance(16)) },
  }
}

export async function sendAddition(means: Means, pressing: Pressing): Promise<Scene> {
  const { facts, fields, where, place: at } = pressing
  if (at?.at !== 'returning') throw new AsideError('TOKEN_REFUSED')
  if (where === 'chat' && !facts.policy.accountInline) throw new AsideError('TURN_REFUSED')
  if (at.case === null || at.nonce === null) throw new AsideError('TOKEN_REFUSED')
  const text = readAddition({ text: '', ...fields }, facts.policy.accountLimit)
  const held = await add(
    means.world,
    holderOf(pressing),
    at.case,
    text,
    means.spend(at.nonce, fields),
    facts.words.lang,
  )
  const line = lineOf(held, lateNow(means.world, held))
  return { kind: 'show', dialog: added(line, facts), place: { ...LIST, case: at.case } }
}

function numberIn(text: string | undefined): number {
  const found = Number(text ?? 0)
  return Number.isInteger(found) && found >= 0 ? found : 0
}
