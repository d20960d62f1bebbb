import { CHANNELS, type Channel } from '#domain/concern/channel.ts'

/**
 * Words of version 1 of what crosses HTTP and of what waits in the delayed inbox. Open tabs and waiting rows hold them:
 * they are never renamed. Besides, its fields `door`, `reckoning` and `told` are the channel, the status and whether a
 * name was released; at the desk `setAside` is whether a case is spam, `aside` and `asideLate` are how many are.
 */

/** How a channel is written, in a field named `door`; in the order of `CHANNELS`. */
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

/** What the anonymous page says to the server, all of it. The page was called a door. */
export const PAGE_API = '/api/door/'
