import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { jsonLog } from '#log.ts'
import { rateLimited } from '#log-rate-limit.ts'
import { dailyFailures } from '#server/daily-failures.ts'
import { handledRoutes } from '#server/handle-request.ts'
import { PAGE_API } from '#wire/v1.ts'

const HOUR = 3_600_000
const clock = { now: () => new Date() }
let lines: string[]
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-02T09:41:27Z') })
  lines = []
})
afterEach(() => vi.useRealTimers())

const log = () => rateLimited(jsonLog((line) => lines.push(line), clock.now))
const logLines = () => lines.splice(0).map((line) => JSON.parse(line))

test('T-111 what fails at the page is one count for its day, told when the day is over', async () => {
  const failed = dailyFailures(log(), clock)
  for (const minute of [0, 3, 200]) {
    await vi.advanceTimersByTimeAsync(minute * 60_000)
    failed({ code: 'DATABASE_AWAY' })
  }
  failed({ code: 'ROSTER_REFUSED' })
  await vi.advanceTimersByTimeAsync(10 * HOUR)
  expect(logLines()).toEqual([])
  // Within a minute after midnight: a process that ends in the first hour of a day takes no count of the last one along.
  vi.setSystemTime(new Date('2026-11-02T23:59:30Z'))
  await vi.advanceTimersByTimeAsync(90_000)
  const lines = logLines()
  expect(lines.map(({ at: _, ...line }) => line)).toEqual(
    [
      { code: 'DATABASE_AWAY', times: 3 },
      { code: 'ROSTER_REFUSED', times: 1 },
    ].map((line) => ({ level: 'info', event: 'page_failed', day: '2026-11-02', ...line })),
  )
  expect(lines.every(({ at }) => at.startsWith('2026-11-03'))).toBe(true)
  await vi.advanceTimersByTimeAsync(48 * HOUR)
  expect(logLines()).toEqual([])
})

test('T-106 T-111 whatever fails of the page, whoever reads the log sees neither when nor what', async () => {
  const broken = new Proxy(
    {},
    {
      get: () => {
        throw new Error('broken')
      },
    },
  )
  const services = { log: log(), clock, policy: { page: true } }
  const options = {
    services,
    demo: false,
    publicUrl: 'https://aside.invalid',
    proofKey: new Uint8Array(32),
    oidc: { issuer: 'https://sign-in.invalid' },
    trust: { rootFingerprint: '', leastRoster: 1 },
    assets: '/nowhere',
  }
  const table = handledRoutes(options as never)
  expect(table.length).toBeGreaterThan(0)
  for (const { route, answer } of table) {
    const res = new Proxy({}, { get: () => () => undefined })
    await Promise.resolve(answer(broken as never, res as never)).catch(() => undefined)
    const routes = logLines().map(({ route: named }) => named)
    if (route.path.startsWith(PAGE_API) || 'pageOnly' in route) expect(routes).toEqual([])
    if (route.role === 'officer') expect(routes).toEqual([route.path])
  }
})
