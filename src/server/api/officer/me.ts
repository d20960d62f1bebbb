import type { Officer } from '#domain/case/officer.ts'
import { today } from '#officer/act.ts'
import { givesLinks } from '#officer/issue-link.ts'
import type { Me } from '#wire/desk.ts'
import type { ServerOptions } from '../../options.ts'

/** Idle time after which the desk forgets the unlocked key. */
export const LOCK_AFTER_MINUTES = 10

/** The signed-in officer, and the current day at their office. */
export function meOf(options: ServerOptions, officer: Officer): Me {
  const { policy } = options.services
  const { name } = policy.offices[officer.office].contact
  return {
    id: officer.id,
    label: officer.label,
    role: officer.role,
    office: officer.office,
    officeLabel: name['en'] ?? officer.office,
    fingerprint: officer.fingerprint,
    demo: options.demo,
    lockAfterMinutes: options.lockAfterMinutes ?? LOCK_AFTER_MINUTES,
    today: today(options.services, officer.office),
    now: options.services.clock.now().toISOString(),
    links: givesLinks(options.services, officer),
  }
}
