import { expect, test } from 'vitest'
import { solve } from '#page/http/solve-proof-of-work.ts'
import { proofs } from '#server/api/reporter/proof-of-work.ts'
import { testClock } from '../fixtures/services.ts'

const MINUTE = 60_000
const at = () => testClock(new Date('2026-11-23T09:00:00Z'))
const judgeOf = (clock = at(), key = 1) => proofs(new Uint8Array(32).fill(key), clock)

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

test('T-50 what was solved in the browser counts once, also when it is shown twice at once', async () => {
  const judge = judgeOf()
  const solved = await solve(await judge.ask(1))
  const shown = await Promise.all([1, 2, 3].map(() => judge.accept(solved)))
  expect(shown.toSorted()).toEqual([false, false, true])
  expect(await judge.accept(solved)).toBe(false)
  expect(await judge.accept(await solve(await judge.ask(1)))).toBe(true)
  expect(solved.length).toBeLessThan(2_000)
})

test('T-150 a higher price is more turns, any of them from the first on, and looking at them costs the server no more', async () => {
  const little = { cost: 1, most: 600 }
  const judge = proofs(new Uint8Array(32).fill(1), at(), little)
  const turns = async (price: number) => {
    const solved = await solve(await judge.ask(price))
    expect(await judge.accept(solved)).toBe(true)
    const { challenge, solution } = JSON.parse(atob(solved))
    expect(challenge.parameters.cost).toBe(little.cost)
    return solution.counter as number
  }
  for (const price of [1, 4]) {
    const drawn = await Promise.all(Array.from({ length: 40 }, () => turns(price)))
    // A program that left out the first third would miss one in three: forty without any are one in ten million.
    expect(Math.min(...drawn)).toBeLessThan(200 * price)
    expect(Math.max(...drawn)).toBeGreaterThan(400 * price)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(600 * price)
    expect(Math.min(...drawn)).toBeGreaterThan(0)
  }
})

test('T-50 what was made cheaper, changed or made by somebody else does not count', async () => {
  const judge = judgeOf()
  const solved = await solve(await judge.ask(1))
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
    await solve(await judgeOf(at(), 2).ask(1)),
    '',
    'not base64 !',
    btoa('not json'),
    btoa('null'),
    btoa('{"challenge":null,"solution":null}'),
  ]
  for (const one of odd) expect(await judge.accept(one)).toBe(false)
})

test('case 53 a solved one cannot be kept in store: after twenty minutes it is nothing', async () => {
  const clock = at()
  const judge = judgeOf(clock)
  const [solved, other] = [await solve(await judge.ask(1)), await solve(await judge.ask(1))]
  clock.forward(20 * MINUTE)
  expect(await judge.accept(solved)).toBe(true)
  clock.forward(MINUTE)
  expect(await judge.accept(other)).toBe(false)
  // Forgotten only when it is over, so it is never taken a second time.
  expect(await judge.accept(solved)).toBe(false)
})

test('the work can be stopped, and says so as a code', async () => {
  const stop = new AbortController()
  const working = solve(await judgeOf().ask(1), stop)
  stop.abort()
  await expect(working).rejects.toMatchObject({ code: 'PROOF_NEEDED' })
})

test('T-129 a challenge names nobody', async () => {
  const judge = judgeOf()
  const asked = JSON.parse(await judge.ask(1))
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
