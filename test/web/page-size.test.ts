import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../dialogs/tongues.ts'
import { type Assets, readAssets } from '../../src/web/assets.ts'
import { build } from './browser/running-desk.ts'

const KB = 1024
/** What a journey without files may cost a phone in script, its receipt included. */
const JOURNEY = 160 * KB
/** What must come before the first question can be used, how it looks included: two seconds of a bad line are 100 KB. */
const FIRST = 66 * KB

/** What reads and cleans files once one is chosen, whatever its kind. */
const FILES = 200 * KB

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

  test('what cleans files comes when one is chosen, and stays within its budget', async () => {
    type Lead = { file: string; imports?: string[]; dynamicImports?: string[] }
    const manifest: Record<string, Lead> = JSON.parse(
      readFileSync(join(folder, 'manifest.json'), 'utf8'),
    )
    const reached = new Set<string>()
    const lead = (source: string) => {
      if (reached.has(source)) return
      reached.add(source)
      const { imports = [], dynamicImports = [] } = manifest[source] ?? {}
      const cleaners = dynamicImports.filter((next) => /metadata\/strip\//.test(next))
      for (const next of [...imports, ...cleaners]) lead(next)
    }
    lead('page/files/tools.ts')
    const { page } = assets
    const before = new Set([page?.script, ...(page?.preloads ?? []), ...(page?.later ?? [])])
    const tools = [...reached]
      .map((source) => `/${manifest[source]?.file}`)
      .filter((file) => !before.has(file))
    expect(tools.join(' ')).toMatch(/odf.*ooxml|ooxml.*odf/)
    expect(tools.join(' ')).toMatch(/pdf/)
    expect(await weigh(tools)).toBeLessThan(FILES)
  })

  test('the first question waits for nothing that seals, and for no other language', () => {
    const { page } = assets
    const first = [page?.script, ...(page?.preloads ?? [])].join(' ')
    expect(first).not.toMatch(/openpgp|zod|words-|english|react|fluent|pdf/)
    expect(first).not.toMatch(/assets\/(en|fr|es|ar|zh|ru)-/)
    expect(page?.later.join(' ')).toMatch(/openpgp/)
    expect(page?.later.join(' ')).not.toMatch(/english|pdf|react|fluent/)
  })
})
