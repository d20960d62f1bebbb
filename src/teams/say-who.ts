import { readWho, saidWho, sayable, sayWho as sayWhoScreen } from '../../dialogs/say-who.ts'
import { base64url } from '../case/ids.ts'
import { AsideError } from '../errors.ts'
import { sayWho } from '../intake/say-who.ts'
import { holderOf } from './card-holder.ts'
import { lineOf } from './line.ts'
import { askingForWords, takeWordsHere } from './only-in-dialog.ts'
import { caseIn, nonceIn, ownLine, placeOf } from './own-case.ts'
import type { Means, Pressing, Scene } from './scene.ts'

/** Who may know, and the name: it comes from the activity, and she may change it. Said twice, it is said once. */
export async function beginToSayWho(means: Means, pressing: Pressing, id: string): Promise<Scene> {
  const { facts } = pressing
  const { held, line } = await ownLine(means, pressing, id)
  if (held.reckoning.state === 'closed') throw new AsideError('CASE_CLOSED')
  if (sayable(line, facts).length === 0) throw new AsideError('ANSWERS_INVALID')
  return {
    kind: 'show',
    dialog: askingForWords(sayWhoScreen(line, facts), pressing, 'say_who'),
    place: placeOf(id, base64url(means.world.chance(16))),
  }
}

export async function sendWho(means: Means, pressing: Pressing): Promise<Scene> {
  const { facts, fields } = pressing
  takeWordsHere(pressing)
  const [id, minted] = [caseIn(pressing), nonceIn(pressing)]
  const given = { ...readWho(fields), language: facts.words.lang }
  const nonce = means.spend(minted, fields)
  const held = await sayWho(means.world, holderOf(pressing), id, given, nonce)
  return { kind: 'show', dialog: saidWho(lineOf(held, false), facts), place: placeOf(id) }
}
