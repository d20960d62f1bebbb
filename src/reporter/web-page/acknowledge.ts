import type { Acknowledgement } from '#domain/case/acknowledgement.ts'
import { AppError } from '#errors.ts'
import type { DelayedInboxCase, Services } from '#ports.ts'

/**
 * Signs an acknowledgement: day and hash of each stored letter of the reporter. The request is not recorded, and
 * repeating it gives the same content. @throws CASE_UNKNOWN when no letter is left
 */
export async function acknowledgeFiling(
  services: Pick<Services, 'sealer' | 'filing'>,
  delayedCase: DelayedInboxCase,
): Promise<Acknowledgement> {
  const reporterLetters = delayedCase.letters.filter(({ head }) => head.dir === 'r>o')
  if (reporterLetters.length === 0) throw new AppError('CASE_UNKNOWN')
  const received = reporterLetters.map(async ({ head, data }) => ({
    on: head.on,
    sha256: await services.sealer.hash(data),
  }))
  return services.filing.sign(await Promise.all(received))
}
