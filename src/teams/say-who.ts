import { readWho, saidWho, sayable, sayWho as sayWhoScreen } from '../../dialogs/say-who.ts'
import { base64url } from '../case/ids.ts'
import { AsideError } from '../errors.ts'
import { readConversation } from '../intake/conversation.ts'
import { sayWho } from '../intake/say-who.ts'
import { lineOf } from './line.ts'
import { inTheWindow } from './only-in-dialog.ts'
import type { Means, Pressing, Scene } from './scene.ts'
import { holderOf } from './tell.ts'

/** Who may know, and the name: it comes from the activity, and she may change it. Said twice, it is said once. */
export async function beginToSayWho(means: Means, pressing: Pressing, id: string): Promise<Scene> {
  const { facts, where } = pressing
  const found = await readConversation(means.world, holderOf(pressing), id)
  if (found === null) throw new AsideError('CASE_UNKNOWN')
  if (found.held.reckoning.state === 'closed') throw new AsideError('CASE_CLOSED')
  if (sayable(found.held.identity, facts).length === 0) throw new AsideError('ANSWERS_INVALID')
  const dialog = sayWhoScreen(lineOf(found.held, found.late), facts)
  const elsewhere = where === 'chat' && !facts.policy.accountInline
  return {
    kind: 'show',
    dialog: elsewhere ? inTheWindow(dialog, facts, 'say_who') : dialog,
    place: { at: 'returning', case: id, nonce: base64url(means.world.chance(16)) },
  }
}

export async function sendWho(means: Means, pressing: Pressing): Promise<Scene> {
  const { facts, fields, where, place: at } = pressing
  if (at?.at !== 'returning') throw new AsideError('TOKEN_REFUSED')
  if (where === 'chat' && !facts.policy.accountInline) throw new AsideError('TURN_REFUSED')
  if (at.case === null || at.nonce === null) throw new AsideError('TOKEN_REFUSED')
  const given = { ...readWho(fields), language: facts.words.lang }
  const nonce = means.spend(at.nonce, fields)
  const held = await sayWho(means.world, holderOf(pressing), at.case, given, nonce)
  const place = { at: 'returning', case: at.case, nonce: null } as const
  return { kind: 'show', dialog: saidWho(lineOf(held, false), facts), place }
}
