import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#clock.ts'
import { makeOfficerKey } from '#crypto/keys.ts'
import { type Day, dayIn, plusDays } from '#domain/case/day.ts'
import { ROSTER_DAYS, type RosterText } from '#domain/case/roster.ts'
import { OFFICES } from '#domain/concern/office.ts'
import { Gnupg } from '../crypto/gpg.ts'

/** The passphrase of the one officer who brings a key of her own. */
export const PASSPHRASE = 'correct horse'
/** She is the lead of the ethics office. */
export const BROUGHT = 'ethics-1'

/** The key ceremony of `docs/operations.md`, with its own commands: a root, officers' keys, a signed roster. */
export interface Ceremony {
  readonly gpg: Gnupg
  readonly folder: string
  readonly root: string
  readonly text: RosterText
  /** Writes `roster.json` and signs it as it stands. */
  sign(text: RosterText): void
  [Symbol.dispose](): void
}

export async function ceremony(): Promise<Ceremony> {
  const gpg = new Gnupg()
  const folder = mkdtempSync(join(tmpdir(), 'aside-roster-'))
  mkdirSync(join(folder, 'certificates'))
  const root = made(gpg, 'Example Organisation (root)', '', ['ed25519', 'cert,sign', '5y'])
  writeFileSync(join(folder, 'root.asc'), gpg.run(['--armor', '--export', root]).out)

  const brought = made(gpg, 'Ethics, lead', PASSPHRASE, ['ed25519', 'cert,sign', '2y'])
  gpg.run(['--passphrase', PASSPHRASE, '--quick-add-key', brought, 'cv25519', 'encr', '2y'])
  const officers: RosterText['officers'] = []
  for (const id of OFFICES.flatMap((office) => [`${office}-1`, `${office}-2`])) {
    const key =
      id === BROUGHT
        ? {
            certificate: gpg.run(['--armor', '--export', brought]).out.toString(),
            fingerprint: brought,
          }
        : await makeOfficerKey(id)
    const office = OFFICES.find((one) => id.startsWith(one)) ?? 'ethics'
    const { fingerprint } = key
    officers.push({ id, office, role: 'officer', label: `An officer, ${id}`, fingerprint })
    writeFileSync(join(folder, 'certificates', `${id}.asc`), key.certificate)
  }
  const custodians: RosterText['custodians'] = []
  for (const id of ['custodian-1', 'custodian-2']) {
    const { certificate, fingerprint } = await makeOfficerKey(id)
    custodians.push({ id, label: `A custodian, ${id}`, fingerprint })
    writeFileSync(join(folder, 'certificates', `${id}.asc`), certificate)
  }
  const issued = dayIn('UTC', systemClock.now())
  const expires = plusDays(issued as Day, ROSTER_DAYS)
  const text: RosterText = {
    ...{ v: 1, version: 1, issued, expires },
    ...{ officers, custodians, recovery: [] },
  }

  function sign(next: RosterText): void {
    const file = join(folder, 'roster.json')
    rmSync(`${file}.asc`, { force: true })
    writeFileSync(file, JSON.stringify(next, null, 2))
    gpg.run(['--passphrase', '', '--local-user', root, '--detach-sign', '--armor', file])
  }
  sign(text)
  return {
    ...{ gpg, folder, root, text, sign },
    [Symbol.dispose]() {
      gpg[Symbol.dispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @returns the fingerprint */
function made(gpg: Gnupg, name: string, passphrase: string, how: readonly string[]): string {
  gpg.run(['--passphrase', passphrase, '--quick-generate-key', name, ...how])
  const listed = gpg.run(['--list-keys', '--with-colons', `=${name}`]).out.toString()
  return /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? ''
}
