import type { Envelope, Recipient, SealedLetter } from '#domain/case/envelope.ts'
import { AppError } from '#errors.ts'
import type { Letter, Services } from '#ports.ts'
import type { Reader } from './choose-readers.ts'
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
    ...readers.map(recipient),
    { role: 'reporter', reader: 'reporter', certificate },
  ]
  return sealNext(services, { ...own, readers }, message, (letter) =>
    services.sealer.seal(letter, to, own.key),
  )
}

/**
 * Positions a letter after the reporter's earlier ones. On the page it names nothing finer than a day: what came on its
 * own day would tell officers, who know when they wrote, at what time of it the reporter was there.
 */
export async function sealNext(
  services: Pick<Services, 'chance' | 'sealer' | 'readership'>,
  { reportersCase, readers }: Own & { readonly readers: readonly Reader[] },
  message: LaterMessage,
  seal: (letter: Letter) => Promise<Envelope>,
): Promise<SealedLetter> {
  const { id, office, channel, letters } = reportersCase
  // A server serves its own cases of cards without a channel.
  const isOnPage = channel !== undefined
  const last = async (some: typeof letters) => {
    const [newest] = some.toSorted((one, other) => other.head.seq - one.head.seq)
    if (newest === undefined) return null
    return { seq: newest.head.seq, hash: await services.sealer.hash(newest.data) }
  }
  const before = await last(letters.filter(({ head }) => head.dir === 'r>o'))
  const answers = letters.filter(({ head }) => head.dir === 'o>r')
  const delivered = isOnPage ? answers.filter(({ head }) => head.on < message.on) : answers
  const position = {
    case: id,
    office,
    channel: channel ?? 'teams_card',
    seq: (before?.seq ?? 0) + 1,
    prev: before?.hash ?? null,
    answered: await last(delivered),
    readers: readers.map(({ fingerprint }) => fingerprint),
    published: await services.readership.snapshot(isOnPage ? message.on : null),
  }
  return sealLetter(services, position, message, seal)
}

/**
 * Current readers, with the certificates of the roster.
 * @throws NO_READER; READER_UNKNOWN when somebody is listed whom nobody let in: a letter is sealed to all or not at all;
 * FIRST_UNPROVEN when nothing proves her first letter; ROSTER_REFUSED when the list it was sealed by is not published
 */
export async function readersNow(
  services: Pick<Services, 'readership' | 'reading'>,
  { reportersCase, key }: Own,
): Promise<readonly Reader[]> {
  const officers = await services.readership.usable(reportersCase.office)
  const readers = officers.filter((officer) => reportersCase.readers.includes(officer.id))
  if (readers.length === 0) throw new AppError('NO_READER', { case: reportersCase.id })
  const refusal = await services.reading.refusal(key, reportersCase, readers)
  if (refusal !== null) throw new AppError(refusal, { case: reportersCase.id })
  return readers
}
