interface ProviderRecord {
  readonly payload: Record<string, unknown>
  readonly until: number
}

/** What the demo's provider remembers, for as long as it runs: a few sign-ins. */
export class ProviderMemory {
  readonly #records: Map<string, ProviderRecord>
  readonly #model: string

  constructor(records: Map<string, ProviderRecord>, model: string) {
    this.#records = records
    this.#model = model
  }

  async upsert(id: string, payload: Record<string, unknown>, expiresIn?: number): Promise<void> {
    const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000
    this.#records.set(this.#key(id), { payload, until })
  }

  async find(id: string): Promise<Record<string, unknown> | undefined> {
    const record = this.#records.get(this.#key(id))
    return record !== undefined && record.until > Date.now() ? record.payload : undefined
  }

  async findByUid(uid: string): Promise<Record<string, unknown> | undefined> {
    for (const [key, { payload, until }] of this.#records) {
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
    const record = this.#records.get(this.#key(id))
    if (record !== undefined) record.payload['consumed'] = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    this.#records.delete(this.#key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.#records) {
      if (payload['grantId'] === grantId) this.#records.delete(key)
    }
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }
}
