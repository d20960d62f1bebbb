import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'restify'

const HTML = { 'Content-Type': 'text/html; charset=utf-8' }

export function sendPage(res: Response, status: number, html: string): void {
  res.sendRaw(status, html, HTML)
}

/** For a page that many wait for on a bad line. There is no secret in it that its length could tell. */
export function sendZipped(req: Request, res: Response, html: string): void {
  if (!takesGzip(req)) return sendPage(res, 200, html)
  res.sendRaw(200, gzipSync(html), { ...HTML, 'Content-Encoding': 'gzip' })
}

export function takesGzip({ headers }: Pick<Request, 'headers'>): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '')
}
