import { base64url, systemChance } from '#domain/case/ids.ts'
import type { Cloud } from '../test/fixtures/teams-cloud.ts'
import { button, type Person, person } from '../test/fixtures/teams-person.ts'
import { ACCOUNT } from './concern.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards are looked at as the wire has them
type Card = any

/** The bodies that somebody's Teams client would post. */
export interface Teller {
  /** A tap in the middle of telling, in a dialog or in the chat. It may be posted again and again. */
  tap(where: 'dialog' | 'chat'): Promise<string>
  /** Send, at the end of a telling of its own. It files one case. */
  send(): Promise<string>
}

/** Tells over the wire, by the buttons that the bot's own cards hold. */
export function teller(cloud: Cloud): Teller {
  const meet = () => person(cloud, { locale: 'en-GB' })
  return {
    async tap(where) {
      const somebody = meet()
      const card = await begun(somebody)
      if (where === 'chat') return executing(somebody, card, 'tap', 'money')
      const dialog = await somebody.open(await firstCard(somebody), 'tap', 'happened')
      const { data } = button(dialog, 'tap', 'money')
      return invoking(somebody, 'task/submit', { data })
    },
    async send() {
      const somebody = meet()
      const { execute } = somebody
      let card = await execute(await begun(somebody), 'tap', 'money')
      card = await execute(card, 'tap', 'fraud')
      card = await execute(card, 'continue', undefined, { about: '', kept_out: '' })
      card = await execute(card, 'continue')
      card = await execute(card, 'continue', undefined, { identity: 'not_told' })
      card = await execute(card, 'continue', undefined, { pass_on: 'no' })
      card = await execute(card, 'continue')
      return executing(somebody, card, 'send', undefined, { account: ACCOUNT, when: '', where: '' })
    },
  }
}

async function begun(somebody: Person): Promise<Card> {
  const { execute } = somebody
  return execute(await execute(await firstCard(somebody), 'here'), 'tap', 'happened')
}

/** As if it had been sent into the chat when somebody met the bot. */
async function firstCard(somebody: Person): Promise<Card> {
  const data = { aside: { verb: 'home', share: base64url(systemChance(16)) } }
  const action = { type: 'Action.Execute', verb: 'home', data }
  const answer = await somebody.invoke('adaptiveCard/action', { action, trigger: 'manual' })
  return answer.body.value
}

function executing(
  somebody: Person,
  card: Card,
  verb: Parameters<typeof button>[1],
  value?: string,
  fields: object = {},
): string {
  const data = { ...button(card, verb, value).data, ...fields }
  const action = { type: 'Action.Execute', verb, data }
  return invoking(somebody, 'adaptiveCard/action', { action, trigger: 'manual' })
}

function invoking(somebody: Person, name: string, value: unknown): string {
  return JSON.stringify(somebody.activity({ type: 'invoke', name, value }))
}
