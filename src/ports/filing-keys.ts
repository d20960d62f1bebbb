import type { Acknowledgement, FilingKey, ReceivedEntry } from '#domain/case/acknowledgement.ts'

/** Published keys of acknowledgements: they only grow. */
export interface FilingKeyStore {
  /** Once; the same again changes nothing. */
  record(key: FilingKey): Promise<void>
  every(): Promise<readonly FilingKey[]>
}

/** Signs that something sealed was received: whoever holds the answer can prove it to anybody. */
export interface FilingSigner {
  readonly publicKey: Pick<FilingKey, 'id' | 'publicKey'>
  sign(received: readonly ReceivedEntry[]): Promise<Acknowledgement>
}
