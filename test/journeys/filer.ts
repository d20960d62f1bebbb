import type { Person } from '../fixtures/teams-person.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards are looked at as the wire has them
export type Card = any

/** One way of going on: inside a dialog, or in the chat where no dialog opens. */
export interface Surface {
  readonly press: Person['submit']
  /** Opens "My conversation" from the first card. */
  back(first: Card): Promise<Card>
}

export function surfaceOf(who: Person, where: 'dialog' | 'chat'): Surface {
  return where === 'dialog'
    ? { press: who.submit, back: (first) => who.open(first, 'conversation') }
    : {
        press: who.execute,
        back: async (first) => who.execute(await who.execute(first, 'here'), 'conversation'),
      }
}

/** From the first card to the account of a fraud, told by name. */
export async function toAccount(
  who: Person,
  first: Card,
  where: 'dialog' | 'chat',
  identity: 'named' | 'not_told' | 'confidential' = 'named',
): Promise<Card> {
  const { press } = surfaceOf(who, where)
  let card =
    where === 'dialog'
      ? await who.open(first, 'tap', 'happened')
      : await press(await press(first, 'here'), 'tap', 'happened')
  card = await press(card, 'tap', 'money')
  card = await press(card, 'tap', 'fraud')
  card = await press(card, 'continue', undefined, { about: '', kept_out: '' })
  card = await press(card, 'continue')
  card = await press(card, 'continue', undefined, { identity })
  card = await press(card, 'continue', undefined, { pass_on: 'no' })
  return press(card, 'continue')
}
