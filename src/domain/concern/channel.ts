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

/**
 * How a channel is written in version 1 of what crosses HTTP and of what waits in the delayed inbox, under the name
 * `door`. Open tabs and waiting rows hold these words: they are never renamed.
 */
export const CHANNELS_V1 = [
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
export type ChannelV1 = (typeof CHANNELS_V1)[number]

export function toChannelV1(channel: Channel): ChannelV1 {
  return CHANNELS_V1[CHANNELS.indexOf(channel)] as ChannelV1
}

export function fromChannelV1(written: ChannelV1): Channel {
  return CHANNELS[CHANNELS_V1.indexOf(written)] as Channel
}

/** Is it told where the words are sealed on the device they are typed on? There they are read over before Send. */
export function isSealedOnDevice({ channel }: { readonly channel: Channel }): boolean {
  return channel !== 'teams_card'
}
