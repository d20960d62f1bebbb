import type { Response } from 'restify'

export function sendPage(res: Response, status: number, html: string): void {
  res.sendRaw(status, html, { 'Content-Type': 'text/html; charset=utf-8' })
}
