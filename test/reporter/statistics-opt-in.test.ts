import { expect, test } from 'vitest'
import { readStatistics, statisticsDialog } from '#dialogs/statistics.ts'
import { wordsFor } from '#dialogs/words.ts'
import { systemChance } from '#domain/case/ids.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { STATISTIC_FACTS } from '#domain/concern/statistic.ts'
import { optInToStatistics } from '#reporter/statistics-opt-in.ts'
import { testServices } from '../fixtures/services.ts'

const nonce = () => new Uint8Array(systemChance(32))

test('nothing chosen is nothing counted, and spends nothing', async () => {
  const { services, store } = await testServices()
  const same = nonce()
  expect(await optInToStatistics(services, same, 'advice', readStatistics({}))).toBe('none')
  expect(store.counted).toEqual([])
  expect(await optInToStatistics(services, same, 'advice', ['gender_woman'])).toBe('counted')
})

test('a double press counts once, whatever the second chose', async () => {
  const { services, store } = await testServices()
  const same = nonce()
  expect(
    await optInToStatistics(services, same, 'advice', ['gender_woman', 'place_external']),
  ).toBe('counted')
  expect(await optInToStatistics(services, same, 'advice', ['gender_man'])).toBe('already')
  expect(store.counted.toSorted()).toEqual(['advice gender_woman', 'advice place_external'])
})

test('the order in which facts arrive says nothing of the order in which they were asked', async () => {
  const { services, store } = await testServices()
  const orders = new Set<string>()
  for (let at = 0; at < 60; at += 1) {
    store.counted.splice(0)
    await optInToStatistics(services, nonce(), 'advice', [
      'place_external',
      'gender_man',
      'staff_executive',
    ])
    orders.add(store.counted.join())
  }
  expect(orders.size).toBeGreaterThan(1)
})

test('no is what stands on the screen, and every choice there is one fact that may be counted', async () => {
  const { facts } = await testServices()
  for (const category of CATEGORIES) {
    const dialog = statisticsDialog(category, await facts(wordsFor('en'), null))
    const [no, yes] = dialog.buttons
    expect([no?.verb, yes?.verb, no?.look]).toEqual(['leave', 'send_statistics', yes?.look])
    const offered: string[] = []
    for (const ask of dialog.asks) {
      if (ask.kind === 'words') throw new Error('nobody writes here')
      expect(ask.chosen).toEqual(['rather_not'])
      for (const { value } of ask.options) {
        const facts = readStatistics({ [ask.id]: value })
        expect(facts).toHaveLength(value === 'rather_not' ? 0 : 1)
        offered.push(...facts)
      }
    }
    expect(['self_served', ...offered].toSorted()).toEqual([...STATISTIC_FACTS].toSorted())
  }
})

test('anything else than what was offered is refused', () => {
  for (const answers of [{ gender: 'x' }, { place: '' }, { name: 'Amal' }, { staff: 7 }]) {
    expect(() => readStatistics(answers)).toThrow(
      expect.objectContaining({ code: 'ANSWERS_INVALID' }),
    )
  }
})
