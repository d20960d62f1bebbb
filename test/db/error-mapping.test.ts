import { expect, test } from 'vitest'
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
