/**
 * A zone in which a day can be counted: a name of the list of zones, or `Etc/GMT` and hours that there are. The policy and
 * the database both ask this; Postgres alone counts by any letters and numbers.
 */
export const ZONE_PATTERN =
  '^([A-Za-z_]+(/[A-Za-z_-]+){0,2}|Etc/GMT([+](1[0-2]|[0-9])|-(1[0-4]|[0-9])))$'

const PLAIN = new RegExp(ZONE_PATTERN)

/** Region zones and UTC: abbreviations are ambiguous and lack summer time. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return PLAIN.test(zone) && (zone.includes('/') || zone === 'UTC')
  } catch {
    return false
  }
}
