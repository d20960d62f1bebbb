import { expect, test } from 'vitest'
import { rememberedDirectory } from '#crypto/remembered-directory.ts'
import type { Directory } from '#domain/case/roster.ts'
import { AppError } from '#errors.ts'
import { testClock } from '../fixtures/services.ts'

function remembering() {
  const clock = testClock(new Date('2026-11-23T09:00:00Z'))
  const state = { reads: 0, away: false }
  const read = rememberedDirectory(clock, async () => {
    state.reads += 1
    if (state.away) throw new AppError('DATABASE_AWAY')
    return { hash: `${state.reads}` } as Directory
  })
  return { clock, state, read }
}

test('a roster is read again after five seconds, and by whoever may know a newer one after one', async () => {
  const { clock, state, read } = remembering()
  await read()
  clock.forward(999)
  await read(true)
  expect(state.reads).toBe(1)
  clock.forward(1)
  await Promise.all(Array.from({ length: 50 }, () => read(true)))
  expect(state.reads).toBe(2)
  clock.forward(4_999)
  await read()
  expect(state.reads).toBe(2)
  clock.forward(1)
  await read()
  expect(state.reads).toBe(3)
  clock.forward(-1)
  await read()
  expect(state.reads).toBe(4)
})

test('a flood of what is refused reads the roster once a second, and no oftener', async () => {
  const { clock, state, read } = remembering()
  for (let ms = 0; ms < 10_000; ms += 10) {
    await read(true)
    clock.forward(10)
  }
  expect(state.reads).toBe(10)
})

test('while the database is away the last roster goes on', async () => {
  const { clock, state, read } = remembering()
  const directory = await read()
  state.away = true
  clock.forward(1_000)
  expect(await read(true)).toBe(directory)
  expect(state.reads).toBe(2)
})
