import type { Envelope, Recipient, SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import type { Letter, Services } from '#ports.ts'
import type { Own } from './own-case.ts'
import { recipient } from './seal-concern.ts'
import { type Saying, sealLetter } from './seal-letter.ts'

/** A later letter of the reporter, signed with the reporter key. */
export type LaterMessage = Saying & { readonly kind: Exclude<Saying['kind'], 'concern'> }

/** Seals to the reporter and all current readers. @throws NO_READER when no reader could open it */
export async function sealOwn(
  services: Pick<Services, 'chance' | 'sealer' | 'readership' | 'reading'>,
  own: Own,
  message: LaterMessage,
): Promise<SealedLetter> {
  const { certificate } = own.key
  const readers = await readersNow(services, own)
  const to: readonly Recipient[] = [
    ...readers,
    { role: 'reporter', reader: 'reporter', certificate },
  ]
  return sealNext(services, own, message, (letter) => services.sealer.seal(letter, to, own.key))
}

/** Positions a letter after the reporter's earlier ones. */
export async function sealNext(
  services: Pick<Services, 'chance' | 'sealer'>,
  { reportersCase }: Own,
  message: LaterMessage,
  seal: (letter: Letter) => Promise<Envelope>,
): Promise<SealedLetter> {
  const last = reportersCase.letters.filter((letter) => letter.head.dir === 'r>o').at(-1)
  const seq = (last?.head.seq ?? 0) + 1
  const prev = last === undefined ? null : await services.sealer.hash(last.data)
  return sealLetter(
    services,
    { case: reportersCase.id, office: reportersCase.office, seq, prev },
    message,
    seal,
  )
}

/**
 * Current readers, with the certificates of the roster.
 * @throws NO_READER; READER_UNKNOWN when somebody is listed whom nobody let in: a letter is sealed to all or not at all;
 * FIRST_UNPROVEN when nothing proves her first letter; ROSTER_REFUSED when the list it was sealed by is not published
 */
export async function readersNow(
  services: Pick<Services, 'readership' | 'reading'>,
  { reportersCase, key }: Own,
): Promise<readonly Recipient[]> {
  const officers = await services.readership.usable(reportersCase.office)
  const readers = officers.filter((officer) => reportersCase.readers.includes(officer.id))
  if (readers.length === 0) throw new AppError('NO_READER', { case: reportersCase.id })
  const refusal = await services.reading.refusal(key, reportersCase, readers)
  if (refusal !== null) throw new AppError(refusal, { case: reportersCase.id })
  return readers.map(recipient)
}
