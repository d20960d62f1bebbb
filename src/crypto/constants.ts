/**
 * Labels that keys, marks and hashes are derived by, but those that are a plain word of today and stand where a server
 * key is asked for. What was made under one is read with the same bytes for ever: none of them is renamed, also where its
 * word was replaced since.
 */

/** The salt of every derivation. */
export const SALT = 'aside/v1'

/** The identifier of a case, from what its sender chose and what the server added. */
export const CASE_ID = 'aside/case/v2'

/** What is sealed beside an address at which an officer is notified. */
export const ADDRESS = 'aside/address'

/** The recovery phrase; `web words` was its name. */
export const RECOVERY_PHRASE = 'web-words/'

/** The receipt of a card. `places` and `lookups` are the positions at which its cases stand. */
export const CARD_SHARE = 'card-receipt/share'
export const CARD_POSITIONS = 'card-receipt/places'
export const CARD_POSITIONS_BEFORE_PERSONS = 'card-receipt/lookups'
export const CARD_UNLOCK = 'card-receipt/unlock'
export const CARD_BIND = 'card-receipt/bind'

/** What the anonymous page may do once: file under a nonce, use an office's link. The page was called a door. */
export const PAGE_MARK = { nonce: 'door-nonce', link: 'door-link' } as const

/** The proof of work of the anonymous page, which was called a door. */
export const PAGE_PROOF = 'door-proof'

/** The key that a filing is acknowledged with. */
export const FILING_KEY = 'filing-key'

/** A file that is being uploaded. */
export const UPLOAD_HANDLE = 'upload-handle'
