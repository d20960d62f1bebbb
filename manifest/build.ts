import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#errors.ts'
import { policyInForce } from '#policy-file.ts'
import { packageOf } from './package.ts'
import { problemsOf, settingsOf } from './settings.ts'

const ROOT = join(import.meta.dirname, '..')
const USAGE = 'npm run manifest -- [--to <file.zip>] [--version <1.2.3>]'

export interface BuildResult {
  readonly problems: readonly string[]
  /** Where the package lies; `null` when there were problems, and then nothing was written. */
  readonly file: string | null
}

/** Builds the app package from the configuration, or says everything that is in the way and writes nothing. */
export async function build(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): Promise<BuildResult> {
  const asked = parsed(argv)
  if (asked === null) return { problems: [USAGE], file: null }
  const policy = await policyOf(env['ASIDE_POLICY'] ?? join(ROOT, 'dialogs', 'policy.yaml'))
  if (typeof policy === 'string') return { problems: [policy], file: null }
  const version = asked.version ?? ownVersion()
  const settingProblems = problemsOf(env, policy, version)
  if (settingProblems.length > 0) return { problems: settingProblems, file: null }
  const { problems, bytes } = await packageOf(settingsOf(env, policy, version))
  if (bytes === undefined) return { problems, file: null }
  const file = asked.to ?? join(ROOT, 'dist', `aside-${version}.zip`)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  } catch (thrown) {
    return { problems: [`The package cannot be written there (${reasonOf(thrown)}).`], file: null }
  }
  return { problems: [], file }
}

/** The system's own code, as `EACCES`. */
function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
}

function parsed(argv: readonly string[]) {
  try {
    const options = { to: { type: 'string' }, version: { type: 'string' } } as const
    return parseArgs({ args: [...argv], options }).values
  } catch {
    return null
  }
}

async function policyOf(file: string) {
  try {
    return (await policyInForce(file)).policy
  } catch (thrown) {
    const where = thrown instanceof AppError ? Object.values(thrown.ids).join(' ') : ''
    return `The policy cannot be used. ${where}`.trim()
  }
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return String(version)
}

if (import.meta.main) {
  const { problems, file } = await build(process.env, process.argv.slice(2))
  for (const problem of problems) console.error(problem)
  if (file !== null) console.log(`The app package: ${file}`)
  process.exitCode = file === null ? 1 : 0
}
