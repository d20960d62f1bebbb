import type { Request } from 'restify'
import * as z from 'zod'
import { AppError } from '#errors.ts'
import type { Proofs } from '#ports.ts'
import { takeWork } from '#reporter/web-page/flood-limits.ts'
import { announceFile, piecesHere, takePiece } from '#reporter/web-page/receive-file.ts'
import { proof, uploadHandle } from '#wire/bytes.ts'
import { sendJson } from '../../error-mapping.ts'
import type { ServerOptions } from '../../options.ts'
import type { Handler } from '../../reply.ts'
import { parseBody } from '../officer/actions.ts'

const FileAnnouncement = z.strictObject({ size: z.int().positive(), proof: proof.default(null) })
const UploadQuery = z.strictObject({ upload: uploadHandle })
const PiecePosition = z.strictObject({
  upload: uploadHandle,
  n: z.string().regex(/^(0|[1-9]\d{0,3})$/),
})

/**
 * Uploads of sealed files by the anonymous page. Announcing a file takes the same proof of work as filing a concern.
 */
export function uploadsApi({ services }: Pick<ServerOptions, 'services'>, judges: Proofs) {
  return {
    announceFile: async (req, res) => {
      const { size, proof } = parseBody(FileAnnouncement, req.body)
      await takeWork(judges, proof)
      const upload = await announceFile(services, size)
      sendJson(res, 200, { upload })
    },
    piecesHere: async (req, res) => {
      sendJson(res, 200, {
        pieces: await piecesHere(services, parseBody(UploadQuery, req.body).upload),
      })
    },
    takePiece: async (req, res) => {
      const { upload, n } = pieceOf(req)
      if (!(req.body instanceof Uint8Array)) throw new AppError('UPLOAD_REFUSED')
      await takePiece(services, upload, n, req.body)
      sendJson(res, 200, { code: 'KEPT' })
    },
  } as const satisfies Record<string, Handler>
}

/** Position of a piece by the parameters of the path. @throws UPLOAD_REFUSED for a malformed handle or number */
function pieceOf(req: Request): { upload: string; n: number } {
  const parsing = PiecePosition.safeParse({ upload: req.params.upload, n: req.params.n })
  if (!parsing.success) throw new AppError('UPLOAD_REFUSED')
  return { upload: parsing.data.upload, n: Number(parsing.data.n) }
}
