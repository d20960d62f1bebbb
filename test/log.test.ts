import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { jsonLog } from '#log.ts'
import { rateLimited } from '#log-rate-limit.ts'

let lines: string[]
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-02T08:00:00Z') })
  lines = []
})
afterEach(() => vi.useRealTimers())

function limited() {
  return rateLimited(
    jsonLog(
      (line) => lines.push(line),
      () => new Date(),
    ),
  )
}
const logLines = () =>
  lines.splice(0).map((line) => {
    const { at: _, level: __, ...rest } = JSON.parse(line)
    return rest
  })
const MINUTE = 60_000
const AWAY = { route: '/api/queue', code: 'DATABASE_AWAY' }

test('the same trouble again and again is one line, and then one each ten minutes with how often it came', async () => {
  const log = limited()
  for (let n = 0; n < 500; n += 1) log.warn('request_failed', AWAY)
  expect(logLines()).toEqual([{ event: 'request_failed', ...AWAY }])
  await vi.advanceTimersByTimeAsync(10 * MINUTE)
  expect(logLines()).toEqual([{ event: 'request_failed', ...AWAY, times: 499 }])
  log.warn('request_failed', AWAY)
  await vi.advanceTimersByTimeAsync(10 * MINUTE)
  expect(logLines()).toEqual([{ event: 'request_failed', ...AWAY, times: 1 }])
  await vi.advanceTimersByTimeAsync(60 * MINUTE)
  expect(logLines()).toEqual([])
  log.warn('request_failed', AWAY)
  expect(logLines()).toHaveLength(1)
})

test('other troubles are other lines, and what is no trouble is said each time', () => {
  const log = limited()
  for (let n = 0; n < 3; n += 1) {
    log.warn('request_failed', AWAY)
    log.warn('request_failed', { ...AWAY, code: 'UNEXPECTED' })
    log.warn('sign_in_failed')
    log.info('signed_in', { officer: 'ethics-1' })
  }
  expect(logLines()).toHaveLength(6)
})

test('when it is back, that is said once, with how long it was away', async () => {
  const log = limited()
  let well = false
  log.watch('DATABASE_AWAY', 'database_back', async () => well)
  for (let n = 0; n < 60; n += 1) {
    log.warn('request_failed', AWAY)
    log.warn('duty_failed', { duty: 'release', code: 'DATABASE_AWAY' })
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(logLines().map(({ event }) => event)).toEqual(['request_failed', 'duty_failed'])
  well = true
  await vi.advanceTimersByTimeAsync(2 * MINUTE)
  const [failed, duty, back, ...rest] = logLines()
  expect([failed, duty]).toEqual([
    { event: 'request_failed', ...AWAY, times: 59 },
    { event: 'duty_failed', duty: 'release', code: 'DATABASE_AWAY', times: 59 },
  ])
  expect(back).toMatchObject({ event: 'database_back' })
  expect(back.seconds).toBeGreaterThanOrEqual(60)
  expect(back.seconds).toBeLessThanOrEqual(100)
  expect(rest).toEqual([])
  await vi.advanceTimersByTimeAsync(30 * MINUTE)
  expect(logLines()).toEqual([])
  log.warn('request_failed', AWAY)
  expect(logLines()).toEqual([{ event: 'request_failed', ...AWAY }])
})

test('one that comes and goes each second is not said to be back each second', async () => {
  const log = limited()
  log.watch('DATABASE_AWAY', 'database_back', async () => true)
  for (let n = 0; n < 300; n += 1) {
    log.warn('request_failed', AWAY)
    await vi.advanceTimersByTimeAsync(2_000)
  }
  expect(logLines().length).toBeLessThanOrEqual(3)
})

test('however many kinds of trouble there are, no more than a thousand are remembered', () => {
  const log = limited()
  for (let n = 0; n < 5_000; n += 1) log.warn('not_released', { number: n })
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1_000)
  expect(logLines()).toHaveLength(5_000)
})
