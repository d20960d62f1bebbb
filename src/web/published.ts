import type { FilingKey } from '../case/acknowledgement.ts'
import { packed } from '../case/directories.ts'
import { publishFilingKey } from '../intake/door/published-key.ts'
import type { OpenRoute } from './open-routes.ts'
import type { ServerOptions } from './options.ts'
import { sendJson } from './refusal.ts'

/** What is published for everybody to check by, and only ever grows. */
export function publishedRoutes({ world, directory }: Pick<ServerOptions, 'world' | 'directory'>) {
  return {
    directories: async (_req, res) => {
      sendJson(res, 200, packed(await directory.every()))
    },
    filingKeys: async (_req, res) => {
      await publishFilingKey(world)
      sendJson(res, 200, (await world.filingKeys.every()) satisfies readonly FilingKey[])
    },
  } as const satisfies Record<string, OpenRoute>
}
