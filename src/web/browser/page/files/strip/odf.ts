import type { Bytes } from '../../../../../sealing/bytes.ts'
import { FileRefused, type Stripped } from '../trace.ts'

export function stripOdf(_bytes: Bytes): Stripped {
  throw new FileRefused('broken')
}
