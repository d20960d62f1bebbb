import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '#dialogs/supported-languages.ts'
import { type Assets, readAssets } from '#server/assets.ts'
import EN from '../../dialogs/locales/en.json' with { type: 'json' }
import { build } from '../desk/running-desk.ts'

const KB = 1024
/**
 * What a journey without files may cost a phone in script, its receipt included. It was 160 until the page compared what
 * officers' letters name of each other, of their readers and of the list of officers, and 162 until it asked what proves
 * her first letter and her Yes.
 */
const JOURNEY = 165 * KB
/** What must come before the first question can be used, how it looks included: two seconds of a bad line are 100 KB. */
const FIRST = 66 * KB

/**
 * What one file asks for: the list of what was chosen, the look at it, and the cleaner of its own kind. 180 KB was
 * decided for attachments; the dearest kind, Office documents, costs three quarters of that.
 */
const ONE_FILE = 136 * KB
/** All kinds together, for whoever chooses one of each. Nobody waits for it before sending one file. */
const ALL_FILES = 248 * KB

const WORD_LISTS: Readonly<Record<string, string>> = {
  en: 'english',
  fr: 'french',
  es: 'spanish',
  zh: 'simplified-chinese',
}

describe('what a phone loads', () => {
  let folder = ''
  let assets: Assets
  beforeAll(async () => {
    folder = await build()
    assets = readAssets(folder)
  })

  async function weigh(addresses: Iterable<string>): Promise<number> {
    const { files } = assets
    let sum = 0
    for (const address of new Set(addresses)) {
      const asset = files.get(address.replace('/assets/', ''))
      if (asset === undefined) throw new Error(`not built: ${address}`)
      sum += (await asset.brotli()).length
    }
    return sum
  }

  test.each(LANGUAGES.map(({ id }) => id))(
    'in %s a journey stays within its budget',
    async (lang) => {
      const { page, files } = readAssets(folder)
      if (page === null) throw new Error('the page was not built')
      const locale = page.locales[lang]
      expect(locale).toMatch(new RegExp(`^/assets/${lang}-`))
      const first = [page.script, ...page.preloads, String(locale)]
      expect(await weigh([...first, ...page.styles])).toBeLessThan(FIRST)
      const list = [...files.keys()].filter((name) => name.startsWith(`${WORD_LISTS[lang]}-`))
      expect(list.length).toBe(lang in WORD_LISTS ? 1 : 0)
      const lists = list.map((name) => `/assets/${name}`)
      expect(await weigh([...first, ...page.later, ...lists])).toBeLessThan(JOURNEY)
    },
  )

  test('what cleans files comes when one is chosen, each kind with its own, and stays within its budget', async () => {
    type Lead = { file: string; imports?: string[]; dynamicImports?: string[] }
    const manifest: Record<string, Lead> = JSON.parse(
      readFileSync(join(folder, 'manifest.json'), 'utf8'),
    )
    const { page } = assets
    const before = new Set([page?.script, ...(page?.preloads ?? []), ...(page?.later ?? [])])
    const reached = (...sources: readonly string[]) => {
      const seen = new Set<string>()
      const lead = (source: string) => {
        if (seen.has(source)) return
        seen.add(source)
        manifest[source]?.imports?.forEach(lead)
      }
      sources.forEach(lead)
      return [...seen]
        .map((source) => `/${manifest[source]?.file}`)
        .filter((file) => !before.has(file))
    }
    const tools = '../page/files/tools.ts'
    const cleaners = (manifest[tools]?.dynamicImports ?? []).toSorted()
    expect(cleaners.map((source) => source.replace(/.*strip\//, ''))).toEqual([
      'odf.ts',
      'ooxml.ts',
      'pdf.ts',
      'text.ts',
    ])
    for (const cleaner of cleaners) {
      const others = cleaners.filter((other) => other !== cleaner).map((other) => reached(other)[0])
      const own = [cleaner, ...(manifest[cleaner]?.dynamicImports ?? [])]
      const files = reached(tools, ...own)
      expect(files.filter((file) => others.includes(file))).toEqual([])
      expect(await weigh(files)).toBeLessThan(ONE_FILE)
    }
    const all = cleaners.flatMap((one) => [one, ...(manifest[one]?.dynamicImports ?? [])])
    expect(await weigh(reached(tools, ...all))).toBeLessThan(ALL_FILES)
  })

  test('what is left out of the pages is nothing that they say', () => {
    const scripts = [...assets.files.keys()].filter((name) => name.endsWith('.js'))
    const text = (name: string) => readFileSync(join(folder, 'assets', name), 'utf8')
    const english = text(String(scripts.find((name) => /^en-/.test(name))))
    const code = scripts.filter((name) => !/^(en|fr|es|ar|zh|ru)-/.test(name)).map(text)
    const left = Object.keys(EN).filter((key) => !english.includes(`"${key}":`))
    expect(left.length).toBeGreaterThan(0)
    const groups = new Set(left.map((key) => key.split('.')[0]))
    const asked = [...groups].filter((group) => {
      const pattern = new RegExp(`["'\`]${group}\\.(\\$\\{|[a-z_]+["'\`])`, 'g')
      const keys = code.flatMap((script) => [...script.matchAll(pattern)].map(([key]) => key))
      return keys.some((key) => key.endsWith('{') || Object.hasOwn(EN, key.slice(1, -1)))
    })
    expect(asked).toEqual([])
  })

  test('no sentence writes a number or a day in a pattern: what reads patterns is left out', () => {
    for (const { id } of LANGUAGES) {
      const table = readFileSync(
        join(import.meta.dirname, `../../dialogs/locales/${id}.json`),
        'utf8',
      )
      expect(table).not.toMatch(/\{\s*\w+\s*,\s*(number|date|time)\b/)
    }
  })

  test('the first question waits for nothing that seals, and for no other language', () => {
    const { page } = assets
    const first = [page?.script, ...(page?.preloads ?? [])].join(' ')
    expect(first).not.toMatch(/openpgp|zod|words-|english|\/react|fluent|pdf|square/)
    expect(first).not.toMatch(/assets\/(en|fr|es|ar|zh|ru)-/)
    expect(page?.later.join(' ')).toMatch(/openpgp/)
    expect(page?.later.join(' ')).not.toMatch(/english|pdf|\/react|fluent/)
  })
})
