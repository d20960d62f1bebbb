import { createContext, useContext } from 'react'
import type { Me } from '#wire/desk.ts'
import type { Api } from '../http/api.ts'
import type { Keeper } from '../key-worker/client.ts'
import type { Place } from './desk-route.ts'
import type { Drafts } from './drafts.ts'
import type { Learned } from './learned-categories.ts'
import type { KeyHand } from './use-key.ts'

/** What the screens say of who is signed in. A custodian has no office. */
export type Here = Pick<Me, 'id' | 'label' | 'officeLabel' | 'fingerprint' | 'demo'>

/** What every screen of somebody signed in may use. */
export interface Desk {
  readonly me: Here
  readonly api: Api
  readonly keeper: Keeper
  readonly key: KeyHand
  readonly place: Place
  readonly today: string
  readonly learned: Learned
  readonly drafts: Drafts
  go(next: Place): void
  /** Said to a screen reader, politely. */
  announce(text: string): void
  /** Something changed on the server: the queue is fetched again. */
  changed(): void
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new TypeError('outside the desk')
  return desk
}
