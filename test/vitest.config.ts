import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LastLine } from './fixtures/reporter.ts'

const note = join(tmpdir(), `aside-missing-tools-${process.pid}`)
rmSync(note, { force: true })
process.env['ASIDE_MISSING_TOOLS'] = note

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/fixtures/postgres-server.ts'],
    reporters: ['default', new LastLine()],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    env: { ASIDE_MISSING_TOOLS: note, TZ: 'UTC' },
  },
})
