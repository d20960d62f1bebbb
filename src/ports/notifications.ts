import type { Day } from '#domain/case/day.ts'
import type { CaseId, OfficerId } from '#domain/case/ids.ts'

/** Where somebody can be written to, as only this server's secret opens it. */
export type SealedAddress = Uint8Array<ArrayBuffer>

/** Addresses are opaque here: what stands in one is the channel's own. */
export interface Addresses {
  seal(address: string): Promise<SealedAddress>
  /** @returns `null` for what was not sealed here, or under a secret that is gone */
  open(sealed: Uint8Array): Promise<string | null>
  /** @returns the same when the present secret sealed it; sealed anew when the one before did; `null` when neither did */
  renew(sealed: SealedAddress): Promise<SealedAddress | null>
  /** What is kept of a code that an officer shows the bot. */
  code(code: string): Promise<Uint8Array<ArrayBuffer>>
  /** Under which a person's reminder is kept: the present secret's name for her, then the one's before it. */
  person(tenant: string, person: string): Promise<readonly Uint8Array<ArrayBuffer>[]>
}

/** Where officers and custodians asked to be told. */
export interface OfficerAddresses {
  /** A new code takes the place of an earlier one of the same officer. None for an account that is exchanged meanwhile. */
  offer(code: Uint8Array<ArrayBuffer>, officer: OfficerId, until: Date): Promise<void>
  /**
   * Spends a code. @returns `false` for one that nobody offered, or that is over
   * @throws BUSY for a right one that could not be used yet: its time begins anew
   */
  pair(code: Uint8Array<ArrayBuffer>, address: SealedAddress, now: Date, on: Day): Promise<boolean>
  /** @returns `null` for somebody who is not told anywhere */
  of(officer: OfficerId): Promise<{
    readonly address: SealedAddress
    readonly since: Day
    readonly lostOn: Day | null
  } | null>
  /** Is a code of hers still to be shown? */
  waiting(officer: OfficerId, now: Date): Promise<boolean>
  end(officer: OfficerId): Promise<void>
  /**
   * Does a message reach at least one of them? Not while an urgent one of this case was tried there and did not arrive.
   * @param id `null` where nothing of it was tried yet
   */
  canNotify(officers: readonly OfficerId[], on: Day, id: CaseId | null): Promise<boolean>
  /** When the last address was last told that somewhere nobody answers. */
  lastAddressNotifiedOn(): Promise<Day | null>
  /** Every address at which messages still arrive. */
  live(): Promise<readonly SealedAddress[]>
  /** The same addresses, sealed anew: all or none. What waits for them goes there too. */
  replace(renewed: readonly (readonly [SealedAddress, SealedAddress])[]): Promise<void>
  /** Nothing arrives there any more. */
  lose(address: SealedAddress, on: Day): Promise<void>
}

/** People who are reminded each Monday, whether or not they told anything. */
export interface Reminders {
  /** @param ids the name to keep it under, then those under which it may be kept already */
  set(ids: readonly Uint8Array<ArrayBuffer>[], address: SealedAddress, until: Day): Promise<void>
  /** @returns the last day of it; `null` when there is none */
  until(ids: readonly Uint8Array<ArrayBuffer>[]): Promise<Day | null>
  end(ids: readonly Uint8Array<ArrayBuffer>[]): Promise<void>
}

export interface Outbox {
  /** A notice for the next full hour. It says nothing of why. */
  put(address: SealedAddress, on: Day): Promise<void>
  /** What is urgent leaves now and not with the next minute. Nobody waits for it, and no row says that it was asked for. */
  sendNow(): void
}
