import type { Request } from 'restify'
import * as z from 'zod'
import { id } from '../../case/wire-bytes.ts'
import { AsideError } from '../../errors.ts'
import { announceFile, piecesHere, takePiece } from '../../intake/receive-file.ts'
import type { OpenRoute } from '../open-routes.ts'
import type { ServerOptions } from '../options.ts'
import { sendJson } from '../refusal.ts'
import { read } from './act.ts'

const Announced = z.strictObject({ id, size: z.int().positive() })
const Asked = z.strictObject({ id })
const Place = z.strictObject({ id, n: z.string().regex(/^(0|[1-9]\d{0,3})$/) })

/** Sealed files on their way in, by the anonymous page. */
export function uploadsApi({ world }: Pick<ServerOptions, 'world'>) {
  return {
    announceFile: async (req, res) => {
      await announceFile(world, read(Announced, req.body))
      sendJson(res, 200, { pieces: [] })
    },
    piecesHere: async (req, res) => {
      sendJson(res, 200, { pieces: await piecesHere(world, read(Asked, req.body).id) })
    },
    takePiece: async (req, res) => {
      const { id: upload, n } = placeOf(req)
      if (!(req.body instanceof Uint8Array)) throw new AsideError('UPLOAD_REFUSED')
      await takePiece(world, upload, n, req.body)
      sendJson(res, 200, { code: 'KEPT' })
    },
  } as const satisfies Record<string, OpenRoute>
}

/** An id of another shape is no file of anybody's. @throws UPLOAD_REFUSED */
function placeOf(req: Request): { id: string; n: number } {
  const found = Place.safeParse({ id: req.params.id, n: req.params.n })
  if (!found.success) throw new AsideError('UPLOAD_REFUSED')
  return { id: found.data.id, n: Number(found.data.n) }
}
