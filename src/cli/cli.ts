import { parseArgs } from 'node:util'
import { AppError, codeOf, systemCodeOf, toOperator } from '#errors.ts'
import { withDatabase } from './database.ts'
import type { Finding } from './finding.ts'

const USAGE = `npm run aside -- <verb>

  migrate                                 brings the tables up to date, with the owner's login
  database logins <file>                  a login for each part of the server, with the owner's login;
                                          the file is for the server alone
  check                                   every problem of this configuration, by name
  clean <in> <out>                        the copy that the page would send; one line of JSON, with
                                          npm run -s. Ends with 2 where the file is refused
  export <reference> [--for <officer>] [--to <folder>]
                                          letters of a case as OpenPGP messages, for gpg -d
  figures                                 how many answers came in time, by office; late stays late
  ledger verify                           does every line follow from the one before, and every clock from
                                          what happened to its case?
  roster prepare <folder>                 writes roster.json anew with what it names of certificates/*.asc
  roster publish <folder>                 root.asc, roster.json, roster.json.asc, certificates/*.asc
  secret accept                           the secret that this database was used with is lost for good;
                                          ASIDE_SECRET takes its place
  verify <file> [--keys <file>]           was this acknowledgement signed here? With the keys of
                                          /filing-keys.json no database is needed
  person admit <id> <issuer> <subject>    lets an officer or a custodian of the roster sign in

It uses DATABASE_URL, or the embedded database in ASIDE_DATA (default .aside).`

/** Each verb loads what it needs: whoever cleans a file or verifies an acknowledgement waits for no database. */
async function run(argv: readonly string[]): Promise<number> {
  const asked = parsed(argv)
  if (asked === null) return usage()
  const { positionals, values } = asked
  const [verb, first = '', second = '', third = '', fourth = ''] = positionals
  const { env } = process
  switch (
    `${verb} ${['database', 'ledger', 'roster', 'secret', 'person'].includes(verb ?? '') ? first : ''}`.trim()
  ) {
    case 'migrate': {
      const { migrate } = await import('#db/migrate.ts')
      await withDatabase(env, migrate, true)
      console.log('The tables are up to date.')
      return 0
    }
    case 'database logins': {
      if (second === '') return usage()
      const { databaseLogins } = await import('./database-logins.ts')
      console.log(await withDatabase(env, (url) => databaseLogins(url, second)))
      return 0
    }
    case 'check': {
      const { check } = await import('./check.ts')
      return say(await check(env))
    }
    case 'clean': {
      if (second === '' || third !== '') return usage()
      const { cleanFile } = await import('./clean.ts')
      const { line, exit } = await cleanFile(first, second)
      console.log(line)
      return exit
    }
    case 'export': {
      if (first === '') return usage()
      const { exportLetters } = await import('./export.ts')
      const options = { reference: first, reader: values.for ?? null, folder: values.to ?? null }
      const { out, note } = await withDatabase(env, (url) => exportLetters(url, options))
      if (out !== '') process.stdout.write(out)
      if (note !== '') console.error(note)
      return 0
    }
    case 'figures': {
      const { printFigures } = await import('./figures.ts')
      console.log(await withDatabase(env, printFigures))
      return 0
    }
    case 'ledger verify': {
      const { verifyLedger } = await import('./ledger.ts')
      return say(await withDatabase(env, verifyLedger))
    }
    case 'roster prepare': {
      if (second === '') return usage()
      const { prepareRoster } = await import('./roster.ts')
      console.log(await withDatabase(env, (url) => prepareRoster(url, second)))
      return 0
    }
    case 'roster publish': {
      const root = env['ASIDE_ROOT_FINGERPRINT']
      if (second === '') return usage()
      if (!root) throw new AppError('CONFIG_INVALID', { names: 'ASIDE_ROOT_FINGERPRINT' })
      const { publishRoster } = await import('./roster.ts')
      console.log(await withDatabase(env, (url) => publishRoster(url, second, root)))
      return 0
    }
    case 'secret accept': {
      const { acceptSecret } = await import('./secret.ts')
      console.log(await acceptSecret(env))
      return 0
    }
    case 'verify': {
      if (first === '') return usage()
      const { keys } = values
      const { keysIn, keysOf, verifyFile } = await import('./verify.ts')
      return say(await verifyFile(first, await (keys ? keysIn(keys) : withDatabase(env, keysOf))))
    }
    case 'person admit': {
      if (fourth === '') return usage()
      const { admitPerson } = await import('./person.ts')
      console.log(await withDatabase(env, (url) => admitPerson(url, second, third, fourth)))
      return 0
    }
    default:
      return usage()
  }
}

/** `null` for an option that there is not. */
function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { for: { type: 'string' }, to: { type: 'string' }, keys: { type: 'string' } },
    })
  } catch {
    return null
  }
}

function say(findings: readonly Finding[]): number {
  for (const { level, what } of findings) console.log(`${level.padEnd(5)} ${what}`)
  return findings.some(({ level }) => level === 'fail') ? 1 : 0
}

/** As `sysexits.h` has it: 2 says that a file is refused. */
const EX_USAGE = 64

function usage(): number {
  console.log(USAGE)
  return EX_USAGE
}

async function main(): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2))
  } catch (refused) {
    const thrown = toOperator(refused)
    const ids = thrown instanceof AppError ? Object.values(thrown.ids) : [systemCodeOf(thrown)]
    const sentence = thrown instanceof AppError ? thrown.message : 'That did not work.'
    console.error(`${codeOf(thrown)}: ${sentence} ${ids.join(' ')}`.trim())
    process.exitCode = 1
  }
}

if (import.meta.main) await main()
