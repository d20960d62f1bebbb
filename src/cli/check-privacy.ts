import { DEMO_NUMBER } from '#domain/concern/demo-numbers.ts'
import type { ByLanguage, Policy } from '#domain/concern/policy.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** The name that came with the program. */
const NOBODYS_NAME = 'Example Organisation'

/** A notice that names nobody who can be reached is none, and one in a foreign language is half of one. */
export function checkPrivacy({ privacy, organisation, languages }: Policy): readonly Finding[] {
  const { responsible, dataProtection, legalBasis, operator } = privacy
  const invented = [
    ...(organisation === NOBODYS_NAME ? ['organisation'] : []),
    ...Object.entries({ responsible, dataProtection }).flatMap(([who, { name, contact }]) => [
      ...(name['en'] === NOBODYS_NAME ? [`${who}.name`] : []),
      ...(Object.values(contact).some((one) => DEMO_NUMBER.test(one)) ? [`${who}.contact`] : []),
    ]),
  ]
  const texts: readonly (readonly [string, ByLanguage])[] = [
    ['responsible.name', responsible.name],
    ['dataProtection.name', dataProtection.name],
    ['legalBasis', legalBasis],
    ['operator', operator],
  ]
  const missing = texts.flatMap(([at, text]) =>
    languages.filter((lang) => text[lang] === undefined).map((lang) => `${at}.${lang}`),
  )
  return [
    invented.length === 0
      ? ok('The privacy notice names people of your own.')
      : fail(`The privacy notice still names the demo’s nobody: ${invented.join(', ')}.`),
    missing.length === 0
      ? ok('The privacy notice is whole in every language you offer.')
      : warn(`The privacy notice stands in English here: ${missing.join(', ')}.`),
  ]
}
