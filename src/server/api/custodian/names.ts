import type { Request, Response } from 'restify'
import { dayIn } from '#domain/case/day.ts'
import { base64url } from '#domain/case/ids.ts'
import type { Custodian } from '#domain/case/officer.ts'
import { today } from '#officer/act.ts'
import { discloseName, refuseName } from '#officer/decide-name-request.ts'
import { readName, readNames } from '#officer/name-requests.ts'
import { presentReaders, usableOfficers } from '#officer/readers.ts'
import { wireBytes } from '#officer/sealed-bytes.ts'
import type { AskedName, Services } from '#ports.ts'
import {
  type CustodianMe,
  DiscloseName,
  type NameRow,
  type Names,
  type NameToDisclose,
  RefuseName,
} from '#wire/custodian.ts'
import { sendJson } from '../../error-mapping.ts'
import type { ServerOptions } from '../../options.ts'
import { nativeBase64url } from '../../reply.ts'
import { parseBody, requestedCase } from '../officer/actions.ts'
import { LOCK_AFTER_MINUTES } from '../officer/me.ts'
import { labelOf } from '../officer/queue-row.ts'

/** Handler of a custodian's route; the custodian is authenticated. */
export type CustodiansRoute = (req: Request, res: Response, custodian: Custodian) => Promise<void>

/** Custodian API: lists identity requests, fetches one with its half of the name, and takes the decision. */
export function namesApi(options: ServerOptions) {
  const { services } = options
  const list = async (res: Response, custodian: Custodian) => {
    const roster = await services.readership.known()
    const rows = (await readNames(services, custodian)).map((asked) => rowOf(asked, roster))
    sendJson(res, 200, { rows } satisfies Names)
  }
  return {
    names: (_req, res, custodian) => list(res, custodian),
    name: async (req, res, custodian) => {
      const name = await readName(services, custodian, requestedCase(req.params.id))
      const [roster, usable] = [await services.readership.known(), await usableOfficers(services)]
      const readers = presentReaders(name, usable).map((id) => ({
        id,
        label: labelOf({ roster }, id),
      }))
      const { message, asked, hashes } = name
      sendJson(res, 200, {
        ...{ ...rowOf(name, roster), case: name.case, message, asked, readers },
        half: base64url(name.half),
        sealed: await services.acts.lettersContent(hashes),
        letters: name.sealed.map(nativeBase64url),
        today: dayIn(name.zone, services.clock.now()),
      } satisfies NameToDisclose)
    },
    discloseName: async (req, res, custodian) => {
      const { keys, act } = parseBody(DiscloseName, req.body)
      const packets = keys.map((key) => ({ ...key, bytes: wireBytes(key.bytes) }))
      await discloseName(services, custodian, requestedCase(req.params.id), packets, act)
      await list(res, custodian)
    },
    refuseName: async (req, res, custodian) => {
      parseBody(RefuseName, req.body)
      await refuseName(services, custodian, requestedCase(req.params.id))
      await list(res, custodian)
    },
  } as const satisfies Record<string, CustodiansRoute>
}

/** Profile of the signed-in custodian for the desk: no office, and nothing of any case. */
export function custodianMe(options: ServerOptions, custodian: Custodian): CustodianMe {
  const { id, label, fingerprint } = custodian
  return {
    role: 'custodian',
    id,
    label,
    fingerprint,
    demo: options.demo,
    lockAfterMinutes: options.lockAfterMinutes ?? LOCK_AFTER_MINUTES,
    today: today(options.services, 'ethics'),
    now: options.services.clock.now().toISOString(),
  }
}

function rowOf(
  { id, reference, office, askedOn, reason, officer }: AskedName,
  roster: Awaited<ReturnType<Services['readership']['known']>>,
): NameRow {
  return { id, reference, office, askedOn, reason, askedBy: labelOf({ roster }, officer) }
}
