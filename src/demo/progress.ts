/** One line a step, as it happens: a first start takes a while, and silence looks like a fault. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  process.stdout.write(`  ${what} … `)
  try {
    const done = await work()
    console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`)
    return done
  } catch (thrown) {
    console.log('failed')
    throw thrown
  }
}
