import { expect, test } from 'vitest'
import { connectionTo } from '#db/connection.ts'
import { toAppError } from '#db/error-mapping.ts'

test.each([
  'EPIPE',
  'ECONNRESET',
  'ERR_STREAM_DESTROYED',
  'ERR_SSL_BAD_DECRYPT',
  'CONNECTION_CLOSED',
])(
  'T-149 a connection that broke with %s says that the database is away, not that it refused',
  (code) => {
    const thrown = toAppError(Object.assign(new Error('words'), { code }))
    expect([thrown.code, thrown.ids]).toEqual(['DATABASE_AWAY', {}])
  },
)

test('what the server itself refuses keeps its state', () => {
  const thrown = toAppError(Object.assign(new Error('words'), { code: '23505' }))
  expect([thrown.code, thrown.ids]).toEqual(['STORE_REFUSED', { state: '23505' }])
})

test.each([
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('the queue’s driver, which has no code for it, says that the database is away: %s', (words) => {
  expect(toAppError(new Error(words)).code).toBe('DATABASE_AWAY')
  expect(toAppError(new Error(words, { cause: new Error('before') })).code).toBe('DATABASE_AWAY')
  expect(toAppError(new Error('something else')).code).toBe('STORE_REFUSED')
})

test.each(['a:pw%ZZ@db/aside', 'a%:b@db/aside', 'a:b@db/as%ide'])(
  'a percent sign that is none is a setting that is wrong: %s',
  (rest) => {
    const code = 'CONFIG_INVALID'
    expect(() => connectionTo(`postgres://${rest}`)).toThrow(
      expect.objectContaining({ code, ids: { names: 'DATABASE_URL' } }),
    )
  },
)
