import { proofs } from './api/reporter/proof-of-work.ts'
import { reporterApi } from './api/reporter/routes.ts'
import { uploadsApi } from './api/reporter/uploads.ts'
import { readAssets } from './assets.ts'
import { sessionCookie } from './auth/cookies.ts'
import { openIdProvider } from './auth/openid-provider.ts'
import { endSession } from './auth/session.ts'
import { callback, login } from './auth/sign-in.ts'
import { sendJson, WebRefusal } from './error-mapping.ts'
import { assetHeaders } from './headers.ts'
import type { ServerOptions } from './options.ts'
import { wordsForRequest } from './public-pages/language.ts'
import { deskMissing, front, pageMissing } from './public-pages/messages.ts'
import { pageDocument } from './public-pages/page-document.ts'
import { privacyPage } from './public-pages/privacy-page.ts'
import { publishedRoutes } from './public-pages/published-keys.ts'
import { publicPageRoutes } from './public-pages/routes.ts'
import { STATIC_STYLE } from './public-pages/static-style.ts'
import { tabPage } from './public-pages/teams-tab-page.ts'
import { type Handler, packing, sendPage, sendZipped } from './reply.ts'

/** Routes without authentication: documents, published keys, health, sign-in and sign-out. */
export function openRoutes(options: ServerOptions) {
  const assets = readAssets(options.assets)
  const provider = openIdProvider(options.oidc, options.services.log)
  const { languages } = options.services.policy
  // One instance for every route: a solution used for one request counts as used for all.
  const judges = proofs(options.proofKey, options.services.clock, options.proofWork)
  const desk: Handler = async (_req, res) => {
    if (assets.desk === null) sendPage(res, 503, deskMissing(options))
    // The demo's banner is in the HTML itself: it appears before anybody signs in, and when nothing else loads.
    else sendPage(res, 200, options.demo ? inDemo(assets.desk) : assets.desk)
  }
  const page: Handler = async (req, res) => {
    if (!options.services.policy.page && !options.openedPage) {
      return sendPage(res, 200, front(options))
    }
    if (assets.page === null) return sendPage(res, 503, pageMissing(options))
    sendZipped(req, res, pageDocument(options, assets.page, wordsForRequest(req, languages)))
  }
  return {
    front: page,
    verify: page,
    plainStyle: async (_req, res) => {
      res.sendRaw(200, STATIC_STYLE, { 'Content-Type': 'text/css; charset=utf-8' })
    },
    privacy: async (req, res) => {
      const { facts, services } = options
      sendPage(
        res,
        200,
        privacyPage(await facts(wordsForRequest(req, services.policy.languages), null)),
      )
    },
    teamsDesk: async (req, res) => {
      const words = wordsForRequest(req, options.services.policy.languages)
      sendPage(res, 200, tabPage(words, `${options.publicUrl}/desk`, options.demo))
    },
    healthz: async (_req, res) => sendJson(res, 200, { code: 'ALIVE' }),
    readyz: async (_req, res) => {
      const problems = await notReady(options)
      if (problems.length === 0) sendJson(res, 200, { code: 'READY' })
      else sendJson(res, 503, { code: 'NOT_READY', problems })
    },
    desk,
    deskPlaces: desk,
    asset: async (req, res) => {
      const asset = assets.files.get(String(req.params['*']))
      if (asset === undefined) throw new WebRefusal('NOT_FOUND')
      const packed = packing(req)
      const bytes = { br: asset.brotli, gzip: asset.gzipped, none: () => asset.bytes }[packed]
      res.sendRaw(200, await bytes(), {
        ...assetHeaders(asset.worker),
        'Content-Type': asset.type,
        ...(packed === 'none' ? {} : { 'Content-Encoding': packed }),
      })
    },
    login: (req, res) => login(options, provider, req, res),
    callback: (req, res) => callback(options, provider, req, res),
    logout: async (req, res) => {
      await endSession(options, req)
      res.setHeader('Set-Cookie', sessionCookie('', 0))
      res.sendRaw(204, '')
    },
    messages: (req, res) => options.bot.process(req, res),
    ...publicPageRoutes(options),
    ...publishedRoutes(options),
    ...uploadsApi(options, judges),
    ...reporterApi(options, judges),
  } as const satisfies Record<string, Handler>
}

function inDemo(desk: string): string {
  return desk.replace('<body>', '<body data-demo>')
}

/** Codes of what prevents filing now; empty when the server is ready. Depends on no case. */
async function notReady(options: ServerOptions): Promise<readonly string[]> {
  const problems: string[] = []
  if (!(await options.health.database())) problems.push('DATABASE_AWAY')
  if ((await options.services.readership.healthy()).length === 0) problems.push('NO_READER')
  return problems
}
