import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '#errors.ts'
import { type TestServices, testServices } from '../fixtures/services.ts'
import { type Cloud, startCloud } from '../fixtures/teams-cloud.ts'
import { button, person } from '../fixtures/teams-person.ts'

let made: TestServices
let cloud: Cloud
beforeEach(async () => {
  made = await testServices({ accountInline: true })
  cloud = await startCloud(made)
})
afterEach(() => cloud.stop())

const INVOKES = ['task/fetch', 'task/submit', 'adaptiveCard/action']

/** What a client could send with it, whole, edited or not at all. */
function values(data: unknown): readonly unknown[] {
  const datas = [data, null, {}, { aside: null }, { aside: { verb: 'none' } }, 'words', [data]]
  return [
    undefined,
    null,
    {},
    ...datas.flatMap((one) => [{ data: one }, { action: { data: one } }]),
  ]
}

// Teams shows "something went wrong" for an empty answer, and the text in the window is gone.
test.each([false, true])(
  'case 81 whatever is pressed is answered with something, with the world broken: %s',
  async (broken) => {
    const amal = person(cloud)
    const { data } = button(await amal.install(), 'conversation')
    if (broken) {
      await cloud.stop()
      cloud = await startCloud(made, {
        facts: () => Promise.reject(new AppError('DATABASE_AWAY')),
      })
    }
    const again = person(cloud)
    for (const name of INVOKES) {
      for (const value of values(data)) {
        const { status, text } = await again.invoke(name, value as object)
        expect([name, value, status]).toEqual([name, value, 200])
        expect([name, value, text === '' || text === '{}']).toEqual([name, value, false])
      }
    }
  },
)
