/** How a concern arrives. All channels to come are named now: stored rows outlive versions. */
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

/** Anonymous channels: identity, location and minute must stay unknown. */
export const ANONYMOUS_CHANNELS = [
  'web_page',
  'staff_link',
  'office_link',
] as const satisfies readonly Channel[]

export function isAnonymousChannel(channel: Channel): boolean {
  return (ANONYMOUS_CHANNELS as readonly Channel[]).includes(channel)
}

/** Whether the channel seals on the reporter's device. There the account is reviewed before Send. */
export function isSealedOnDevice({ channel }: { readonly channel: Channel }): boolean {
  return channel !== 'teams_card'
}
