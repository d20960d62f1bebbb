import { Scan, type Token } from '../scan.ts'
import { hexOf, latinBytes } from '../written.ts'

/** A CMap: the ranges of its codes, and the CID or text of each. */
export interface CodeList {
  readonly spaces: readonly (readonly [string, string])[]
  /** CID of a code; `null` without one. */
  readonly number: (code: string) => number | null
  /** Text of a code as UTF-16 bytes; `null` without one. */
  readonly signs: (code: string) => string | null
  /** Whether it continues in a predefined CMap that only readers have. */
  readonly more: boolean
}

interface Run {
  readonly first: string
  readonly last: string
  readonly to: Token
}

export const bigEndian = (bytes: string) =>
  [...bytes].reduce((sum, sign) => sum * 256 + sign.charCodeAt(0), 0)

const plus = (bytes: string, by: number) => {
  const end = bytes.slice(-2)
  const value = by + bigEndian(end)
  const signs = [...end].map((_, at) =>
    String.fromCharCode(Math.floor(value / 256 ** (end.length - 1 - at)) & 255),
  )
  return bytes.slice(0, -2) + signs.join('')
}
export function readCodes(bytes: Uint8Array): CodeList {
  const scan = new Scan(bytes)
  const spaces: (readonly [string, string])[] = []
  const runs: Record<string, Run[]> = { bf: [], cid: [] }
  let items: Token[] = []
  let more = false
  const text = (token: Token | undefined) => (token?.is === 'text' ? token.bytes : null)
  for (let token = scan.next(); token !== null; token = scan.next()) {
    if (token.is !== 'word') {
      items.push(token)
      continue
    }
    const [, kind = '', what] = /^end(bf|cid|codespace)(char|range)$/.exec(token.text) ?? []
    if (token.text === 'usecmap') more = true
    const size = what === 'char' || kind === 'codespace' ? 2 : 3
    for (let at = 0; what !== undefined && at + size <= items.length; at += size) {
      const [first, last] = [text(items[at]), text(items[at + (what === 'char' ? 0 : 1)])]
      const to = items[at + size - 1]
      if (first === null || last === null || to === undefined) continue
      if (kind === 'codespace') spaces.push([first, last])
      else runs[kind]?.push({ first, last, to })
    }
    items = []
  }
  const find = (kind: string, code: string) =>
    runs[kind]?.findLast(
      ({ first, last }) => first.length === code.length && first <= code && code <= last,
    )
  return {
    spaces,
    more,
    number: (code) => {
      const run = find('cid', code)
      return run?.to.is === 'number'
        ? Number(run.to.text) + bigEndian(code) - bigEndian(run.first)
        : null
    },
    signs: (code) => {
      const run = find('bf', code)
      if (run === undefined) return null
      const by = bigEndian(code) - bigEndian(run.first)
      if (run.to.is === 'list') return text(run.to.items[by])
      return run.to.is === 'text' ? plus(run.to.bytes, by) : null
    },
  }
}

/** Splits a string into codes by the code space ranges. */
export function codesIn(text: string, spaces: CodeList['spaces']): readonly string[] {
  const codes: string[] = []
  const within = (code: string) =>
    spaces.some(
      ([first, last]) =>
        first.length === code.length &&
        [...code].every((sign, at) => (first[at] ?? '') <= sign && sign <= (last[at] ?? '')),
    )
  const shortest = Math.max(1, Math.min(4, ...spaces.map(([first]) => first.length)))
  for (let at = 0; at < text.length; ) {
    const size = [1, 2, 3, 4].find((length) => within(text.slice(at, at + length))) ?? shortest
    codes.push(text.slice(at, at + size))
    at += size
  }
  return codes
}

const hex = (bytes: string) => `<${hexOf(latinBytes(bytes))}>`

/** Writes a CMap: codes with their CIDs or texts. */
export function writeCodes(
  spaces: CodeList['spaces'],
  entries: readonly (readonly [string, number | string])[],
): Uint8Array {
  const lines: string[] = []
  const put = (word: string, texts: readonly string[]) => {
    for (let at = 0; at < texts.length; at += 100) {
      const some = texts.slice(at, at + 100)
      lines.push(`${some.length} begin${word}`, ...some, `end${word}`)
    }
  }
  put(
    'codespacerange',
    spaces.map(([first, last]) => `${hex(first)} ${hex(last)}`),
  )
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const numbers = sorted.filter(([, to]) => typeof to === 'number')
  const signs = sorted.flatMap(([code, to]) =>
    typeof to === 'string' ? [`${hex(code)} ${hex(to)}`] : [],
  )
  put(
    'cidchar',
    numbers.map(([code, to]) => `${hex(code)} ${to}`),
  )
  put('bfchar', signs)
  return latinBytes(
    [
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
      `/CIDSystemInfo << /Registry (Adobe) /Ordering (${numbers.length > 0 ? 'Identity' : 'UCS'}) /Supplement 0 >> def`,
      `/CMapName /Codes def /CMapType ${numbers.length > 0 ? 1 : 2} def`,
      ...lines,
      'endcmap CMapName currentdict /CMap defineresource pop end end',
    ].join('\n'),
  )
}
