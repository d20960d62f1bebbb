import type { SignedAct } from '#domain/case/act.ts'
import type { Day } from '#domain/case/day.ts'
import type { KeyPacket } from '#domain/case/envelope.ts'
import type { IdentityReason } from '#domain/case/event.ts'
import type { CaseId, MessageId, OfficerId, Reference } from '#domain/case/ids.ts'
import type { Office } from '#domain/concern/office.ts'

/** An office asked who somebody is. All a custodian sees: no word of the case, and not which kind it is. */
export interface AskedName {
  readonly id: string
  readonly reference: Reference
  readonly office: Office
  readonly zone: string
  readonly askedOn: Day
  readonly reason: IdentityReason
  readonly officer: OfficerId
}

/** His half of one name, and for whom it may be made anew: the present readers who have the other half. */
export interface CustodianHalf extends AskedName {
  readonly case: CaseId
  /** The letter with the name. */
  readonly message: MessageId
  /** The request as it was signed; `null` of one of before there were signatures. */
  readonly asked: SignedAct | null
  readonly half: Uint8Array<ArrayBuffer>
  /** Hashes of the sealed letters that the request names. */
  readonly hashes: readonly string[]
  /** The same letters, where the half does not say of what it is one; else none. */
  readonly sealed: readonly Uint8Array<ArrayBuffer>[]
  readonly readers: readonly OfficerId[]
}

export type NameDecision =
  | {
      readonly verdict: 'released'
      readonly keys: readonly KeyPacket[]
      readonly on: Day
      readonly signedAct: SignedAct
    }
  | { readonly verdict: 'refused'; readonly on: Day }

/** Everything by possession of a custodian's key packet: without one a request is answered like none at all. */
export interface CustodyStore {
  /** Open requests, the oldest first. */
  asked(custodian: OfficerId): Promise<readonly AskedName[]>
  /** Fetching is ledgered. */
  open(custodian: OfficerId, request: string): Promise<CustodianHalf | null>
  /**
   * Asks `decide`, and stores packets, event, decision and ledger line in one transaction.
   * @throws CASE_UNKNOWN when it is not his, or decided already; KEY_REFUSED for a packet for anybody but a reader
   */
  decide(
    custodian: OfficerId,
    request: string,
    decide: (half: CustodianHalf) => NameDecision | Promise<NameDecision>,
  ): Promise<void>
  /**
   * A refused act, for the ledger.
   * @param request the one that was not found: a line only when it is there and another's. What went, was decided or
   * never was leaves none, and takes as long: the line would say for ever that who asked was kept out (T-106).
   */
  refused(custodian: OfficerId, act: string, request: string | null): Promise<void>
}
