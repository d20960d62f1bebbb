import type { Facts } from './facts.ts'

/** Is it told where the words are sealed on the device they are typed on? There they are read over before Send. */
export function onHerDevice({ door }: Pick<Facts, 'door'>): boolean {
  return door !== 'card'
}

/** The sentence of this door, where doors differ: what is true of the chat is not true of the page. */
export function sayHere(
  key: string,
  facts: Facts,
  values: Record<string, string | number> = {},
): string {
  return facts.words.say(onHerDevice(facts) ? `${key}_page` : key, values)
}
