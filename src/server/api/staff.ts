import type { Request, Response } from 'restify'
import { offerCode, subscribe, unsubscribe } from '#notifications/subscribe.ts'
import { type Staff, staffOf } from '../auth/session.ts'
import { sendJson, WebRefusal } from '../error-mapping.ts'
import type { ServerOptions } from '../options.ts'
import { custodianMe } from './custodian/names.ts'
import { meOf } from './officer/me.ts'

/** Handler of a route for officers and custodians. */
export type StaffRoute = (req: Request, res: Response, staff: Staff) => Promise<void>

export function staffApi(options: ServerOptions) {
  const { services } = options
  return {
    me: async (_req, res, { is, who }) =>
      sendJson(res, 200, is === 'officer' ? meOf(options, who) : custodianMe(options, who)),
    subscription: async (_req, res, { who }) => sendJson(res, 200, await subscribe(services, who)),
    pairingCode: async (req, res, { who }) => {
      const offered = await offerCode(services, who)
      // Storing it waits for an account that is being exchanged: whoever is out by now hears no code (T-10).
      await staffOf(options, req)
      sendJson(res, 200, offered)
    },
    unsubscribe: async (_req, res, { who }) => {
      await unsubscribe(services, who)
      sendJson(res, 200, await subscribe(services, who))
    },
    demoKey: async (_req, res, { who }) => {
      const key = await options.demoKey?.(who.id)
      if (key === undefined || key === null) throw new WebRefusal('NOT_FOUND')
      sendJson(res, 200, { key })
    },
  } as const satisfies Record<string, StaffRoute>
}
