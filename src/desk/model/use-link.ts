import { useRef, useState } from 'react'
import { type Day, plusDays } from '#domain/case/day.ts'
import { base64url, fromBase64url, systemChance } from '#domain/case/ids.ts'
import { linkText, newSecret } from '#domain/case/one-off-link.ts'
import type { Me } from '#wire/desk.ts'
import { texts } from '../texts.ts'
import { useDesk } from './desk-context.ts'
import { codeOfThrown } from './fetched.ts'

/** A new link, shown once. */
export interface MadeLink {
  readonly text: string
  readonly until: Day
}

export interface LinkMaking {
  readonly made: MadeLink | null
  readonly busy: boolean
  readonly failed: string | null
  make(days: number): Promise<void>
  another(): void
}

/**
 * Creates a link in the browser and registers its hash. Without a response the same hash is registered again, which
 * is idempotent. The link is kept on the screen only.
 */
export function useLink({ office }: Pick<Me, 'office'>): LinkMaking {
  const { api, today, announce } = useDesk()
  const secret = useRef<string | null>(null)
  const [made, setMade] = useState<MadeLink | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  async function make(days: number): Promise<void> {
    if (busy) return
    setBusy(true)
    setFailed(null)
    secret.current ??= newSecret(systemChance)
    const given = secret.current
    const until = plusDays(today as Day, days)
    try {
      await api.giveLink({ hash: await hashOf(given), office, until })
      const link = { from: 'office', secret: given, office, until } as const
      setMade({ text: linkText(window.location.origin, link), until })
      secret.current = null
      announce(texts.link.made)
    } catch (thrown) {
      setFailed(codeOfThrown(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { made, busy, failed, make, another: () => setMade(null) }
}

async function hashOf(secret: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', fromBase64url(secret))))
}
