/** How a concern arrives. All channels to come are named now: stored rows outlive releases. */
export const CHANNELS = [
  'teams_card',
  'teams_window',
  'web_page',
  'staff_link',
  'office_link',
  'phone',
  'walk_in',
  'letter',
  'handover',
] as const
export type Channel = (typeof CHANNELS)[number]

/** Channels where we must not learn who, where from, or at what minute. */
export const ANONYMOUS_CHANNELS = [
  'web_page',
  'staff_link',
  'office_link',
] as const satisfies readonly Channel[]

/** Is it told where the words are sealed on the device they are typed on? There they are read over before Send. */
export function isSealedOnDevice({ channel }: { readonly channel: Channel }): boolean {
  return channel !== 'teams_card'
}
