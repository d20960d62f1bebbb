import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FILE_CASE } from '#db/cases/insert-case.ts'
import { connectionTo } from '#db/connection.ts'
import type { Value } from '#db/named-statement.ts'
import type { BenchServer } from './database.ts'
import type { Side } from './rounds.ts'

/** The newest one that a package of Postgres left here. */
export function findPgbench(): string | null {
  return globSync('/usr/lib/postgresql/*/bin/pgbench').toSorted().at(-1) ?? null
}

/** What must be another in every turn, by its name in the statement. Everything else stays as in the example. */
const FRESH: Readonly<Record<string, string>> = {
  lookups: 'array[sha256((:n)::text::bytea)] || (:lookups)::bytea[]',
  nonce: "sha256(('nonce' || (:n)::text)::bytea)",
  id: "lpad((:n)::text, 22, 'c')",
  reference: '(:n)::text',
  messageIds: "array[lpad((:n)::text, 22, 'm')]",
  packetMessages: "array_fill(lpad((:n)::text, 22, 'm'), array[3])",
}

/** The floor of a durable insert: the store's own statement, prepared, from a client in C that does nothing else. */
export function pgbench(
  program: string,
  server: BenchServer,
  url: string,
  example: readonly Value[],
): Side {
  const { database, username, password } = connectionTo(url)
  const given = FILE_CASE.names.flatMap((name, at) => {
    const value = example[at] ?? null
    const used = value !== null && (FRESH[name]?.includes(`:${name}`) ?? true)
    return used ? ['-D', `${name}=${textOf(value, name)}`] : []
  })
  return {
    name: 'pgbench',
    async batch(turns, atOnce) {
      const folder = mkdtempSync(join(tmpdir(), 'aside-pgbench-'))
      const script = join(folder, 'file-case.sql')
      writeFileSync(script, scriptOf(example))
      const log = join(folder, 'turns')
      const options = ['-n', '-M', 'prepared', '-c', String(atOnce), '-j', '1', ...given]
      const logged = ['-l', `--log-prefix=${log}`]
      const many = ['-t', String(Math.ceil(turns / atOnce)), '-f', script, database]
      const env = {
        PGHOST: server.socket,
        PGUSER: username,
        PGPASSWORD: password,
        PGOPTIONS: '-c role=aside_intake -c plan_cache_mode=force_generic_plan',
      }
      try {
        const { stdout, stderr } = await run(program, [...options, ...logged, ...many], env)
        const rate = /tps = ([\d.]+)/.exec(stdout)?.[1]
        if (rate === undefined) throw new Error(`pgbench: ${stderr}`)
        return { wall: (turns / Number(rate)) * 1_000, each: latencies(folder) }
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/** The third word of each line of its log: microseconds of one turn. */
function latencies(folder: string): readonly number[] {
  const lines = globSync(join(folder, 'turns.*')).flatMap((file) =>
    readFileSync(file, 'utf8').trim().split('\n'),
  )
  return lines.map((line) => Number(line.split(' ')[2]) / 1_000)
}

/** Its arguments are kilobytes of bytes: what goes wrong is told without them. */
function run(program: string, options: string[], env: Record<string, string>) {
  return new Promise<{ stdout: string; stderr: string }>((done) => {
    execFile(program, options, { env }, (failed, stdout, stderr) =>
      done({ stdout: failed === null ? stdout : '', stderr }),
    )
  })
}

/** Each place with the type that the statement gives it somewhere: pgbench sends every mention as a parameter of its own. */
function scriptOf(example: readonly Value[]): string {
  const types = new Map(
    [...FILE_CASE.text.matchAll(/\$(\d+)::(\w+(?:\[\])?)/g)].map(([, place, type]) => [
      place,
      type,
    ]),
  )
  const statement = FILE_CASE.text.trim().replaceAll(/\$(\d+)/g, (_, place: string) => {
    const at = Number(place) - 1
    const name = FILE_CASE.names[at] ?? ''
    const value = example[at] === null ? 'null' : (FRESH[name] ?? `:${name}`)
    return `(${value})::${types.get(place)}`
  })
  return `\\set n random(1, 9000000000000000000)\n${statement};\n`
}

/** As libpq writes a parameter. The receipt's first place is made anew each turn, so one is left out of the array. */
function textOf(value: Value, name: string): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return name === 'lookups' ? String(value).replace(/^\{[^,]*,/, '{') : String(value)
}
