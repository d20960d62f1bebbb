import { systemClock } from '#clock.ts'
import type { Composition } from '#compose.ts'
import { DEMO_TENANT } from '#demo/playground-settings.ts'
import { type Journey, move, START } from '#dialogs/journey.ts'
import { refusal } from '#dialogs/sentences.ts'
import { wordsFor } from '#dialogs/words.ts'
import { base64url, systemChance } from '#domain/case/ids.ts'
import { TRANSIENT } from '#errors.ts'
import type { CardHolder } from '#ports.ts'
import { tokens } from '#teams/card-token.ts'
import { ask } from '../fixtures/http.ts'

/** One person, one account, one Send: the invoke is the same however often it is sent. */
export interface FilingFlow {
  readonly words: string
  readonly holder: CardHolder
  readonly nonce: string
  readonly journey: Journey
  readonly invoke: string
}

const PRESSES = [
  { verb: 'tap', value: 'happened' },
  { verb: 'tap', value: 'money' },
  { verb: 'tap', value: 'fraud' },
  { verb: 'continue', answers: { about: '', kept_out: '' } },
  { verb: 'continue' },
  { verb: 'continue', answers: { identity: 'not_told' } },
  { verb: 'continue', answers: { pass_on: 'no' } },
  { verb: 'continue' },
] as const

/** Mints people who stand before Send, each with a card of her own, as the bot would have led them there. */
export async function tellings({
  facts,
  keys,
}: Pick<Composition, 'facts' | 'keys'>): Promise<() => Promise<FilingFlow>> {
  const known = await facts(wordsFor('en'), null)
  const journey = PRESSES.reduce(
    (at, press) => move(at, { value: null, answers: {}, ...press }, known),
    START,
  )
  const sealed = tokens(await keys.both('card-token'), systemChance)
  let count = 0
  return async () => {
    count += 1
    const words = `concern ${count}`
    const person = `person-${count}`
    const conversation = `a:${person}`
    const bytes = systemChance(16) as Uint8Array<ArrayBuffer>
    const share = base64url(bytes)
    const nonce = base64url(systemChance(16))
    const actor = { tenant: DEMO_TENANT, person, conversation, name: null, guest: false }
    const place = { at: 'telling', journey, nonce } as const
    const token = sealed.seal(place, share, actor, systemClock.now())
    const aside = { verb: 'send', share, lang: 'en', token }
    const invoke = JSON.stringify({
      type: 'invoke',
      name: 'task/submit',
      id: `activity-${count}`,
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:1/',
      from: { id: `29:${person}`, aadObjectId: person },
      recipient: { id: '28:bot' },
      conversation: { id: conversation, conversationType: 'personal', tenantId: DEMO_TENANT },
      value: { data: { aside, account: words } },
    })
    const holder = { share: bytes, tenant: DEMO_TENANT, person }
    return { words, nonce, journey, invoke, holder }
  }
}

/** Sends it. @returns whether the person was told that it is kept; no answer at all is no. */
export async function acknowledged(port: number, { invoke }: FilingFlow): Promise<boolean> {
  const heard = await ask(port, '/api/messages', {
    method: 'POST',
    headers: { host: `127.0.0.1:${port}`, 'content-type': 'application/json' },
    body: invoke,
  }).catch(() => null)
  if (heard === null) return false
  const { task } = JSON.parse(heard.text)
  if (heard.status === 200 && task?.type === 'continue') return true
  // What a machine which is too busy may refuse: she is asked to press Send again, and does.
  const passing = TRANSIENT.map((code) => refusal(code, wordsFor('en')))
  if (heard.status === 200 && passing.includes(task?.value)) return false
  throw new Error(`${heard.status} ${heard.text}`)
}
