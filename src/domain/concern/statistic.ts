/** Where somebody works, as the annual reports of ethics offices count it. */
export const PLACES = ['country_office', 'regional_office', 'headquarters', 'external'] as const
export const GENDERS = ['woman', 'man', 'other_or_group'] as const
export const STAFF_GROUPS = ['professional', 'general_service', 'non_staff', 'executive'] as const

/**
 * Everything that may be counted, a fact a row: no row holds two facts about one person, so none can be put together
 * again. `self_served`: information that was taken and made no case.
 */
export const STATISTIC_FACTS = [
  'self_served',
  'place_country_office',
  'place_regional_office',
  'place_headquarters',
  'place_external',
  'gender_woman',
  'gender_man',
  'gender_other_or_group',
  'staff_professional',
  'staff_general_service',
  'staff_non_staff',
  'staff_executive',
] as const
export type StatisticFact = (typeof STATISTIC_FACTS)[number]
