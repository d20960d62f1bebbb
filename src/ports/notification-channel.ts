/** What became of a message. `gone`: blocked, uninstalled or never there; `later`: not now, and perhaps when. */
export type Delivery =
  | { readonly is: 'sent' | 'gone' }
  | { readonly is: 'later'; readonly afterSeconds: number | null }

/** How a notification leaves: the one constant sentence to an address. Never throws. The one there is: `src/teams/notification-channel.ts`. */
export interface NotificationChannel {
  send(address: string): Promise<Delivery>
}
