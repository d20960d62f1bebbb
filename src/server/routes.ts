import { PIECE_BYTES } from '#domain/case/attachment.ts'
import { PAGE_API } from '#wire/v1.ts'

/**
 * Who may call a route: everybody, the Bot Framework (the bot's own gate decides), a signed-in officer, a signed-in
 * custodian, or either of the two.
 */
export type RouteRole = 'anyone' | 'bot' | 'officer' | 'custodian' | 'staff'

/**
 * What a route serves. `document`: a page without script; `page`: the anonymous page; `desk`: the desk's page; `tab`: a
 * page inside Teams; `data`: JSON; `asset`: a built file; `file`: sealed bytes.
 */
export type Serves = 'document' | 'page' | 'desk' | 'tab' | 'data' | 'asset' | 'file'

const KIB = 1024
/** A bot activity with the data of a card, in bytes. */
export const BOT_BODY = 256 * KIB
/** A sealed letter with its key packets, in bytes. */
export const LETTER_BODY = 2 * KIB * KIB
/** A reason, or an empty object, in bytes. */
export const SMALL_BODY = 4 * KIB
/** A letter of the anonymous page, or a concern with its sealed name, in bytes. */
export const PAGE_BODY = 4 * KIB * KIB

export interface Route {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly role: RouteRole
  readonly serves: Serves
  /** Largest body in bytes; `null` when it takes none. */
  readonly body: number | null
  /** The body is binary; left out, it is JSON. */
  readonly takes?: 'bytes'
  /** Reading has an effect or is written to the ledger, so HEAD is not offered. */
  readonly acts?: true
  /** Exists only with the demo flag. */
  readonly demoOnly?: true
  /**
   * Exists only where the policy opens the anonymous page (`open`), or opens it or once did (`ever`): whoever has words
   * for a conversation comes back by these.
   */
  readonly pageOnly?: 'open' | 'ever'
}

const get = { method: 'GET', body: null } as const
const act = { method: 'POST', role: 'officer', serves: 'data' } as const
const keep = { role: 'custodian', serves: 'data' } as const
const bring = { method: 'POST', role: 'anyone', serves: 'data', pageOnly: 'ever' } as const
const open = { ...get, role: 'anyone', serves: 'document', pageOnly: 'open' } as const

