import type { BotAnswer } from '../fixtures/teams-cloud.ts'
import { buttonsOf, inputsOf, type Person } from '../fixtures/teams-person.ts'
import type { Card } from '../journeys/filer.ts'
import { ACCOUNT_CANARIES, words } from './canaries.ts'

type Where = 'dialog' | 'chat'

export function press(who: Person, where: Where, data: object): Promise<BotAnswer> {
  return where === 'dialog'
    ? who.invoke('task/submit', { data })
    : who.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data } })
}

/** Presses every button that leads elsewhere, with the canary in every field and in some that are not there. */
export async function pressAll(who: Person, where: Where, card: Card, canary: readonly string[]) {
  const fields = [...inputsOf(card).map(({ id }) => id), 'account', 'text', 'when', 'foreign']
  const filled = Object.fromEntries(fields.map((field) => [field, words(canary, field)]))
  for (const { data } of buttonsOf(card)) {
    if (!data.aside.verb.startsWith('send')) await press(who, where, { ...data, ...filled })
  }
}

/** A person who fills in everything and presses every button before she goes on. */
export function thorough(who: Person): Person {
  return {
    ...who,
    async submit(card, verb, value, fields) {
      await pressAll(who, 'dialog', card, ACCOUNT_CANARIES)
      return who.submit(card, verb, value, fields)
    },
    async execute(card, verb, value, fields) {
      await pressAll(who, 'chat', card, ACCOUNT_CANARIES)
      return who.execute(card, verb, value, fields)
    },
  }
}
