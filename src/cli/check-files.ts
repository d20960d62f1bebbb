import { SECRETS_IN_FILES } from '#config.ts'
import { loginFileOf } from '#db/roles/logins.ts'
import { otherReaders } from '#private-file.ts'
import { type Finding, ok, warn } from './finding.ts'

/** Whoever else of this machine may read a secret has it. A file of secrets may have a group, which the server is in. */
export function checkSecretFiles(
  env: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  const names = SECRETS_IN_FILES.map((name) => `${name}_FILE`)
  const open = names.filter((name) => otherReaders(env[name] ?? '') === 'others')
  const logins = loginFileOf(env['DATABASE_URL'] ?? '')
  const readers = logins === null ? null : otherReaders(logins)
  return [
    ...(open.length > 0
      ? [warn(`Everybody on this machine may read the files of ${open.join(', ')}.`)]
      : []),
    ...(readers === null
      ? []
      : [
          warn(
            'Not only its user may read the login file of DATABASE_URL: whoever did has the five passwords. Delete it, run database logins, start the server anew.',
          ),
        ]),
    ...(open.length === 0 && readers === null
      ? [ok('No file of secrets is open to everybody.')]
      : []),
  ]
}
