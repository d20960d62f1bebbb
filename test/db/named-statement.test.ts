import { expect, test } from 'vitest'
import { namedStatement } from '#db/named-statement.ts'

const insert = namedStatement(
  'insert into "case" values (:id::text, :days::int, :id) returning :id',
)

test('a name is one value, however often the statement uses it', () => {
  expect(insert.text).toBe('insert into "case" values ($1::text, $2::int, $1) returning $1')
  expect(insert.values({ days: 7, id: 'a' })).toEqual(['a', 7])
})

test('null is a value', () => {
  expect(insert.values({ id: null, days: null })).toEqual([null, null])
})

test('a value that is missing, or that no column takes, is named and nothing is sent', () => {
  expect(() => insert.values({ id: 'a' })).toThrow('missing [days], surplus []')
  expect(() => insert.values({ id: 'a', days: 7, office: 'hr' })).toThrow('surplus [office]')
})
