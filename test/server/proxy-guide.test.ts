import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROUTES } from '#server/routes.ts'

const GUIDE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operations.md'), 'utf8')
const MIB = 1_048_576

test('the proxies of the guide take and keep in memory whatever the server takes', () => {
  const most = Math.max(...ROUTES.map(({ body }) => body ?? 0))
  const nginx = [...GUIDE.matchAll(/client_(?:max_body|body_buffer)_size (\d+)m;/g)]
  const caddy = [...GUIDE.matchAll(/max_size (\d+)MB/g)]
  expect([nginx.length, caddy.length]).toEqual([4, 1])
  for (const [, size] of nginx) expect(Number(size) * MIB).toBeGreaterThan(most)
  for (const [, size] of caddy) expect(Number(size) * 1_000_000).toBeGreaterThan(most)
  expect(GUIDE).toContain(`Bodies up to ${most / MIB} MiB`)
})
