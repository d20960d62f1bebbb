import { done } from '../../dialogs/done.ts'
import { leafOf, move, START, show } from '../../dialogs/journey.ts'
import { readAccount } from '../../dialogs/read-account.ts'
import { settle } from '../../dialogs/way.ts'
import { base64url } from '../case/ids.ts'
import type { Concern } from '../concern/concern.ts'
import { categoryOf, type LeafId } from '../concern/leaf.ts'
import { AsideError } from '../errors.ts'
import { submit } from '../intake/submit.ts'
import { holderOf } from './card-holder.ts'
import { countable } from './countable.ts'
import { askingForWords, takeWordsHere } from './only-in-dialog.ts'
import type { Means, Pressing, Scene } from './scene.ts'
import type { Place } from './token.ts'

type Telling = Extract<Place, { at: 'telling' }>

export const BEGIN: Telling = { at: 'telling', journey: START, nonce: null }

/** One press further in telling something. */
export function tell(means: Means, pressing: Pressing, at: Telling): Scene {
  const { pressed, fields, facts } = pressing
  const press = { verb: pressed.verb, value: pressed.value ?? null, answers: fields }
  return shown(means, pressing, { ...at, journey: move(at.journey, press, facts) })
}

/** The screen of a place. The nonce is minted with the account's first showing and stays: Send is Send once. */
export function shown(means: Means, pressing: Pressing, at: Telling): Scene {
  const { facts } = pressing
  const journey = settle(at.journey, facts)
  const dialog = show(journey, facts)
  if (journey.step !== 'account') return { kind: 'show', dialog, place: { ...at, journey } }
  const nonce = at.nonce ?? base64url(means.world.chance(16))
  const place = { ...at, journey, nonce }
  return { kind: 'show', dialog: askingForWords(dialog, pressing), place }
}

/**
 * Send. The words go from the activity into `Confidential` and into the seal; nothing of them is in any answer.
 * @throws what `submit` throws: it alone can tell a changed promise from a retry of what was filed
 */
export async function send(means: Means, pressing: Pressing, at: Telling): Promise<Scene> {
  const { facts } = pressing
  takeWordsHere(pressing)
  const { journey, nonce } = at
  if (journey.step !== 'account' || nonce === null) throw new AsideError('TOKEN_REFUSED')
  if (journey.promised === null) throw new AsideError('PROMISE_CHANGED')
  const concern = await concernOf(means, pressing, at)
  const filed = await submit(
    means.world,
    concern,
    journey.promised,
    means.world.cards.press(holderOf(pressing)),
    means.spend(nonce, pressing.fields),
  )
  const category = await countable(means, pressing, categoryOf(concern.leaf))
  const dialog = done({ ...filed, countable: category }, facts)
  return { kind: 'show', dialog, place: { ...BEGIN, journey: OVER } }
}

const OVER = { ...START, step: 'done' } as const

async function concernOf(
  { world }: Means,
  { fields, facts, address }: Pressing,
  { journey }: Telling,
): Promise<Concern> {
  const leaf = leafOf(journey, facts.policy)
  if (leaf === null || journey.identity === null) throw new AsideError('ANSWERS_INVALID')
  const told = readAccount({ account: '', ...fields }, facts.policy.accountLimit)
  if (journey.identity !== 'not_told' && told.name === null) throw new AsideError('NAME_EMPTY')
  const tellHer = journey.identity === 'named' && told.notify
  return {
    door: 'card',
    leaf: leaf.id as LeafId,
    taps: journey.taps,
    about: journey.about,
    keptOut: journey.keptOut,
    identity: journey.identity,
    passOn: journey.passOn,
    language: facts.words.lang,
    account: told.account,
    when: told.when,
    where: told.where,
    name: journey.identity === 'not_told' ? null : told.name,
    ...(tellHer ? { notify: base64url(await world.addresses.seal(address)) } : {}),
  }
}
