import type { Leaf } from '#domain/concern/leaf.ts'
import { OFFICES } from '#domain/concern/office.ts'
import type { ByLanguage, Contact, Policy } from '#domain/concern/policy.ts'
import { ADVICE_FIRST, INFORMATION, SELF_HARM, UNSURE } from './leaf-rules.ts'
import { LANGUAGES } from './supported-languages.ts'
import { LEAVES } from './taxonomy.ts'

/** Leaves that the flow requires: "I am not sure", "only advice", danger. */
const NEVER_HIDDEN = [UNSURE, ADVICE_FIRST, INFORMATION, SELF_HARM, 'safety.immediate_danger']

/** Paths of policy values that contradict each other. */
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
    ...[...policy.leaves.values()].flatMap(leafFaults),
  ]
}

function leafFaults(leaf: Leaf): readonly string[] {
  const at = (field: string) => `leaves.${leaf.id}.${field}`
  const faults: string[] = []
  if ((leaf.office === null) !== (leaf.mode === 'contacts')) faults.push(at('office'))
  // Self-harm leads to contacts and numbers, never to a case.
  if ((leaf.id === SELF_HARM) !== (leaf.mode === 'contacts')) faults.push(at('mode'))
  if (leaf.replyHours !== null && leaf.replyHours > leaf.replyDays * 24)
    faults.push(at('replyHours'))
  // Deadlines in hours need an instant, which an anonymous channel does not store.
  if (leaf.replyHours !== null && leaf.anonymous) faults.push(at('anonymous'))
  if (leaf.protects && leaf.mode !== 'report') faults.push(at('protects'))
  return faults
}

function offices(policy: Policy): readonly string[] {
  const receiving = OFFICES.filter((office) => policy.offices[office].receives === 'receives')
  // The ethics office is the fallback and has to receive.
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

/** Texts require English, the fallback. */
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
