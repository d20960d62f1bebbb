import type { CaseId } from '#domain/case/ids.ts'

/** What is stored instead of what was sent: two of them are the same or not, and that is all they tell. */
export interface IdempotencyMarks {
  /** A retry of a Send is known by it. */
  nonce(...of: readonly string[]): Promise<Uint8Array<ArrayBuffer>>
  /** A link that was used is known by it, and only here. */
  link(...of: readonly string[]): Promise<Uint8Array<ArrayBuffer>>
  /**
   * What the row of a link that an office hands out is found by. It needs the secret by which its use is known: where
   * that is gone, the link lets nothing in, used or not.
   * @param hash of the link's secret, in base64url
   */
  officeLink(hash: string): Promise<Uint8Array<ArrayBuffer>>
  /** The same as they were under the secret before this one, while that is kept: used then is used. */
  before(
    kind: 'nonce' | 'link' | 'officeLink',
    ...of: readonly string[]
  ): Promise<readonly Uint8Array<ArrayBuffer>[]>
  /** SHA-256 of the bytes that a person shows: what her rows are found by. */
  hash(shown: string): Promise<Uint8Array<ArrayBuffer>>
  /** The only id that a case can have which is filed with these: nobody files under the id of another. */
  caseId(shown: string, salt: string): Promise<CaseId>
}

/** Looks at the key that a person's browser made for her case: nothing readable can be kept inside it. */
export interface ReporterKeyGate {
  /**
   * @param lockedKey the private half, which opens only with what stays with her
   * @returns the certificate as it is stored @throws KEY_REFUSED
   */
  check(certificate: string, lockedKey: Uint8Array): Promise<string>
}

/** Proof of work: every concern, every look and every announced file takes it, the same from everybody. */
export interface Proofs {
  /** @param price in multiples of the usual */
  ask(price: number): Promise<string>
  /** Once: `false` when it is none of ours, not solved, over, or was shown before. */
  accept(solved: string): Promise<boolean>
}
