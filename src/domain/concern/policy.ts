import type { Leaf, LeafId } from './leaf.ts'
import type { Office } from './office.ts'

/** What an organisation decides about one office in `policy.yaml`. */
export interface OfficePolicy {
  /** IANA zone in which this office's days are counted. */
  readonly zone: string
  /** BCP 47 languages that somebody there reads. */
  readonly languages: readonly string[]
  /** `contact_card`: nothing is received here, the person is shown how to reach it instead. */
  readonly receives: 'receives' | 'contact_card'
  /** Fewer usable officers than this and the promise screen says that it cannot accept securely now. */
  readonly leastReaders: number
  readonly contact: Contact
}

/** Somebody to turn to outside Aside. Texts are per language, with `en` always present. */
export interface Contact {
  readonly name: Readonly<Record<string, string>>
  readonly number: string
}

/** The people whose numbers the danger screens show, and where to turn when every office is kept out. */
export interface Contacts {
  readonly emergency: Contact
  readonly security: Contact
  readonly counsellor: Contact
  readonly crisisLine: Contact
  readonly medical: Contact
  /** Outside the four offices: shown when all are kept out, and when we did not keep our date. */
  readonly outside: readonly Contact[]
}

/** Text by language; `en` is what stands where a language is missing. */
export type ByLanguage = Readonly<Record<string, string>>

/** Somebody who answers for something, and where to reach them. */
export interface Responsible {
  readonly name: ByLanguage
  readonly contact: ByLanguage
}

/** What the privacy notice says that only the organisation knows. */
export interface Privacy {
  readonly responsible: Responsible
  readonly dataProtection: Responsible
  /** One sentence, as the organisation's lawyers wrote it. */
  readonly legalBasis: ByLanguage
  /** Who runs the server and could change the program. */
  readonly operator: ByLanguage
  /** Days after closing until a case is erased by rule. */
  readonly retentionDays: number
}

export interface Policy {
  readonly version: string
  readonly organisation: string
  readonly languages: readonly string[]
  readonly offices: Readonly<Record<Office, OfficePolicy>>
  readonly leaves: ReadonlyMap<LeafId, Leaf>
  readonly hidden: ReadonlySet<LeafId>
  readonly contacts: Contacts
  /** May the account be typed into a card in the chat where dialogs do not open? Off outside the demo. */
  readonly accountInline: boolean
  /** Code points an account may have on the card channel. */
  readonly accountLimit: number
  readonly guests: 'refused' | 'welcome'
  /** Is the page on the web open? Until it is, nothing mentions it. */
  readonly page: boolean
  /** Where its quick exit leads, an address with https; `null` leads to an empty page. */
  readonly exitTo: string | null
  /** What comes through the page waits for this hour of the office's next day (`HH:MM`); danger does not wait. */
  readonly releaseAt: string
  readonly attachments: { readonly most: number; readonly mebibytes: number }
  /** On the page, in one day and from everybody together: after a day with more, each request takes more work. */
  readonly flood: { readonly filings: number; readonly misses: number }
  /** Days until backups no longer hold what was deleted: told to the person. */
  readonly backupDays: number
  readonly privacy: Privacy
  /** Who of the roster is told when all readers of a late case stay silent; `null` when nobody is. */
  readonly escalateTo: string | null
  /** After so many days without an answer and without anything done. */
  readonly silentDays: number
}
