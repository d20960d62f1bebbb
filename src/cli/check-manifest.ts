import type { Policy } from '#domain/concern/policy.ts'
import { problemsOf } from '../../manifest/settings.ts'
import { type Finding, ok, warn } from './finding.ts'

const ANY_VERSION = '1.0.0'

/** Would `npm run manifest` make a package of this? The server runs without; nobody finds the bot without. */
export function checkManifest(
  env: Readonly<Record<string, string | undefined>>,
  policy: Policy,
): readonly Finding[] {
  const problems = problemsOf(env, policy, ANY_VERSION)
  return problems.length === 0
    ? [ok('The Teams app package can be made: npm run manifest.')]
    : problems.map((problem) => warn(`No Teams app package can be made. ${problem}`))
}
