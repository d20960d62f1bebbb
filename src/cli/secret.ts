import { readFileSync } from 'node:fs'
import { readConfig } from '#config.ts'
import { dayIn } from '#domain/case/day.ts'
import { policyInForce } from '#policy-file.ts'
import { withComposition } from './composed.ts'

/**
 * The secret that the database was used with is lost for good: the configured one takes its place. Chats that it does not
 * open are lost, and told so at the desk. Nothing changes where a start with it is not refused.
 */
export async function acceptSecret(
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const settings = readConfig(env, (file) => readFileSync(file, 'utf8'))
  const inForce = await policyInForce(settings.config.policyFile)
  return withComposition(env, settings, inForce, async ({ services }) => {
    const { addresses, clock, filing, filingKeys, officerAddresses, serverSecret } = services
    if ((await serverSecret.mismatch()) === null) {
      return 'A start with ASIDE_SECRET loses nothing here. Nothing was changed.'
    }
    const since = dayIn(inForce.policy.offices.ethics.zone, clock.now())
    await filingKeys.record({ ...filing.publicKey, since })
    let lost = 0
    for (const sealed of await officerAddresses.live()) {
      if ((await addresses.open(sealed)) !== null) continue
      await officerAddresses.lose(sealed, dayIn('UTC', clock.now()))
      lost += 1
    }
    return `ASIDE_SECRET is this database’s from now on. Chats that have to be paired again: ${lost}.`
  })
}
