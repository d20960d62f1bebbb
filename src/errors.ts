/** Every way Aside refuses somebody, as a code. Bodies and logs carry the code and ids only, never words or causes. */
export const CODES = {
  ACCOUNT_EMPTY: 'Nothing was written.',
  ACCOUNT_TOO_LONG: 'The account is longer than this channel takes.',
  ANSWERS_INVALID: 'The answers are not what the dialog asked for.',
  BUSY: 'The database has too much to do at this moment, so nothing was done; soon the same works.',
  CASE_CLOSED: 'This case is closed.',
  CASE_FULL: 'As many bytes of letters are in this case as one may hold.',
  CASE_UNKNOWN: 'No such case, or not yours: the two are not told apart.',
  CASE_CHANGED: 'Somebody else acted on this case in the meantime.',
  CONSENT_ANSWERED: 'This request was answered before, otherwise.',
  CONSENT_BROKEN: 'What was asked about is not what is held, so it cannot be agreed to.',
  CONSENT_OPEN: 'The person has not answered the request before this one.',
  CONSENT_PASSED: 'It was handed over: there is nothing left to take back.',
  CONSENT_REFUSED: 'This case cannot be passed on to that office.',
  CONSENT_REPLACED: 'The office asked anew: this request is over.',
  CLOCKS_APART: 'This machine and the database do not agree on which day it is.',
  CONFIG_INVALID: 'The configuration is incomplete or contradicts itself.',
  DAY_FULL: 'As many bytes came today as one day may bring.',
  DAY_CHANGED: 'It was sealed for another day than it is here.',
  FIRST_UNPROVEN: 'Nothing proves the first letter of this case, which says who may read.',
  FILES_FULL: 'As many bytes of files came today as one day may bring. Letters are counted apart.',
  DATABASE_AWAY: 'The database does not answer.',
  DEMO_REFUSED: 'The demo and production do not mix.',
  ENVELOPE_BROKEN: 'The sealed bytes are damaged, foreign or not for this key.',
  ENVELOPE_FOREIGN: 'The sealed words belong to another place than where they were found.',
  ENVELOPE_REFUSED: 'Only one sealed data packet, or one sealed key packet, is taken.',
  KEY_REFUSED: 'This key cannot be used here.',
  LEAF_UNKNOWN: 'No such leaf in the policy.',
  LINKS_TOO_MANY: 'This officer handed out as many links today as one may.',
  LINK_OVER: 'This link does not count, or no longer.',
  LINK_REFUSED: 'A link is of one’s own office, and counts for at most a month.',
  NAME_EMPTY: 'No name was written.',
  NO_CUSTODIAN: 'Nobody could keep the other half of this name, so it was not taken.',
  NO_OFFICE: 'Every office that could receive this is kept out.',
  NO_READER: 'Nobody with a usable key could read this, so it was not taken.',
  PAGE_CLOSED: 'The anonymous page takes no new concerns; it still leads back to those of before.',
  POLICY_INVALID: 'The policy is incomplete or contradicts itself.',
  PORT_TAKEN: 'Something else listens on this port.',
  PROOF_NEEDED: 'Each concern and each look takes proof of work, which counts once.',
  PROMISE_CHANGED: 'What was promised on the promise screen no longer holds.',
  READER_UNKNOWN: 'Somebody is listed as a reader of this case whom nobody let in.',
  RECEIPT_FULL: 'This card leads to as many cases as it can hold.',
  ROSTER_REFUSED:
    'The roster is unsigned, of another root, expired, older than a known one, or contradicts itself.',
  SEALING_FAILED: 'It could not be sealed on this device, so it was not sent.',
  SENT_BEFORE: 'This receipt leads to something else that was sent before.',
  SIGNATURE_REFUSED:
    'It could not be checked that this comes from the person of the case, so it was not done.',
  STORE_REFUSED: 'The database refused this: it breaks a rule that is written there.',
  TAKEN_BACK: 'What was sent is not held any more: it was taken back, or erased.',
  TOKEN_REFUSED: 'The card is too old, or not of this person and conversation.',
  UPLOAD_REFUSED: 'These are not the sealed pieces of a file, or not all of them.',
  TURN_REFUSED: 'The activity is not one this bot takes.',
} as const

