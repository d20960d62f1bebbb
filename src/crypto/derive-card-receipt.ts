import { type Bytes, framed, same } from '#bytes.ts'
import type { Chance } from '#domain/case/ids.ts'
import { CASES_PER_CARD } from '#domain/case/receipt.ts'
import type { CardHolder, CardReceipts, Holder, ReceiptPress } from '#ports.ts'
import {
  CARD_BIND,
  CARD_POSITIONS,
  CARD_POSITIONS_BEFORE_PERSONS,
  CARD_SHARE,
  CARD_UNLOCK,
} from './constants.ts'
import { hkdf, hmac } from './hkdf.ts'
import type { PrivateKeyHandle } from './private-key-handle.ts'
import { lockReporterKey, makeReporterKey, unlockReporterKey } from './reporter-key.ts'
import type { ServerKeys } from './server-keys.ts'

const SHARE_BYTES = 16
const LOOKUP_BYTES = 32

/**
 * Receipt of the Teams channel, in three shares: in the card, in the row, and derived from the server's secret. Cards
 * and a copy of the database together find no row and open nothing; only the person who filed can use a card.
 */
export function cardReceipts(keys: ServerKeys, chance: Chance): CardReceipts {
  return {
    async lookups(holder) {
      if (!isCard(holder)) return []
      // Oldest first, in the order in which positions are taken: under the previous secret before the present one, and
      // positions of the card alone before those of card and person.
      const shares = (await keys.both(CARD_SHARE)).toReversed()
      const before = shares.map((share) => positionsOfCard(holder, share))
      return (
        await Promise.all([...before, ...shares.map((share) => lookups(holder, share))])
      ).flat()
    },

    press: (holder): ReceiptPress => ({
      async press(id) {
        const secretShare = await keys.key(CARD_SHARE)
        const serverShare = new Uint8Array(chance(SHARE_BYTES))
        const [unlocking, { key }, positions, bound, secretEpoch] = await Promise.all([
          unlockSecret(holder, serverShare, secretShare),
          makeReporterKey(),
          lookups(holder, secretShare),
          bind(holder, secretShare),
          keys.epoch(),
        ])
        const lockedKey = await lockReporterKey(key as PrivateKeyHandle, unlocking, id)
        const kind = 'card' as const
        return {
          receipt: { kind, lookups: positions, lockedKey, serverShare, bind: bound, secretEpoch },
          key,
        }
      },
    }),

    async open(holder, reportersCase) {
      if (!isCard(holder)) return null
      if (
        reportersCase.serverShare === null ||
        reportersCase.bind === null ||
        reportersCase.secretEpoch === null
      )
        return null
      const secretShare = await keys.byEpoch(reportersCase.secretEpoch, CARD_SHARE)
      if (secretShare === null) return null
      if (!same(await bind(holder, secretShare), reportersCase.bind)) return null
      const secret = await unlockSecret(holder, reportersCase.serverShare, secretShare)
      return unlockReporterKey(secret, reportersCase)
    },
  }
}

function isCard(holder: Holder): holder is CardHolder {
  return 'share' in holder
}

/**
 * Positions of a card and a person, all from one derivation: whoever reads a card's share cannot fill a position of
 * another person. They are not hashed again: a position of a card is never sent, and without the secret's share one
 * position reveals nothing about another.
 */
function lookups(holder: CardHolder, secretShare: Bytes): Promise<readonly Bytes[]> {
  const { share, tenant, person } = holder
  return positionsFrom(framed(share, secretShare, tenant, person), CARD_POSITIONS)
}

/**
 * Positions of the card alone, for cases from before the person was part of the derivation: cases are found there, and
 * none is added.
 */
function positionsOfCard({ share }: CardHolder, secretShare: Bytes): Promise<readonly Bytes[]> {
  return positionsFrom(framed(share, secretShare), CARD_POSITIONS_BEFORE_PERSONS)
}

async function positionsFrom(secret: Bytes, label: string): Promise<readonly Bytes[]> {
  const all = await hkdf(secret, label, CASES_PER_CARD * LOOKUP_BYTES)
  return Array.from({ length: CASES_PER_CARD }, (_, at) =>
    all.slice(at * LOOKUP_BYTES, (at + 1) * LOOKUP_BYTES),
  )
}

function unlockSecret(holder: CardHolder, serverShare: Bytes, secretShare: Bytes): Promise<Bytes> {
  return hkdf(framed(holder.share, serverShare, secretShare), CARD_UNLOCK)
}

async function bind(holder: CardHolder, secretShare: Bytes): Promise<Bytes> {
  const key = await hkdf(framed(holder.share, secretShare), CARD_BIND)
  return hmac(key, holder.tenant, holder.person)
}
