/** Ends what was started, the last first. */
export type Ending = () => Promise<void>

/** One that fails does not keep the others running. */
export async function endAll(endings: readonly Ending[]): Promise<void> {
  for (const end of endings.toReversed()) {
    await end().catch(() => console.log('  Something did not end in order.'))
  }
}
