import type { Response } from 'restify'
import { AppError, type Code } from '#errors.ts'

/** Refusals by the web server itself, with their HTTP status, before any function of the domain is called. */
export const WEB_CODES = {
  BODY_INVALID: 400,
  REQUEST_INVALID: 400,
  SIGN_IN_FIRST: 401,
  ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  METHOD_REFUSED: 405,
  BODY_LATE: 408,
  BODY_TOO_LARGE: 413,
  ENCODING_REFUSED: 415,
  TYPE_REFUSED: 415,
  HOST_REFUSED: 421,
  UNEXPECTED: 500,
} as const
export type WebCode = keyof typeof WEB_CODES

/** A refusal by the web server itself: a code, and no text. */
export class WebRefusal extends Error {
  readonly code: WebCode

  constructor(code: WebCode) {
    super(code)
    this.name = 'WebRefusal'
    this.code = code
  }
}

const STATUS: Partial<Record<Code, number>> = {
  ACCOUNT_TOO_LONG: 413,
  ANSWERS_INVALID: 400,
  BUSY: 503,
  CASE_CHANGED: 409,
  CASE_CLOSED: 409,
  CASE_FULL: 413,
  CASE_UNKNOWN: 404,
  CLOCKS_APART: 409,
  CONSENT_OPEN: 409,
  CONSENT_REFUSED: 409,
  DATABASE_AWAY: 503,
  DAY_CHANGED: 409,
  DAY_FULL: 503,
  ENVELOPE_BROKEN: 404,
  ENVELOPE_FOREIGN: 400,
  ENVELOPE_REFUSED: 400,
  FILES_FULL: 503,
  KEY_REFUSED: 400,
  LINKS_TOO_MANY: 429,
  LINK_OVER: 410,
  LINK_REFUSED: 400,
  NO_CUSTODIAN: 409,
  NO_READER: 503,
  PAGE_CLOSED: 403,
  PROMISE_CHANGED: 409,
  PROOF_NEEDED: 428,
  ROSTER_REFUSED: 503,
  SENT_BEFORE: 409,
  SIGNATURE_REFUSED: 403,
  TAKEN_BACK: 410,
  TOKEN_REFUSED: 409,
  UPLOAD_REFUSED: 409,
}

/** HTTP status and code for anything thrown; `UNEXPECTED` with 500 for every error without a status here. */
export function refusalOf(error: unknown): { status: number; code: Code | WebCode } {
  if (error instanceof WebRefusal) return { status: WEB_CODES[error.code], code: error.code }
  const status = error instanceof AppError ? STATUS[error.code] : undefined
  if (error instanceof AppError && status !== undefined) return { status, code: error.code }
  return { status: 500, code: 'UNEXPECTED' }
}

/** Answers with status and code only. Closes the connection of a client that sends too slowly. */
export function refuse(res: Response, error: unknown): void {
  if (res.headersSent) {
    res.end()
    return
  }
  const { status, code } = refusalOf(error)
  if (status === WEB_CODES.BODY_LATE) res.setHeader('Connection', 'close')
  sendJson(res, status, { code })
}

export const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }

export function sendJson(res: Response, status: number, body: unknown): void {
  res.sendRaw(status, JSON.stringify(body), JSON_TYPE)
}
