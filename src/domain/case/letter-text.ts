import * as z from 'zod'
import { LetterTextV1 } from './message.ts'
import { LetterTextV2 } from './message-v2.ts'

/** The words of a letter once it is open, of either version. `form` is read by `ConcernForm` on the first letter. */
export const LetterText = z.union([LetterTextV1, LetterTextV2])
export type LetterText = z.infer<typeof LetterText>
