import type { Leaf } from '#domain/concern/leaf.ts'
import type { Office } from '#domain/concern/office.ts'

/**
 * Text key for the formal meaning of a filing, by the receiving office: at the ombudsman nothing is a report.
 */
export function legalMeaning(leaf: Leaf, office: Office): string {
  if (office === 'ombudsman') return 'meaning.informal'
  switch (leaf.mode) {
    case 'report':
      if (leaf.category === 'retaliation' && office === 'ethics') return 'meaning.protection'
      return `meaning.report_${office}`
    case 'advice':
      return office === 'hr' ? 'meaning.advice_hr' : 'meaning.advice'
    case 'notice':
      return 'meaning.notice'
    case 'service':
      return 'meaning.service'
    case 'contacts':
      return 'meaning.contacts'
    default:
      return leaf.mode satisfies never
  }
}

/** Text key for protection against retaliation, which requires a name and is not given at the ombudsman. */
export function protection(leaf: Leaf, office: Office): string {
  if (office === 'ombudsman') return 'protect.informal'
  if (leaf.category === 'retaliation' && leaf.protects) return 'protect.asked'
  return leaf.protects ? 'protect.report' : 'protect.not_by_itself'
}

export function passedOn(leaf: Leaf): string {
  return `passed_on.${leaf.consent}`
}
