import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { ByLanguage, Contact, Policy } from '#domain/concern/policy.ts'
import { ADVICE_FIRST, INFORMATION, SELF_HARM, UNSURE } from './leaf.ts'
import { LANGUAGES } from './supported-languages.ts'
import { LEAVES } from './taxonomy.ts'

/** What every journey needs: where "I am not sure" and "only advice first" lead, and the way for somebody in danger. */
const NEVER_HIDDEN = [UNSURE, ADVICE_FIRST, INFORMATION, SELF_HARM, 'safety.immediate_danger']

/** The places of a policy that are well formed one by one and yet cannot be kept together. */
export function contradictions(policy: Policy): readonly string[] {
  return [
    ...languages(policy),
    ...leaves(policy),
    ...offices(policy),
    ...contacts(policy),
    ...privacy(policy),
  ]
}

function languages(policy: Policy): readonly string[] {
  const spoken = LANGUAGES.map(({ id }) => id)
  const foreign = policy.languages.some((language) => !spoken.includes(language))
  return foreign || !policy.languages.includes('en') ? ['languages'] : []
}

function leaves(policy: Policy): readonly string[] {
  const missing = LEAVES.filter((id) => !policy.leaves.has(id))
  const foreign = [...policy.leaves.keys()].filter((id) => !LEAVES.includes(id))
  const hidden = [...policy.hidden].filter(
    (id) => NEVER_HIDDEN.includes(id) || !LEAVES.includes(id),
  )
  return [
    ...[...missing, ...foreign].map((id) => `leaves.${id}`),
    ...hidden.map((id) => `hidden.${id}`),
    ...[...policy.leaves.values()].flatMap(leafPlaces),
  ]
}

function leafPlaces(leaf: Leaf): readonly string[] {
  const at = (field: string) => `leaves.${leaf.id}.${field}`
  const places: string[] = []
  if ((leaf.office === null) !== (leaf.mode === 'contacts')) places.push(at('office'))
  // Somebody who may hurt herself meets people and numbers; what she says never becomes a case of an office.
  if ((leaf.id === SELF_HARM) !== (leaf.mode === 'contacts')) places.push(at('mode'))
  if (leaf.replyHours !== null && leaf.replyHours > leaf.replyDays * 24)
    places.push(at('replyHours'))
  // Hours are counted from a minute, which an anonymous channel does not know.
  if (leaf.replyHours !== null && leaf.anonymous) places.push(at('anonymous'))
  if (leaf.protects && leaf.mode !== 'report') places.push(at('protects'))
  return places
}

function offices(policy: Policy): readonly string[] {
  const receiving = OFFICES.filter((office) => policy.offices[office].receives === 'receives')
  // The ethics office receives what nobody else does: it cannot be a contact card only.
  return receiving.includes('ethics') ? [] : ['offices.ethics.receives']
}

function contacts({ contacts: some, offices: those }: Policy): readonly string[] {
  const all: readonly (readonly [string, Contact])[] = [
    ...(['emergency', 'security', 'counsellor', 'crisisLine', 'medical'] as const).map(
      (id) => [`contacts.${id}`, some[id]] as const,
    ),
    ...some.outside.map((contact, at) => [`contacts.outside.${at}`, contact] as const),
    ...OFFICES.map((office) => [`offices.${office}.contact`, those[office].contact] as const),
  ]
  return all
    .filter(([, contact]) => contact.name['en'] === undefined)
    .map(([at]) => `${at}.name.en`)
}

/** English is what stands where a language is missing, so it may not be missing itself. */
function privacy({ privacy: notice }: Policy): readonly string[] {
  const { responsible, dataProtection, legalBasis, operator } = notice
  const texts: readonly (readonly [string, ByLanguage])[] = [
    ['responsible.name', responsible.name],
    ['responsible.contact', responsible.contact],
    ['dataProtection.name', dataProtection.name],
    ['dataProtection.contact', dataProtection.contact],
    ['legalBasis', legalBasis],
    ['operator', operator],
  ]
  return texts.filter(([, text]) => text['en'] === undefined).map(([at]) => `privacy.${at}.en`)
}
