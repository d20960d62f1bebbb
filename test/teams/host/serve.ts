import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const here = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')

const FILES: Readonly<Record<string, () => { type: string; text: string }>> = {
  '/': () => ({ type: 'text/html', text: here('page.html') }),
  '/page.css': () => ({ type: 'text/css', text: here('page.css') }),
  '/page.js': () => ({ type: 'text/javascript', text: stripTypeScriptTypes(here('page.ts')) }),
  '/adaptivecards.js': () => ({ type: 'text/javascript', text: readFileSync(renderer, 'utf8') }),
}

/** Serves the page that plays Teams, and nothing else. */
export async function serveHost(): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer((req, res) => {
    const file = FILES[req.url ?? '']?.()
    res.statusCode = file === undefined ? 404 : 200
    if (file !== undefined) res.setHeader('content-type', `${file.type}; charset=utf-8`)
    res.end(file?.text)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, server }
}
