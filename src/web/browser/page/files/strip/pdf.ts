import type { Bytes } from '../../../../../sealing/bytes.ts'
import { FileRefused, type Stripped } from '../trace.ts'

export async function stripPdf(_bytes: Bytes): Promise<Stripped> {
  throw new FileRefused('broken')
}
