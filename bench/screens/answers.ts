import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { startDesk } from '../../test/fixtures/desk-server.ts'
import { freeze, seed } from './seeded.ts'

/*
 * Asks a server for every address by every method, as nobody, an officer and a custodian, in six languages, from our
 * own and from another page, and writes down status, headers and body of each answer: two commits' files are compared
 * with `diff`.
 */

freeze()
const OUT = join(process.env['ASIDE_SCREENS'] ?? 'screens', 'answers.json')
const ROOT = join(import.meta.dirname, '..', '..')
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']
const LANGUAGES = ['en', 'fr', 'es', 'ar', 'zh', 'ru']
const BODIES = ['{}', 'not json', `"${'x'.repeat(6_000)}"`]
const ELSEWHERE = ['/nothing', '/desk/x?y', '/api/door/nothing', '/../etc', '/%zz']
const LONG = `/${'a'.repeat(9_000)}`
const IN_A_LANGUAGE = LANGUAGES.flatMap((lang) =>
  ['/privacy', '/poster', '/embed'].map((path) => `${path}?lang=${lang}`),
)
const FOREIGN = [
  { host: 'evil.invalid' },
  { origin: 'https://evil.invalid', 'sec-fetch-site': 'cross-site' },
  { 'content-type': 'text/plain' },
]
const OURS = {
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
  origin: 'https://aside.invalid',
}

async function paths(): Promise<string[]> {
  const places = ['src/server/routes.ts', 'src/web/routes.ts'].map((path) => join(ROOT, path))
  const { ROUTES } = await import(places.find((path) => existsSync(path)) ?? '')
  const of = (route: { readonly path: string }) =>
    route.path.replaceAll(/:n\b/g, '0').replaceAll(/:\w+/g, 'A'.repeat(22)).replace('*', 'nothing')
  return [...new Set([...ROUTES.map(of), ...ELSEWHERE, LONG, ...IN_A_LANGUAGE])].toSorted()
}

/** What is drawn anew for each answer, and when it was given, are not compared. */
function masked(answer: object): unknown {
  const { headers = {}, ...rest } = answer as { readonly headers?: Record<string, string> }
  const { date: _, ...other } = headers
  const text = JSON.stringify({ ...rest, headers: other })
  return JSON.parse(
    text
      .replaceAll(/nonce-[\w+/=-]+/g, 'nonce')
      .replaceAll(/nonce=\\"[^"\\]+/g, 'nonce=\\"')
      .replaceAll(/(__Host-[\w-]+)=[^;"]+/g, '$1')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now'),
  )
}

test.each([true, false])('what is answered, the page open: %s', async (page) => {
  seed(`answers ${page}`)
  const desk = await startDesk({ policy: { page } })
  const people = {
    nobody: '',
    officer: await desk.cookieOf('ethics-1'),
    custodian: await desk.cookieOf('custodian-1'),
  }
  const answers: Record<string, unknown> = {}
  const ask = async (method: string, path: string, headers: object, body?: string) => {
    const given = { method, headers: { ...headers }, ...(body !== undefined && { body }) }
    const answer = await desk.ask(path, given).catch((thrown: unknown) => ({ thrown: `${thrown}` }))
    const { cookie: _, ...shown } = { cookie: '', ...headers }
    const name = [method, path.slice(0, 60), JSON.stringify(shown), body?.slice(0, 9) ?? '']
    return { name: name.join(' '), answer: masked(answer) }
  }
  for (const path of await paths()) {
    for (const [who, cookie] of Object.entries(people)) {
      for (const method of METHODS) {
        for (const body of method === 'POST' ? BODIES : [undefined]) {
          for (const lang of method === 'GET' ? LANGUAGES : ['en']) {
            const headers = {
              'accept-language': lang,
              ...(cookie && { cookie }),
              ...(body && OURS),
            }
            const { name, answer } = await ask(method, path, headers, body)
            answers[`${who} ${name}`] = answer
          }
        }
      }
    }
    for (const headers of FOREIGN) {
      for (const [method, body] of [['GET', undefined] as const, ['POST', '{}'] as const]) {
        const { name, answer } = await ask(method, path, headers, body)
        answers[name] = answer
      }
    }
  }
  await desk.stop()
  writeFileSync(
    OUT.replace('.json', page ? '-open.json' : '-closed.json'),
    JSON.stringify(answers, null, 1),
  )
})
