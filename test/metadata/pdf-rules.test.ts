import { expect, test } from 'vitest'
import { LEAF_VALUES } from '#metadata/strip/pdf/leaves.ts'
import { SPECIAL } from '#metadata/strip/pdf/rules.ts'
import { SHAPES } from '#metadata/strip/pdf/shapes.ts'

test('every rule that a dictionary of a PDF names is one that there is', () => {
  const named = [...SHAPES.values()].flatMap((rules) => [...rules.values()])
  const plain = new Set(named.map((rule) => rule.replace(/^[[{](\w+)[\]}]$/, '$1')))
  const missing = [...plain].filter(
    (rule) => ![LEAF_VALUES, SPECIAL].some((all) => Object.hasOwn(all, rule)) && !SHAPES.has(rule),
  )
  expect(missing).toEqual([])
})
