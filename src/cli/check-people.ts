import type { Composition } from '#compose.ts'
import { fingerprintOf, isWeak, parse } from '#crypto/certificate.ts'
import { keysEndingSoon } from './check-offices.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Somebody who is sealed to and cannot sign in reads nothing, and nobody notices until an answer is late. */
export async function checkPeople({
  services,
  store,
}: Pick<Composition, 'services' | 'store'>): Promise<readonly Finding[]> {
  const roster = await services.readership.roster().catch(() => null)
  if (roster === null) return []
  const admitted = await store.people.admitted()
  const waiting = (['officers', 'custodians'] as const).flatMap((role) =>
    roster[role].map(({ id }) => id).filter((id) => !admitted[role].includes(id)),
  )
  return waiting.length === 0
    ? [ok('Everybody of the roster may sign in.')]
    : [warn(`These of the roster cannot sign in yet (person admit): ${waiting.join(', ')}.`)]
}

/** Nothing is sealed to a certificate whose self-signatures are of SHA-1 or older, and nobody who is not told knows why. */
export async function checkWeakCertificates({
  services,
  store,
}: Pick<Composition, 'services' | 'store'>): Promise<readonly Finding[]> {
  const [directory, roster] = await Promise.all([
    store.directory.latest().catch(() => null),
    services.readership.known().catch(() => null),
  ])
  if (directory === null || roster === null) return []
  const weak: Finding[] = []
  for (const certificate of directory.certificates) {
    if (!(await isWeak(certificate, services.clock.now()).catch(() => false))) continue
    const fingerprint = fingerprintOf(await parse(certificate))
    const people = [...roster.officers, ...roster.custodians]
    const owner = people.find((person) => person.fingerprint === fingerprint)
    if (owner !== undefined) weak.push(fail(weakWords(owner.id, roster.expires)))
  }
  return weak
}

function weakWords(id: string, expires: string): string {
  return `The certificate of ${id} vouches for itself by SHA-1 or older: nothing is sealed to it. What was sealed before opens. With GnuPG 2.2 or newer, --quick-set-expire signs it anew, once for the key and once for '*'. The roster that has it ends on ${expires}: put the new one into the next.`
}

/** Without somebody to keep the other half of a name, *confidential* is not offered, and nobody need be told. */
export async function checkCustodians({
  services,
}: Pick<Composition, 'services'>): Promise<readonly Finding[]> {
  const usable = await services.readership.custodians().catch(() => null)
  if (usable === null) return []
  return [
    countOf(usable.length),
    ...(await keysEndingSoon('custodians', usable, services.clock.now())),
  ]
}

function countOf(usable: number): Finding {
  switch (usable) {
    case 0:
      return warn('No custodian with a usable key: people are not offered to be confidential.')
    case 1:
      return warn('One custodian: when away, no name can be released.')
    default:
      return ok(`Names can be kept apart: ${usable} custodians.`)
  }
}
