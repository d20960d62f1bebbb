import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'restify'

/** Handles one request. */
export type Handler = (req: Request, res: Response) => Promise<void>

const HTML = { 'Content-Type': 'text/html; charset=utf-8' }

export function sendPage(res: Response, status: number, html: string): void {
  res.sendRaw(status, html, HTML)
}

/** Compressed reply for slow connections. Its content is public, so its length reveals nothing. */
export function sendZipped(req: Request, res: Response, html: string): void {
  if (packing(req) === 'none') sendPage(res, 200, html)
  else res.sendRaw(200, gzipSync(html), { ...HTML, 'Content-Encoding': 'gzip' })
}

/** The smallest content encoding that the browser accepts. */
export function packing({ headers }: Pick<Request, 'headers'>): 'br' | 'gzip' | 'none' {
  const takes = headers['accept-encoding'] ?? ''
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(takes)) return 'br'
  return /\bgzip\b/.test(takes) ? 'gzip' : 'none'
}

/** Bytes in an answer. The one for browsers (`base64url`) takes a second of its thread for the letters of a full case. */
export function nativeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}
