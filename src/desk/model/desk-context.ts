import { createContext, useContext } from 'react'
import type { Me } from '#wire/desk.ts'
import type { Api } from '../http/api.ts'
import type { KeyWorker } from '../key-worker/client.ts'
import type { DeskRoute } from './desk-route.ts'
import type { Drafts } from './drafts.ts'
import type { LearnedLabels } from './learned-labels.ts'
import type { KeyControls } from './use-key.ts'

/** The signed-in person, as the screens show it. A custodian has no office. */
export type SignedInPerson = Pick<Me, 'id' | 'label' | 'officeLabel' | 'fingerprint' | 'demo'>

/** React context of all signed-in screens. */
export interface Desk {
  readonly me: SignedInPerson
  readonly api: Api
  readonly keyWorker: KeyWorker
  readonly key: KeyControls
  readonly route: DeskRoute
  readonly today: string
  readonly learned: LearnedLabels
  readonly drafts: Drafts
  go(next: DeskRoute): void
  /** Sets the text of the polite live region. */
  announce(text: string): void
  /** Fetches the queue again after a change on the server. */
  changed(): void
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new TypeError('outside the desk')
  return desk
}
