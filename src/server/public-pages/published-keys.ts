import type { FilingKey } from '#domain/case/acknowledgement.ts'
import type { Directory } from '#domain/case/roster.ts'
import { packed } from '#wire/directories.ts'
import { JSON_TYPE, sendJson, WebRefusal } from '../error-mapping.ts'
import type { ServerOptions } from '../options.ts'
import type { Handler } from '../reply.ts'

/** Routes of published keys and rosters, by which anybody can verify signatures; entries are only added. */
export function publishedRoutes({
  services,
  directory,
}: Pick<ServerOptions, 'services' | 'directory'>) {
  const newest = writtenOnce((latest: Directory) => latest)
  const all = writtenOnce(packed)
  return {
    directory: async (_req, res) => {
      const latest = await directory.latest()
      if (latest === null) throw new WebRefusal('NOT_FOUND')
      res.sendRaw(200, newest(latest), JSON_TYPE)
    },
    directories: async (_req, res) => {
      res.sendRaw(200, all(await directory.every()), JSON_TYPE)
    },
    filingKeys: async (_req, res) => {
      sendJson(res, 200, (await services.filingKeys.every()) satisfies readonly FilingKey[])
    },
  } as const satisfies Record<string, Handler>
}

/** Caches the JSON bytes of an immutable object for as long as the object exists. */
function writtenOnce<T extends object>(shape: (of: T) => unknown): (of: T) => Buffer {
  const written = new WeakMap<T, Buffer>()
  return (of) => {
    const before = written.get(of)
    if (before !== undefined) return before
    const bytes = Buffer.from(JSON.stringify(shape(of)))
    written.set(of, bytes)
    return bytes
  }
}
