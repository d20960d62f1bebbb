import { expect, test } from 'vitest'
import { readPolicy } from '#dialogs/policy.ts'
import { plainPolicy, policyOf } from '#domain/concern/plain-policy.ts'
import { POLICY } from '../../dialogs/facts.ts'

test('a policy that travelled is the same policy, without who is told when nobody answers', () => {
  const policy = { ...POLICY, escalateTo: 'ethics-1' }
  const travelled = JSON.parse(JSON.stringify(plainPolicy(policy)))
  expect(policyOf(travelled)).toEqual({ ...POLICY, escalateTo: null })
  expect(readPolicy(travelled)).toEqual(policyOf(travelled))
})
