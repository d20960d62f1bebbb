/** Why something that another secret sealed would be lost by a start with the configured ones. */
export type SecretMismatch = 'not_published' | 'opens_no_chat' | 'newer_published'

/** Is the configured server secret the one that this database was used with? */
export interface ServerSecret {
  /** @returns `null` when a start with it loses nothing */
  mismatch(): Promise<SecretMismatch | null>
  /**
   * May what no configured secret opens be given up? Not while another server published a newer one, and not while
   * `ASIDE_SECRET_OLD` is none that was ever published here: then somebody still has the right one.
   */
  isCurrent(): Promise<boolean>
}
