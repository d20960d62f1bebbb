import { defineConfig } from 'vitest/config'
import base from '../../test/vitest.config.ts'

/** Who looks at every screen takes longer than a test may, however loaded the machine is. */
const unhurried = {
  name: 'unhurried',
  transform: (code: string, id: string) =>
    /browser\.test\.ts/.test(id)
      ? code.replace(/\{ timeout: \w+ \}(?=, (async )?\()/g, '{ timeout: 3_600_000 }')
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
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
})
