import type { Facts } from '#dialogs/facts.ts'
import { wordsFor } from '#dialogs/words.ts'
import type { ServerOptions } from '../options.ts'
import { type Handler, sendPage } from '../reply.ts'
import { embedPage } from './embed-page.ts'
import { wordsForRequest } from './language.ts'
import { type PosterFacts, posterPage } from './poster-page.ts'
import { POSTER_STYLE } from './poster-style.ts'
import { qrAlone } from './qr-svg.ts'

/** Routes of the poster and the snippet to embed, which lead to the anonymous page. */
export function publicPageRoutes(options: ServerOptions) {
  const { services, publicUrl, trust } = options
  const shown: PosterFacts = { publicUrl, rootFingerprint: trust.rootFingerprint }
  const facts = (req: Parameters<Handler>[0]) =>
    options.facts(wordsForRequest(req, services.policy.languages), null)
  return {
    poster: async (req, res) => {
      const first = await facts(req)
      const every = isAll(req.url ?? '') ? services.policy.languages : []
      const others = every.filter((lang) => lang !== first.words.lang)
      const sheets: readonly Facts[] = others.map((lang) => ({ ...first, words: wordsFor(lang) }))
      sendPage(res, 200, posterPage(shown, [first, ...sheets]))
    },
    posterStyle: async (_req, res) => {
      res.sendRaw(200, POSTER_STYLE, { 'Content-Type': 'text/css; charset=utf-8' })
    },
    embed: async (req, res) => sendPage(res, 200, embedPage(shown, await facts(req))),
    qrCode: async (req, res) => {
      const { words } = await facts(req)
      res.sendRaw(200, qrAlone(`${publicUrl}/`, words.say('other_door.picture')), {
        'Content-Type': 'image/svg+xml; charset=utf-8',
      })
    },
  } as const satisfies Record<string, Handler>
}

function isAll(url: string): boolean {
  return new URLSearchParams(url.split('?')[1] ?? '').get('lang') === 'all'
}
