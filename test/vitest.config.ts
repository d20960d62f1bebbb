import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { LastLine } from './fixtures/reporter.ts'

const note = join(tmpdir(), `aside-missing-tools-${process.pid}`)
rmSync(note, { force: true })
process.env['ASIDE_MISSING_TOOLS'] = note

/** One journey a channel, from the first screen to the answer that is read: Teams and the anonymous page, in one demo. */
const CHANNELS = ['test/journeys/demo.test.ts']

/** A browser looks at every screen, or at one screen in every way. */
const BROWSER = ['test/**/*.browser.test.{ts,tsx}', 'test/server/sign-in-browser.test.ts']

/**
 * Takes more than forty seconds by itself: every state of a conversation, every screen in every language, documents of
 * many programs, earlier landings with rows, files cleaned in little memory, and how often code runs (counting that leaves
 * V8 slower in its process).
 */
const LONG = [
  'test/model/*.test.ts',
  'test/metadata/{endless,linear,memory,ordinary-programs,pdf-encrypted}.test.ts',
  'test/teams/screens.browser.test.ts',
  'test/desk/{axe,files}.browser.test.ts',
  'test/page/{follow-up,follow-up-axe,links,page,screens}.browser.test.ts',
  'test/db/landings.test.ts',
  'test/journeys/demo-starts.test.ts',
]

/**
 * Whole servers, demos and builds; processes that are killed; what takes eight seconds by itself; and files that are
 * traps or so long that time would tell (`archives`).
 */
const WHOLE = [
  'test/journeys/**/*.test.ts',
  'test/promises/{canary,demo-is-not-production,no-address,who-is-notified}.test.ts',
  'test/db/kill.test.ts',
  'test/embedded-postgres/embedded.test.ts',
  'test/page/size.test.ts',
  'test/metadata/{again,archives,everywhere,office-fields,office-valid,pdf-annotations,pdf-same,pdf-words,respelling}.test.ts',
  'test/teams/{around,card-size,refusals}.test.ts',
  'test/db/{act-admits,addresses-move,away,busy,days,logins,notifications-flood,recount-deadlines,unconfirmed-danger}.test.ts',
  'test/db/delayed-inbox/{acts,as-if-arrived,as-long-as-it-takes,gigabyte,heads,parked,release,seen-together}.test.ts',
  'test/server/{reporter-{acts,find,links,oracle,proofs},roster-changes}.test.ts',
  'test/cli/{check,roster-v2}.test.ts',
]

/** Postgres, in this process. */
const DATABASE = [
  'test/db/**/*.test.ts',
  'test/cli/check-page.test.ts',
  'test/jobs/lapse-questions.test.ts',
  'test/notifications/send.test.ts',
  'test/server/{acknowledgement,forwarded,reporter-*}.test.ts',
]

const ALL = ['test/**/*.test.{ts,tsx}']

/**
 * The projects share one database server, and no file is in two of them: each leaves out what those above it take.
 * `npm test` runs channels, database and unit; `npm run test:rest` runs browser and whole; `npm run test:long` runs long.
 */
const PROJECTS: readonly (readonly [name: string, include: string[]])[] = [
  ['channels', CHANNELS],
  ['long', LONG],
  ['browser', BROWSER],
  ['whole', WHOLE],
  ['database', DATABASE],
  ['unit', ALL],
]

/** Longer than any other, and so started first: a run would end with one processor waiting for them. */
const FIRST = [
  'test/journeys/killed.test.ts',
  'test/desk/acts.browser.test.ts',
  'test/model/model.test.ts',
  'test/teams/screens.browser.test.ts',
]

/** The longest files first, then by project and size. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification) => {
      const at = FIRST.findIndex((file) => moduleId.endsWith(`/${file}`))
      return at < 0 ? FIRST.length : at
    }
    return sorted.toSorted((one, other) => place(one) - place(other))
  }
}

/** With `ASIDE_SEED` the examples of properties are those of that seed. */
const seeded = process.env['ASIDE_SEED'] ? ['test/fixtures/seeded.ts'] : []

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    globalSetup: ['test/fixtures/postgres-server.ts'],
    reporters: ['default', new LastLine()],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // A second, as it is otherwise, is too short where both processors are busy.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    env: { ASIDE_MISSING_TOOLS: note, TZ: 'UTC' },
    projects: PROJECTS.map(([name, include], place) => ({
      extends: true as const,
      test: {
        name,
        include,
        setupFiles: seeded,
        exclude: PROJECTS.slice(0, place).flatMap(([, earlier]) => earlier),
        // What files start, they start as processes or databases of their own: they may share a module's memory.
        isolate: false,
      },
    })),
  },
})
