import type { About } from './about.ts'
import type { Channel } from './channel.ts'
import type { Confidential } from './confidential.ts'
import type { IdentityLevel } from './identity.ts'
import type { LeafId } from './leaf.ts'

/** A concern in clear, in memory only; its envelope is stored. */
export interface Concern {
  readonly channel: Channel
  readonly leaf: LeafId
  /** Every tap that led here, oldest first, so that the officer sees how the person got there. */
  readonly taps: readonly string[]
  readonly about: readonly About[]
  /** Officers (ids of the roster) who must not be able to open it. */
  readonly keptOut: readonly string[]
  readonly identity: IdentityLevel
  /** Agreed beforehand that another office may see it. Silence is never yes. */
  readonly passOn: boolean
  /** The language the person wrote to us in (BCP 47). */
  readonly language: string
  readonly account: Confidential
  /** The two optional facts of the account's form. */
  readonly when: Confidential | null
  readonly where: Confidential | null
  /** Only where the level is `named` or `confidential`; never `null` with the latter. */
  readonly name: Confidential | null
  /** Address for a notice of an answer, sealed under the server's secret. It is stored with the name. */
  readonly notify?: string
  /** Files, each sealed apart; these entries are sealed with the account. */
  readonly attachments?: readonly {
    readonly line: Readonly<Record<string, unknown>> & { readonly id: string }
    /** The handle it was sent under, which stands beside the seal and is forgotten. */
    readonly upload: string
  }[]
}
