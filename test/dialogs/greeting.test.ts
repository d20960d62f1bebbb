import { expect, test } from 'vitest'
import { isGreeting } from '../../dialogs/greeting.ts'

test.each(['hi', ' Hello! ', 'السلام عليكم', 'Bonjour', '你好', 'Здравствуйте.', '¡Hola'.slice(1)])(
  '%s begins a conversation',
  (said) => expect(isGreeting(said)).toBe(true),
)

test.each([
  'hi, my boss takes money',
  'hello there',
  'help me he is outside my door',
  '',
  ' ',
  'h'.repeat(100_000),
  null,
  42,
  { toString: () => 'hi' },
])('T-95 anything more than a greeting is none', (said) => expect(isGreeting(said)).toBe(false))
