import { expect, test } from 'vitest'
import { type Day, day } from '#domain/case/day.ts'
import type { OfficerId } from '#domain/case/ids.ts'
import type { Officer } from '#domain/case/officer.ts'
import { isSomebodyWaiting } from '#officer/last-address.ts'
import { POLICY } from '../dialogs/facts.ts'
import { testServices } from '../fixtures/services.ts'

const officer = (id: string) => ({ id: id as OfficerId }) as Officer

async function says(to: Officer, lastDay: Day | null, escalateTo: string | null = 'hr-1') {
  const { services } = await testServices()
  const clock = { now: () => new Date('2026-11-12T09:00:00Z') }
  const last = { ...services.officerAddresses, lastAddressNotifiedOn: async () => lastDay }
  return isSomebodyWaiting({ clock, policy: { ...POLICY, escalateTo }, officerAddresses: last }, to)
}

test('the desk says that somebody waits to the last address, on the day it was told and the next', async () => {
  expect(await says(officer('hr-1'), day('2026-11-12'))).toBe(true)
  expect(await says(officer('hr-1'), day('2026-11-11'))).toBe(true)
  expect(await says(officer('hr-1'), day('2026-11-10'))).toBe(false)
  expect(await says(officer('hr-1'), null)).toBe(false)
})

test('T-106 and to nobody else', async () => {
  expect(await says(officer('ethics-1'), day('2026-11-12'))).toBe(false)
  expect(await says(officer('hr-1'), day('2026-11-12'), null)).toBe(false)
})
