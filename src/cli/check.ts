import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { readConfig } from '#config.ts'
import { AppError, codeOf, OPERATOR_CODES } from '#errors.ts'
import { type PolicyInForce, policyInForce } from '#policy-file.ts'
import { checkContacts } from './check-contacts.ts'
import {
  checkClocks,
  checkConnection,
  checkDisk,
  checkLogin,
  checkZones,
  unusable,
} from './check-database.ts'
import { checkSecretFiles } from './check-files.ts'
import { checkManifest } from './check-manifest.ts'
import { checkNotifications } from './check-notifications.ts'
import { checkOffices, checkRoster } from './check-offices.ts'
import { checkClosedPage, checkDatabaseLog, checkPage } from './check-page.ts'
import { checkCustodians, checkPeople, checkWeakCertificates } from './check-people.ts'
import { checkPrivacy } from './check-privacy.ts'
import { checkSecret, checkServerSecret } from './check-secret.ts'
import { checkWaiting } from './check-waiting.ts'
import { type LoadedSettings, withComposition } from './composed.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Every problem of a configuration, before a reporter meets it. It goes on after a failure, to name them all. */
export async function check(
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  const settings = checkSettings(env)
  const policy = await checkPolicy(env['ASIDE_POLICY'] ?? 'dialogs/policy.yaml')
  const findings = [...settings.findings, ...policy.findings, checkDesk()]
  if (settings.read === null || policy.read === null) {
    return [
      ...findings,
      warn('The database and the offices were not looked at: settle the above first.'),
    ]
  }
  return [
    ...findings,
    ...checkSecretFiles(env),
    ...checkManifest(env, policy.read.policy),
    ...checkPage(settings.read.config, policy.read.policy),
    ...(await checkInstallation(env, settings.read, policy.read)),
  ]
}

function checkSettings(env: Readonly<Record<string, string | undefined>>): {
  findings: Finding[]
  read: LoadedSettings | null
} {
  try {
    const read = readConfig(env, (file) => readFileSync(file, 'utf8'))
    return { findings: [ok('The settings are complete.')], read }
  } catch (thrown) {
    const names = thrown instanceof AppError ? String(thrown.ids['names']) : 'the environment'
    return {
      findings: names.split(', ').map((name) => fail(`${name} is missing or not usable.`)),
      read: null,
    }
  }
}

async function checkPolicy(
  file: string,
): Promise<{ findings: Finding[]; read: PolicyInForce | null }> {
  try {
    const read = await policyInForce(file)
    const whole = ok(`The policy is whole: ${read.policy.leaves.size} leaves.`)
    const findings = [whole, checkContacts(read.policy), ...checkPrivacy(read.policy)]
    return { findings, read }
  } catch (thrown) {
    const where = thrown instanceof AppError ? Object.values(thrown.ids).join(' ') : ''
    const missing = codeOf(thrown) === 'POLICY_MISSING' ? OPERATOR_CODES.POLICY_MISSING : ''
    return { findings: [fail(`The policy cannot be used. ${missing} ${where}`.trim())], read: null }
  }
}

function checkDesk(): Finding {
  const built = existsSync(join(import.meta.dirname, '..', '..', 'dist', 'desk.html'))
  return built ? ok('The desk is built.') : fail('The desk is not built: npm run build.')
}

async function checkInstallation(
  env: Readonly<Record<string, string | undefined>>,
  settings: LoadedSettings,
  inForce: PolicyInForce,
): Promise<readonly Finding[]> {
  try {
    return await withComposition(env, settings, inForce, async (composed, databaseUrl) => [
      ok('The database answers and its tables are up to date.'),
      (await composed.store.environmentMarker.read()) === 'demo'
        ? fail('This is a demo’s database, for ever.')
        : ok('No demo left-overs.'),
      checkConnection(databaseUrl),
      await checkLogin(databaseUrl),
      await checkClocks(databaseUrl, systemClock),
      await checkZones(databaseUrl, inForce.policy),
      await checkDisk(databaseUrl),
      ...(await checkDatabaseLog(databaseUrl, inForce.policy)),
      ...checkClosedPage(
        settings.config,
        inForce.policy,
        await composed.store.policies.openedPage(),
      ),
      ...(await checkRoster(composed)),
      ...(await checkOffices(composed)),
      ...(await checkPeople(composed)),
      ...(await checkCustodians(composed)),
      ...(await checkWeakCertificates(composed)),
      ...(await checkWaiting(composed)),
      ...(await checkNotifications(composed)),
      await checkServerSecret(composed),
      ...(await checkSecret(composed)),
    ])
  } catch (thrown) {
    return [unusable(thrown)]
  }
}
