import type { Envelope, SealedLetter } from '#domain/case/envelope.ts'
import { type CaseId, newMessageId } from '#domain/case/ids.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Letter, Services } from '#ports.ts'

/** Position of a reporter's letter: after the earlier ones of the case. */
export interface NextPosition {
  readonly case: CaseId
  readonly office: Office
  readonly seq: number
  readonly prev: string | null
}

/** Content of a reporter's letter. */
export interface Saying {
  readonly kind: 'concern' | 'addition' | 'consent' | 'identity'
  readonly text: Confidential
  readonly form: Readonly<Record<string, unknown>>
  readonly on: SealedLetter['on']
  readonly language: string
  /** Files of the letter, each sealed separately; the sealed form lists them too. */
  readonly attachments?: Concern['attachments']
}

/** Seals a letter with its position. Outside the seal, files are listed by id alone. */
export async function sealLetter(
  services: Pick<Services, 'chance'>,
  position: NextPosition,
  { kind, text, form, on, language, attachments = [] }: Saying,
  seal: (letter: Letter) => Promise<Envelope>,
): Promise<SealedLetter> {
  const { case: id, office, seq, prev } = position
  const msg = newMessageId(services.chance)
  const envelope = await seal({
    v: 1,
    typ: kind,
    case: id,
    msg,
    seq,
    prev,
    dir: 'r>o',
    office,
    day: on,
    lang: language,
    text,
    form:
      attachments.length === 0
        ? form
        : { ...form, attachments: attachments.map(({ line }) => line) },
  })
  const files = attachments.length > 0 && {
    attachments: attachments.map(({ line }) => line.id),
    uploads: attachments.map(({ upload }) => upload),
  }
  return { id: msg, case: id, dir: 'r>o', seq, kind, on, ...envelope, ...files }
}
