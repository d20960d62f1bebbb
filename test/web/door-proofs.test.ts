import { expect, test } from 'vitest'
import { doorMarks } from '../../src/sealing/door-marks.ts'
import { serverKeys } from '../../src/sealing/server-keys.ts'
import { proofs } from '../../src/web/api/door/proofs.ts'
import { solve } from '../../src/web/browser/page/reach/solve.ts'
import { testClock } from '../fixtures/world.ts'

const MINUTE = 60_000
const marks = doorMarks(serverKeys(new Uint8Array(32).fill(8)))
const at = () => testClock(new Date('2026-11-23T09:00:00Z'))
const judgeOf = (clock = at(), key = 1) => proofs(new Uint8Array(32).fill(key), clock, marks)

/** A solved challenge with one place in it changed; without a value it is taken away. */
function changed(solved: string, path: string, value?: unknown): string {
  const whole: unknown = JSON.parse(atob(solved))
  const places = path.split('.')
  const last = places.pop() ?? ''
  const at = places.reduce((part, place) => Reflect.get(part as object, place), whole) as object
  if (value === undefined) Reflect.deleteProperty(at, last)
  else Reflect.set(at, last, value)
  return btoa(JSON.stringify(whole))
}

test('T-50 what was solved in the browser counts, and is known again', async () => {
  const judge = judgeOf()
  const solved = await solve(await judge.ask())
  const mark = await judge.judge(solved)
  expect(mark).toHaveLength(32)
  expect(await judge.judge(solved)).toEqual(mark)
  const other = await solve(await judge.ask())
  expect(await judge.judge(other)).not.toEqual(mark)
  expect(solved.length).toBeLessThan(2_000)
})

test('T-50 what was made cheaper, changed or made by somebody else does not count', async () => {
  const judge = judgeOf()
  const solved = await solve(await judge.ask())
  const { until } = JSON.parse(atob(solved)).challenge.parameters.data
  const odd = [
    changed(solved, 'challenge.parameters.cost', 1),
    changed(solved, 'challenge.parameters.data.until', until + 600),
    changed(solved, 'challenge.parameters.keySignature'),
    changed(solved, 'challenge.parameters.more', 1),
    changed(solved, 'challenge.signature', ''),
    changed(solved, 'solution.derivedKey', '00'.repeat(32)),
    changed(solved, 'solution.derivedKey', 'not hex'),
    changed(solved, 'solution.counter', -1),
    await solve(await judgeOf(at(), 2).ask()),
    '',
    'not base64 !',
    btoa('not json'),
    btoa('null'),
    btoa('{"challenge":null,"solution":null}'),
  ]
  for (const one of odd) expect(await judge.judge(one)).toBeNull()
})

test('case 53 a solved one cannot be kept in store: after twenty minutes it is nothing', async () => {
  const clock = at()
  const judge = judgeOf(clock)
  const solved = await solve(await judge.ask())
  clock.forward(20 * MINUTE)
  expect(await judge.judge(solved)).not.toBeNull()
  clock.forward(MINUTE)
  expect(await judge.judge(solved)).toBeNull()
})

test('the work can be stopped, and says so as a code', async () => {
  const stop = new AbortController()
  const working = solve(await judgeOf().ask(), stop)
  stop.abort()
  await expect(working).rejects.toMatchObject({ code: 'PROOF_NEEDED' })
})

test('T-129 a challenge names nobody, and what is kept of it is a mark', async () => {
  const judge = judgeOf()
  const asked = JSON.parse(await judge.ask())
  expect(Object.keys(asked.parameters).toSorted()).toEqual([
    'algorithm',
    'cost',
    'data',
    'keyLength',
    'keyPrefix',
    'keySignature',
    'nonce',
    'salt',
  ])
  expect(Object.keys(asked.parameters.data)).toEqual(['until'])
})
