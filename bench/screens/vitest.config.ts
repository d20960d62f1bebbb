import { defineConfig } from 'vitest/config'
import base from '../../test/vitest.config.ts'

/** The tests that use a browser, with a picture of each screen they come to. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    maxWorkers: 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'screens',
          include: ['test/{page,desk,server,teams}/**/*browser*.test.ts'],
          setupFiles: ['bench/screens/record.ts'],
          testTimeout: 600_000,
        },
      },
    ],
  },
})
