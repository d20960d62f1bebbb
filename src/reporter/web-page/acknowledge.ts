import type { Acknowledgement } from '#domain/case/acknowledgement.ts'
import { AppError } from '#errors.ts'
import type { DelayedInboxCase, Services } from '#ports.ts'
import { publishFilingKey } from './publish-filing-key.ts'

/**
 * Signs for her what we hold of hers: on which day each sealed letter came, and what it hashes to. Nothing of the
 * asking is kept; whoever asks twice has two of the same. @throws CASE_UNKNOWN when none of it is left
 */
export async function acknowledgeFiling(
  services: Pick<Services, 'clock' | 'policy' | 'sealer' | 'filing' | 'filingKeys'>,
  delayedCase: DelayedInboxCase,
): Promise<Acknowledgement> {
  const reporterLetters = delayedCase.letters.filter(({ head }) => head.dir === 'r>o')
  if (reporterLetters.length === 0) throw new AppError('CASE_UNKNOWN')
  await publishFilingKey(services)
  const received = reporterLetters.map(async ({ head, data }) => ({
    on: head.on,
    sha256: await services.sealer.hash(data),
  }))
  return services.filing.sign(await Promise.all(received))
}
