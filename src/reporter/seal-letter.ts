import type { Envelope, SealedLetter } from '#domain/case/envelope.ts'
import { type CaseId, type Fingerprint, newMessageId } from '#domain/case/ids.ts'
import { CONTEXT_V2, type FirstCommitments, type SeenMessage } from '#domain/case/message-v2.ts'
import type { Channel } from '#domain/concern/channel.ts'
import type { Concern } from '#domain/concern/concern.ts'
import type { Confidential } from '#domain/concern/confidential.ts'
import type { Office } from '#domain/concern/office.ts'
import type { Letter, Services } from '#ports.ts'
import { toChannelV1 } from '#wire/v1.ts'

/** Position of a reporter's letter: after the earlier ones of the case, and what its writer knew. */
export interface NextPosition {
  readonly case: CaseId
  readonly office: Office
  readonly channel: Channel
  readonly seq: number
  readonly prev: string | null
  /** Last message of the office that was delivered to the reporter. */
  readonly answered: SeenMessage
  /** Primary keys of the officers it is sealed to. */
  readonly readers: readonly Fingerprint[]
  readonly published: { readonly root: string; readonly hash: string }
  /** Only on the first letter of a case. */
  readonly first?: FirstCommitments
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
  const { case: id, office, channel, seq, prev, answered, readers, published, first } = position
  const msg = newMessageId(services.chance)
  const envelope = await seal({
    v: 2,
    ctx: CONTEXT_V2,
    root: published.root,
    typ: kind,
    case: id,
    msg,
    seq,
    prev,
    dir: 'r>o',
    office,
    channel: toChannelV1(channel),
    day: on,
    lang: language,
    readers: [...new Set(readers)].toSorted(),
    seen: { 'r>o': prev === null ? null : { seq: seq - 1, hash: prev }, 'o>r': answered },
    directory: published.hash,
    ...(first && { first }),
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
