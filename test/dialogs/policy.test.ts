import { expect, test } from 'vitest'
import { readPolicy } from '#dialogs/policy.ts'
import { AppError } from '#errors.ts'
import { POLICY, policyText } from './facts.ts'

/** What is refused when one place of the policy is changed. */
function placesWith(change: (text: Text) => void): string {
  const text = structuredClone(policyText()) as Text
  change(text)
  try {
    readPolicy(text)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    expect(thrown.code).toBe('POLICY_INVALID')
    return String(thrown.ids['where'])
  }
  return 'accepted'
}
interface Text {
  [key: string]: Text
}
const put = (value: unknown) => value as Text

test('the policy in the repository is sound, and speaks of all 55 leaves', () => {
  expect(POLICY.leaves.size).toBe(55)
  expect(POLICY.accountInline).toBe(false)
  expect(POLICY.leaves.get('disclosure.filing_help')).toMatchObject({
    replyDays: 2,
    replyHours: 48,
  })
  expect(POLICY.leaves.get('safety.immediate_danger')?.triageHours).toBe(1)
})

test('numbers in the demo reach nobody', () => {
  const { outside, ...named } = POLICY.contacts
  const offices = Object.values(POLICY.offices).map(({ contact }) => contact)
  for (const { number } of [...outside, ...Object.values(named), ...offices]) {
    expect(number).toMatch(/^\+000 /)
  }
})

test('formal time limits are told where they run, and only reports are called protected', () => {
  const leaves = [...POLICY.leaves.values()]
    .filter(({ timeLimits }) => timeLimits)
    .map(({ id }) => id)
  expect(leaves.sort()).toEqual([
    'misconduct.discrimination',
    'misconduct.sexual_harassment',
    'retaliation.protection_request',
    'retaliation.unfair_no_report',
    'workplace.contract_decision',
    'workplace.performance_appraisal',
  ])
  for (const leaf of POLICY.leaves.values()) if (leaf.protects) expect(leaf.mode).toBe('report')
})

test('what is missing, foreign or contradicts itself is named by its place', () => {
  const at = (...path: string[]) => {
    return (value: unknown) => (text: Text) => {
      const last = path.at(-1) ?? ''
      const parent = path.slice(0, -1).reduce((node, key) => node[key] ?? put({}), text)
      if (value === undefined) delete parent[last]
      else parent[last] = put(value)
    }
  }
  expect(placesWith(at('offices', 'hr')(undefined))).toBe('offices.hr')
  // Zones of the platform that the database counts no day in are refused here too, and not with the first concern.
  for (const zone of ['Mars/Base', 'EST5EDT', 'Etc/GMT0', 'Etc/GMT-0x', 'CET', '+02:00']) {
    expect([zone, placesWith(at('offices', 'ethics', 'zone')(zone))]).toEqual([
      zone,
      'offices.ethics.zone',
    ])
  }
  expect(placesWith(at('offices', 'ethics', 'zon')('UTC'))).toBe('offices.ethics.zon')
  expect(placesWith(at('offices', 'legal')({}))).toBe('offices.legal')
  expect(placesWith(at('offices', 'ethics', 'receives')('contact_card'))).toBe(
    'offices.ethics.receives',
  )
  expect(placesWith(at('leaves', 'service.unclear')(undefined))).toBe('leaves.service.unclear')
  expect(placesWith(at('leaves', 'nonsense')({}))).toContain('leaves.nonsense')
  expect(placesWith(at('leaves', 'safety.self_harm', 'office')('hr'))).toBe(
    'leaves.safety.self_harm.office',
  )
  expect(placesWith(at('leaves', 'advice.public_voice', 'mode')('contacts'))).toContain(
    'leaves.advice.public_voice',
  )
  expect(placesWith(at('leaves', 'advice.public_voice', 'protects')(true))).toBe(
    'leaves.advice.public_voice.protects',
  )
  expect(placesWith(at('leaves', 'disclosure.filing_help', 'replyHours')(49))).toBe(
    'leaves.disclosure.filing_help.replyHours',
  )
  expect(placesWith(at('leaves', 'disclosure.filing_help', 'anonymous')(true))).toBe(
    'leaves.disclosure.filing_help.anonymous',
  )
  expect(placesWith(at('hidden')(['service.unclear']))).toBe('hidden.service.unclear')
  expect(placesWith(at('languages')(['ar']))).toBe('languages')
  expect(placesWith(at('languages')(['en', 'tlh']))).toBe('languages')
  expect(placesWith(at('contacts', 'medical', 'name')({ ar: 'الخدمة الطبية' }))).toBe(
    'contacts.medical.name.en',
  )
  expect(placesWith(at('hidden')(['advice.public_voice']))).toBe('accepted')
})

test('a refusal names every place at once, and never what stood there', () => {
  const where = placesWith((text) => {
    text['accountLimit'] = put('secret-canary')
    text['guests'] = put('secret-canary')
  })
  expect(where.split(', ').sort()).toEqual(['accountLimit', 'guests'])
  for (const wrong of [null, 7, 'text', [], { leaves: null }]) {
    expect(() => readPolicy(wrong)).toThrow(AppError)
  }
})
