import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemsOfIcon, readIcon } from '../../manifest/icon.ts'
import { pointsOf } from './png.ts'

const icon = (name: string) => readFileSync(join(import.meta.dirname, '../../manifest', name))

test('the icons have the sizes that Teams asks for', () => {
  expect(readIcon(icon('color.png'))).toMatchObject({ width: 192, height: 192 })
  expect(readIcon(icon('outline.png'))).toEqual({ width: 32, height: 32, transparent: true })
})

test('the small icon is white on nothing, and is the sign: two arcs with air between them', () => {
  const points = pointsOf(icon('outline.png'))
  expect(points.length).toBe(32 * 32)
  const seen = points.filter(({ alpha }) => alpha > 0)
  expect(seen.length).toBeGreaterThan(60)
  expect(seen.every(({ red, green, blue }) => red + green + blue === 3 * 255)).toBe(true)
  const middle = points.filter((_, at) => at % 32 === 15 || at % 32 === 16)
  expect(middle.every(({ alpha }) => alpha === 0)).toBe(true)
  const arc = (from: number) =>
    points.filter(({ alpha }, at) => alpha > 0 && at % 32 >= from && at % 32 < from + 15).length
  expect(Math.abs(arc(0) - arc(17))).toBeLessThan(3)
})

test('another size, or no picture at all, is named', () => {
  expect(problemsOfIcon('color.png', icon('outline.png'), 192)).toEqual([
    'color.png: 192 by 192 points are needed.',
  ])
  expect(problemsOfIcon('color.png', new Uint8Array(40), 192)).toEqual(['color.png: no PNG file.'])
  expect(problemsOfIcon('color.png', new Uint8Array(0), 192)).toEqual(['color.png: no PNG file.'])
})
