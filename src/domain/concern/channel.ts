/** How a concern came to us. All doors to come are named now: stored rows outlive releases. */
export const CHANNELS = [
  'card',
  'window',
  'page',
  'staff_link',
  'office_link',
  'telephone',
  'walk_in',
  'letter',
  'hand_over',
] as const
export type Channel = (typeof CHANNELS)[number]

/** Doors where we must not learn who, where from, or at what minute. */
export const ANONYMOUS_CHANNELS = [
  'page',
  'staff_link',
  'office_link',
] as const satisfies readonly Channel[]

/** Is it told where the words are sealed on the device they are typed on? There they are read over before Send. */
export function isSealedOnDevice({ door }: { readonly door: Channel }): boolean {
  return door !== 'card'
}
