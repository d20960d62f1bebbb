export interface OneAtATime {
  /** Begins it now. Asked for while it is being done, it is done once more after that. Nobody waits for it. */
  ask(): void
  /** When nothing of it is under way. */
  idle(): Promise<void>
}

/** Something that is done soon whenever somebody asks for it, and never twice at once in this server. */
export function oneAtATime(
  work: () => Promise<unknown>,
  failed: (thrown: unknown) => void,
): OneAtATime {
  let asked = false
  let running: Promise<void> | null = null
  const run = async () => {
    while (asked) {
      asked = false
      try {
        await work()
      } catch (thrown) {
        failed(thrown)
      }
    }
    running = null
  }
  return {
    ask: () => {
      asked = true
      running ??= run()
    },
    idle: async () => {
      await running
    },
  }
}
