import { defineConfig } from 'vitest/config'
import base from '../../test/vitest.config.ts'

const HOUR = '3_600_000'
const TEN_MINUTES = '600_000'
/** Who looks at every screen takes longer than a test may, and a loaded machine longer over an act than a page may. */
const unhurried = {
  name: 'unhurried',
  transform: (code: string, id: string) =>
    /\/test\/.*\.ts/.test(id) && !id.includes('/node_modules/')
      ? code
          .replaceAll(/\{ timeout: \w+ \}(?=, (async )?\()/g, `{ timeout: ${HOUR} }`)
          .replaceAll(/(?<=setDefaultTimeout\(|timeout: )[36]0_000\b/g, TEN_MINUTES)
      : null,
}

/** The tests that use a browser, with a picture of each screen they come to. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    maxWorkers: 1,
    projects: [
      {
        extends: true,
        plugins: [unhurried],
        test: {
          name: 'screens',
          include: ['test/{page,desk,server,teams,web}/**/*browser*.test.ts'],
          setupFiles: ['bench/screens/record.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 3_600_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'answers',
          include: ['bench/screens/{answers,cards}.ts'],
          testTimeout: 3_600_000,
        },
      },
    ],
  },
})
