import { expect, test } from 'vitest'
import { sweepUploads } from '#jobs/sweep-uploads.ts'
import { memoryUploads } from '../fixtures/memory-files.ts'

const at = (instant: string) => ({ now: () => new Date(instant) })

test('T-133 what was begun before midnight is there for two hours more, and then gone', async () => {
  const uploads = memoryUploads()
  const file = { id: 'a'.repeat(22), size: 70_000 }
  await uploads.put(file, 0, new Uint8Array(10), '2026-11-09' as never)
  await sweepUploads({ clock: at('2026-11-10T01:59:00Z'), uploads })
  expect(uploads.rows.size).toBe(1)
  await sweepUploads({ clock: at('2026-11-10T02:01:00Z'), uploads })
  expect(uploads.rows.size).toBe(0)
})
