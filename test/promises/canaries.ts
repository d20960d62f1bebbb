/** Told by the person, on the card channel never shown back to anybody but officers. */
export const ACCOUNT_CANARIES = ['heroncanary', 'طائرالكناري']
/** Added later by the person: sealed to her too, and shown to her again in a dialog only. */
export const ADDED = ['egretcanary', 'بلشونالكناري']
/** Written by an officer: shown to the person who asked for it. */
export const ANSWERED = ['storkcanary', 'لقلقالكناري']
/** Put into the database readably, on purpose: what does not find this finds nothing. */
export const CONTROL = ['controlcanary', 'شاهدالكناري']

export const words = (canary: readonly string[], where: string) =>
  `${canary.join(' ')} ${where} ${canary.join('')}`
