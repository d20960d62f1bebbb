interface ProviderRecord {
  readonly payload: Record<string, unknown>
  readonly until: number
}

/** What the demo's provider remembers, for as long as it runs: a few sign-ins. */
export class ProviderMemory {
  readonly #held: Map<string, ProviderRecord>
  readonly #model: string

  constructor(held: Map<string, ProviderRecord>, model: string) {
    this.#held = held
    this.#model = model
  }

  async upsert(id: string, payload: Record<string, unknown>, expiresIn?: number): Promise<void> {
    const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000
    this.#held.set(this.#key(id), { payload, until })
  }

  async find(id: string): Promise<Record<string, unknown> | undefined> {
    const held = this.#held.get(this.#key(id))
    return held !== undefined && held.until > Date.now() ? held.payload : undefined
  }

  async findByUid(uid: string): Promise<Record<string, unknown> | undefined> {
    for (const [key, { payload, until }] of this.#held) {
      if (key.startsWith(this.#key('')) && payload['uid'] === uid && until > Date.now()) {
        return payload
      }
    }
    return undefined
  }

  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async consume(id: string): Promise<void> {
    const held = this.#held.get(this.#key(id))
    if (held !== undefined) held.payload['consumed'] = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    this.#held.delete(this.#key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.#held) {
      if (payload['grantId'] === grantId) this.#held.delete(key)
    }
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }
}
