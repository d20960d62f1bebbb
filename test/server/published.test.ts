import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Directory } from '#domain/case/roster.ts'
import { type RunningDesk, startDesk } from '../fixtures/desk-server.ts'

/** A published list that counts how often it is written as JSON. */
function counted(roster: string) {
  const seen = { written: 0 }
  const directory: Directory = {
    root: 'root',
    roster,
    signature: 'signature',
    certificates: ['certificate'],
    previous: null,
    hash: roster,
  }
  const listed = Object.defineProperty({ ...directory }, 'toJSON', {
    enumerable: false,
    value: () => {
      seen.written += 1
      return directory
    },
  })
  return { seen, directory, listed }
}

let desk: RunningDesk
const [one, two] = [counted('one'), counted('two')]
let every: readonly Directory[] = [one.listed]
beforeAll(async () => {
  desk = await startDesk({
    directory: {
      latest: async () => every.at(-1) ?? null,
      every: async () => every,
      publish: async () => undefined,
    },
  })
})
afterAll(() => desk.stop())

test('the published list is written once, however many ask for it, and anew when there is another', async () => {
  const ask = async () => JSON.parse((await desk.ask('/directory.json')).text)
  for (let n = 0; n < 50; n += 1) expect(await ask()).toEqual(one.directory)
  expect(one.seen.written).toBe(1)
  every = [...every, two.listed]
  for (let n = 0; n < 50; n += 1) expect(await ask()).toEqual(two.directory)
  expect(two.seen.written).toBe(1)
})

test('and so is the list of all of them', async () => {
  let read = 0
  const watched = Object.defineProperty({ ...two.directory }, 'roster', {
    enumerable: true,
    get: () => {
      read += 1
      return 'two'
    },
  })
  every = [one.directory, watched]
  const texts = new Set<string>()
  for (let n = 0; n < 50; n += 1) texts.add((await desk.ask('/directories.json')).text)
  expect([...texts].map((text) => JSON.parse(text).snapshots.length)).toEqual([2])
  expect(read).toBe(1)
})
