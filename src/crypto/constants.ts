/**
 * Labels from which keys, marks and hashes are derived. Data made under a label is read with the same bytes for ever:
 * none is renamed, not even where the term in it was replaced. Labels that are a plain term of today stand where the
 * server key is requested.
 */

/** Salt of every key derivation. */
export const SALT = 'aside/v1'

/** Id of a case, derived from the reporter's lookup token and the salt. */
export const CASE_ID = 'aside/case/v2'

/** Id of an officer's message, derived from its position and its writer. */
export const MESSAGE_ID = 'aside/msg/v2'

/** What the first message of a case commits to: its name, and the promise that was shown. */
export const NAME_COMMITMENT = 'aside/name/v2'
export const PROMISE_COMMITMENT = 'aside/promise/v2'

/** What an act on a case signs. */
export const ACT = 'aside/act/v2'

/** Officers whom an act of membership is about. */
export const ACT_OFFICERS = 'aside/act-officers/v2'

/** What the request for a name, and its release, sign. */
export const NAME_REQUEST = 'aside/name-request/v2'
export const NAME_REQUEST_LETTERS = 'aside/name-request-letters/v2'
export const DISCLOSED_HALF = 'aside/released-half/v2'

/** Additional data of an encrypted notification address. */
export const ADDRESS = 'aside/address'

/** The recovery phrase; its name was `web words`. */
export const RECOVERY_PHRASE = 'web-words/'

/** The receipt of a card. `places` and `lookups` are the positions of its cases. */
export const CARD_SHARE = 'card-receipt/share'
export const CARD_POSITIONS = 'card-receipt/places'
export const CARD_POSITIONS_BEFORE_PERSONS = 'card-receipt/lookups'
export const CARD_UNLOCK = 'card-receipt/unlock'
export const CARD_BIND = 'card-receipt/bind'

/**
 * Acts that the anonymous page may do once: file under a nonce, use an office's link. The page was called a door.
 * `officeLink`: the row of a link that an office hands out.
 */
export const PAGE_MARK = {
  nonce: 'door-nonce',
  link: 'door-link',
  officeLink: 'office-link',
} as const

/** Proof of work of the anonymous page, which was called a door. */
export const PAGE_PROOF = 'door-proof'

/** The key that acknowledges filings. */
export const FILING_KEY = 'filing-key'

/** Handle of a file during its upload. */
export const UPLOAD_HANDLE = 'upload-handle'

/** Key of the lock of a case's private key, and label of the case and the fingerprint that the lock is bound to. */
export const CASE_KEY_LOCK = 'case-key-lock/v2'
export const CASE_KEY_LOCK_CASE = 'aside/lock/v2'
