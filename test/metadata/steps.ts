import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'

/** Built-in methods whose work grows with what they are called on, and how much that is. */
const COUNTED: readonly (readonly [object, readonly string[]])[] = [
  [Uint8Array.prototype, ['slice', 'set', 'fill', 'indexOf', 'lastIndexOf']],
  [Array.prototype, ['slice', 'splice', 'shift', 'unshift', 'concat', 'includes', 'indexOf']],
  [String.prototype, ['slice', 'indexOf', 'includes', 'split', 'replace', 'replaceAll']],
]

/**
 * How much work a call does: how often each block of code runs, and how long the lists, texts and bytes are that the
 * built-in methods are given. It is the same each time and on every machine.
 */
export async function stepsOf(run: () => Promise<unknown>): Promise<number> {
  startCounting()
  let long = 0
  const originals = COUNTED.flatMap(([prototype, names]) =>
    names.map((name) => ({
      prototype,
      name,
      own: Object.getOwnPropertyDescriptor(prototype, name),
      method: Reflect.get(prototype, name) as unknown,
    })),
  )
  try {
    for (const { prototype, name, method } of originals) {
      if (typeof method !== 'function') continue
      Object.defineProperty(prototype, name, {
        configurable: true,
        writable: true,
        value(this: { readonly length: number }, ...given: unknown[]): unknown {
          const made: unknown = Reflect.apply(method, this, given)
          long += work(name, this, given, made)
          return made
        },
      })
    }
    await run()
  } finally {
    for (const { prototype, name, own } of originals) {
      if (own === undefined) Reflect.deleteProperty(prototype, name)
      else Object.defineProperty(prototype, name, own)
    }
  }
  return blocksRun() + long / 16
}

const session = new Session()
session.connect()
session.post('Profiler.enable')

/** Optimized code does not count its calls: when V8 optimizes depends on what ran before, and on how busy the machine is. */
function startCounting(): void {
  for (const flag of ['--no-opt', '--no-maglev']) setFlagsFromString(flag)
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}

/** How often blocks of code ran since the count was started. */
function blocksRun(): number {
  let blocks = 0
  session.post('Profiler.takePreciseCoverage', (error, counted) => {
    if (error !== null) throw error
    for (const { url, functions } of counted.result) {
      // Vitest itself runs now and then.
      if (!/\/(src|node_modules)\//.test(url) || /\/node_modules\/(@?vitest|vite)\//.test(url))
        continue
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count
    }
  })
  session.post('Profiler.stopPreciseCoverage')
  for (const flag of ['--opt', '--maglev']) setFlagsFromString(flag)
  return blocks
}

function work(
  name: string,
  on: { readonly length: number },
  given: readonly unknown[],
  made: unknown,
): number {
  const length = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    'length' in value &&
    typeof value.length === 'number'
      ? value.length
      : typeof value === 'string'
        ? value.length
        : 0
  const from = typeof given[1] === 'number' ? given[1] : 0
  if (name === 'slice') return length(made)
  if (name === 'set') return length(given[0])
  if (name === 'indexOf' && typeof made === 'number')
    return (made < 0 ? on.length : made) - Math.min(from, on.length)
  if (name === 'lastIndexOf' && typeof made === 'number')
    return (given.length > 1 ? from : on.length) - made
  return on.length
}