/** Every address this server answers. There is no other: a test walks this table, and the router is filled from it. */
export const ROUTES = [
  { name: 'front', ...get, path: '/', role: 'anyone', serves: 'page' },
  { name: 'plainStyle', ...get, path: '/plain.css', role: 'anyone', serves: 'document' },
  { name: 'privacy', ...get, path: '/privacy', role: 'anyone', serves: 'document' },
  { name: 'poster', ...open, path: '/poster' },
  { name: 'posterStyle', ...open, path: '/poster.css' },
  { name: 'embed', ...open, path: '/embed' },
  { name: 'qrCode', ...open, path: '/qr.svg' },
  { name: 'teamsDesk', ...get, path: '/teams/desk', role: 'anyone', serves: 'tab' },
  { name: 'healthz', ...get, path: '/healthz', role: 'anyone', serves: 'data' },
  { name: 'readyz', ...get, path: '/readyz', role: 'anyone', serves: 'data' },
  { name: 'directory', ...get, path: '/directory.json', role: 'anyone', serves: 'data' },
  { name: 'directories', ...get, path: '/directories.json', role: 'anyone', serves: 'data' },
  { name: 'filingKeys', ...get, path: '/filing-keys.json', role: 'anyone', serves: 'data' },
  { name: 'verify', ...open, path: '/verify', serves: 'page', pageOnly: 'ever' },
  { name: 'desk', ...get, path: '/desk', role: 'anyone', serves: 'desk' },
  { name: 'deskPlaces', ...get, path: '/desk/*', role: 'anyone', serves: 'desk' },
  { name: 'asset', ...get, path: '/assets/*', role: 'anyone', serves: 'asset' },
  { name: 'login', ...get, path: '/auth/login', role: 'anyone', serves: 'document', acts: true },
  {
    name: 'callback',
    ...get,
    path: '/auth/callback',
    role: 'anyone',
    serves: 'document',
    acts: true,
  },
  {
    name: 'logout',
    method: 'POST',
    path: '/auth/logout',
    role: 'anyone',
    serves: 'data',
    body: SMALL_BODY,
  },
  { name: 'me', ...get, path: '/api/me', role: 'staff', serves: 'data' },
  { name: 'queue', ...get, path: '/api/queue', role: 'officer', serves: 'data' },
  { name: 'spam', ...get, path: '/api/queue/aside', role: 'officer', serves: 'data' },
  {
    name: 'queueAfter',
    ...get,
    path: '/api/queue/after/:cursor',
    role: 'officer',
    serves: 'data',
  },
  { name: 'labels', ...act, path: '/api/labels', body: 2 * SMALL_BODY },
  { name: 'markSpam', ...act, path: '/api/cases/aside', body: 2 * SMALL_BODY },
  { name: 'unmarkSpam', ...act, path: '/api/cases/back', body: 2 * SMALL_BODY },
  { name: 'case', ...get, path: '/api/cases/:id', role: 'officer', serves: 'data', acts: true },
  { name: 'opened', ...act, path: '/api/cases/:id/opened', body: SMALL_BODY },
  {
    name: 'attachment',
    ...get,
    path: '/api/cases/:id/attachments/:file',
    role: 'officer',
    serves: 'file',
    acts: true,
  },
  { name: 'acknowledge', ...act, path: '/api/cases/:id/acknowledge', body: LETTER_BODY },
  { name: 'answer', ...act, path: '/api/cases/:id/answer', body: LETTER_BODY },
  { name: 'question', ...act, path: '/api/cases/:id/question', body: LETTER_BODY },
  { name: 'consent', ...act, path: '/api/cases/:id/consent', body: LETTER_BODY },
  { name: 'askName', ...act, path: '/api/cases/:id/name', body: SMALL_BODY },
  { name: 'note', ...act, path: '/api/cases/:id/note', body: LETTER_BODY },
  { name: 'close', ...act, path: '/api/cases/:id/close', body: SMALL_BODY },
  { name: 'giveLink', ...act, path: '/api/links', body: SMALL_BODY },
  { name: 'subscription', ...get, path: '/api/told', role: 'staff', serves: 'data' },
  { name: 'pairingCode', ...act, role: 'staff', path: '/api/told/code', body: SMALL_BODY },
  { name: 'unsubscribe', ...act, role: 'staff', path: '/api/told/stop', body: SMALL_BODY },
  { name: 'names', ...get, ...keep, path: '/api/names' },
  { name: 'name', ...get, ...keep, path: '/api/names/:id', acts: true },
  {
    name: 'discloseName',
    ...keep,
    method: 'POST',
    path: '/api/names/:id/release',
    body: LETTER_BODY,
  },
  {
    name: 'refuseName',
    ...keep,
    method: 'POST',
    path: '/api/names/:id/refuse',
    body: SMALL_BODY,
  },
  { name: 'announceFile', ...bring, path: `${PAGE_API}uploads`, body: SMALL_BODY },
  { name: 'piecesHere', ...bring, path: `${PAGE_API}uploads/state`, body: SMALL_BODY },
  {
    name: 'takePiece',
    ...bring,
    path: `${PAGE_API}uploads/:upload/:n`,
    body: PIECE_BYTES,
    takes: 'bytes',
  },
  { name: 'pageFile', ...bring, path: `${PAGE_API}file`, body: PAGE_BODY },
  { name: 'pageFind', ...bring, path: `${PAGE_API}find`, body: SMALL_BODY },
  { name: 'pageAdd', ...bring, path: `${PAGE_API}add`, body: LETTER_BODY },
  { name: 'pageConsent', ...bring, path: `${PAGE_API}consent`, body: LETTER_BODY },
  { name: 'pageSettle', ...bring, path: `${PAGE_API}settle`, body: SMALL_BODY },
  { name: 'pageTakeBack', ...bring, path: `${PAGE_API}take-back`, body: SMALL_BODY },
  { name: 'pageUndo', ...bring, path: `${PAGE_API}undo`, body: SMALL_BODY },
  { name: 'pageKeepOut', ...bring, path: `${PAGE_API}keep-out`, body: 2 * SMALL_BODY },
  { name: 'pageAcknowledge', ...bring, path: `${PAGE_API}acknowledgement`, body: SMALL_BODY },
  { name: 'pageChallenge', ...bring, path: `${PAGE_API}challenge`, body: SMALL_BODY },
  {
    name: 'demoKey',
    ...get,
    path: '/api/demo/key',
    role: 'staff',
    serves: 'data',
    demoOnly: true,
  },
  {
    name: 'messages',
    method: 'POST',
    path: '/api/messages',
    role: 'bot',
    serves: 'data',
    body: BOT_BODY,
  },
] as const satisfies readonly Route[]
