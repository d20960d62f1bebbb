import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const WORDS = 'what she wrote'
const from = (name: string) => JSON.stringify(join(import.meta.dirname, '..', 'src', name))

/** A process in which something is thrown that nobody catches. */
function process(thrown: string, stop = ''): { lines: string[]; ended: number | null } {
  const script = `
    import { jsonLog } from ${from('log.ts')}
    import { AppError } from ${from('errors.ts')}
    import { onUncaught, shutdownOnce } from ${from('uncaught.ts')}
    const stop = async () => { console.log('{"event":"stopped"}'); ${stop} }
    onUncaught(jsonLog((line) => console.log(line), () => new Date(0)), shutdownOnce(stop))
    setInterval(() => undefined, 1_000)
    ${thrown}`
  const { stdout, stderr, status } = spawnSync(
    globalThis.process.execPath,
    ['--input-type=module', '-e', script],
    { encoding: 'utf8', env: { NODE_NO_WARNINGS: '1' } },
  )
  return { lines: `${stdout}${stderr}`.trim().split('\n'), ended: status }
}

test.each([
  [
    `setImmediate(() => { throw Object.assign(new TypeError('${WORDS}'), { code: '${WORDS}' }) })`,
    { event: 'uncaught', code: 'UNEXPECTED', kind: 'TypeError' },
  ],
  [
    `Promise.reject(Object.assign(new Error('${WORDS}'), { code: 'ECONNRESET' }))`,
    { event: 'unhandled', code: 'UNEXPECTED', kind: 'Error', system: 'ECONNRESET' },
  ],
  [
    `Promise.reject(new AppError('STORE_REFUSED', { words: '${WORDS}' }))`,
    { event: 'unhandled', code: 'STORE_REFUSED' },
  ],
  [`Promise.reject('${WORDS}')`, { event: 'unhandled', code: 'UNEXPECTED' }],
])(
  'T-149 what nobody caught is one line of codes, and the process ends in order: %s',
  (thrown, line) => {
    const { lines, ended } = process(thrown)
    expect(lines.map((one) => JSON.parse(one))).toEqual([
      { at: '1970-01-01T00:00:00.000Z', level: 'warn', ...line },
      { event: 'stopped' },
    ])
    expect(ended).toBe(1)
  },
)

test('T-149 it ends also when ending fails, and says no more than codes of that', () => {
  const { lines, ended } = process(
    `setImmediate(() => { throw new Error('${WORDS}') })`,
    `throw new Error('${WORDS}')`,
  )
  expect(ended).toBe(1)
  expect(lines.join('\n')).not.toContain(WORDS)
})