/** What only whoever runs it can meet, at a start, in the log or on the command line: no screen has a sentence for it. */
export const OPERATOR_CODES = {
  DATABASE_CERTIFICATE_EXPIRED: 'The certificate of the database has expired, or is not valid yet.',
  DATABASE_LOGIN_REFUSED:
    'The database does not let this login in: its name, its password, or from where.',
  DATABASE_NAME_UNKNOWN: 'The database server has no database of this name.',
  DATABASE_UNENCRYPTED: 'The database offers no encryption, and sslmode asks for it.',
  DATABASE_UNTRUSTED:
    'The certificate of the database is signed by nobody this server trusts, or is for another host.',
  FILE_MISSING: 'This file is not there, or cannot be read.',
  FILE_UNWRITABLE: 'The file cannot be written there.',
  FOLDER_EMPTY: 'There is no database of Aside in this data folder.',
  FOLDER_UNWRITABLE: 'The data folder cannot be made, read or written.',
  HOST_UNUSABLE: 'This machine has no such address to listen on.',
  KEYS_AWAY: 'The keys that Microsoft signs with cannot be reached.',
  POLICY_MISSING: 'The file of the policy is not there, or cannot be read.',
  PORT_FORBIDDEN: 'This user may not listen on this port.',
  PERSON_TAKEN:
    'Nobody is an officer and a custodian, and an account at the provider is of one person alone.',
  PERSON_UNKNOWN: 'The roster that is published names nobody by this id.',
  ROSTER_FILE_MISSING: 'A file of the roster is not there, or cannot be read.',
  ROSTER_MISSING: 'No roster was published to this database.',
  SECRET_MISSING: 'The file of a secret is not there, or cannot be read.',
  SECRET_NOT_NEW: 'The old secret is the same as the one that replaces it.',
  SECRET_OF_ZEROS: 'A secret of zeros is one that anybody could guess.',
  SECRET_SET_TWICE:
    'The same secret is set in the environment and in a file: which is meant is not guessed.',
  SECRET_UNKNOWN:
    'The database was used with another server secret, and a start with this one would lose what that sealed.',
  SSLMODE_UNKNOWN: 'The address of the database asks for an sslmode that does not exist.',
  ZONE_UNKNOWN:
    'The database does not know a zone of the policy, so it would refuse every concern.',
} as const
/** The database gives no answer for a while: the same works when that is over. */
export const TRANSIENT: readonly (Code | 'UNEXPECTED')[] = ['BUSY', 'DATABASE_AWAY']

export type Code = keyof typeof CODES | keyof typeof OPERATOR_CODES

/** Ids that may stand in a log line: never anything a person typed. */
export type Ids = Readonly<Record<string, string | number>>

export class AppError extends Error {
  readonly code: Code
  readonly ids: Ids

  constructor(code: Code, ids: Ids = {}) {
    super({ ...CODES, ...OPERATOR_CODES }[code])
    this.name = 'AppError'
    this.code = code
    this.ids = ids
  }
}

/** The operating system's code of anything thrown, such as `EACCES`: it quotes nobody. */
export function systemCodeOf(thrown: unknown): string | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  const code: unknown = Reflect.get(thrown, 'code')
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : null
}

/** Why nobody can listen there. */
export function listenRefusal(thrown: unknown, port: number): unknown {
  switch (systemCodeOf(thrown)) {
    case 'EADDRINUSE':
      return new AppError('PORT_TAKEN', { port })
    case 'EACCES':
    case 'EPERM':
      return new AppError('PORT_FORBIDDEN', { port })
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AppError('HOST_UNUSABLE', { names: 'HOST' })
    default:
      return thrown
  }
}

/** What whoever runs it is told: people hear that the database is away also where it lets this login not in. */
export function toOperator(thrown: unknown): unknown {
  const why = thrown instanceof AppError ? thrown.ids['why'] : undefined
  return typeof why === 'string' && Object.hasOwn(OPERATOR_CODES, why)
    ? new AppError(why as keyof typeof OPERATOR_CODES)
    : thrown
}

/** The code to log for anything thrown: ours by name, everything else as `UNEXPECTED`, because foreign messages can quote input. */
export function codeOf(thrown: unknown): Code | 'UNEXPECTED' {
  return thrown instanceof AppError ? thrown.code : 'UNEXPECTED'
}
