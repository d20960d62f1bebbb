import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isGreeting } from '#dialogs/greeting.ts'
import { LANGUAGES, wordsFor } from '#dialogs/words.ts'
import { CATEGORIES } from '#domain/concern/leaf.ts'
import { manifestOf } from '../../manifest/manifest.ts'
import { packageOf } from '../../manifest/package.ts'
import { problemsOfManifest, problemsOfStrings } from '../../manifest/schema.ts'
import type { PackageSettings } from '../../manifest/settings.ts'
import { stringsIn } from '../../manifest/strings.ts'

const APP = '3d2f0c6e-6f0a-4b7e-9a54-111111111111'
const SETTINGS: PackageSettings = {
  appId: APP,
  publicUrl: 'https://aside.invalid',
  organisation: 'Example Organisation',
  languages: LANGUAGES.map(({ id }) => id),
  version: '1.2.3',
}

/** Whatever the schema says is said without a network. */
beforeEach(() => {
  vi.stubGlobal('fetch', () => {
    throw new Error('nothing is fetched')
  })
})
afterEach(() => vi.unstubAllGlobals())

async function filesOf(settings = SETTINGS): Promise<Record<string, Uint8Array>> {
  const { problems, bytes } = await packageOf(settings)
  expect(problems).toEqual([])
  return unzipSync(bytes ?? new Uint8Array())
}

const json = (bytes: Uint8Array | undefined) => JSON.parse(strFromU8(bytes ?? new Uint8Array()))

describe('the app package', () => {
  test('is unpacked into files that whoever unpacks it may read', async () => {
    const bytes = Buffer.from((await packageOf(SETTINGS)).bytes ?? [])
    const modes: number[] = []
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1)) {
      modes.push(bytes.readUInt32LE(at + 38) >>> 16)
    }
    expect(modes).toHaveLength(Object.keys(await filesOf()).length)
    expect(new Set(modes)).toEqual(new Set([0o100644]))
  })

  test('has nothing against it in Microsoft’s schemas, and a file for each language that is offered', async () => {
    expect(Object.keys(await filesOf())).toEqual([
      'manifest.json',
      'fr.json',
      'es.json',
      'ar.json',
      'zh.json',
      'ru.json',
      'color.png',
      'outline.png',
    ])
    const few = await filesOf({ ...SETTINGS, languages: ['en', 'ar'] })
    expect(Object.keys(few)).toEqual(['manifest.json', 'ar.json', 'color.png', 'outline.png'])
    expect(json(few['manifest.json']).localizationInfo.additionalLanguages).toEqual([
      { languageTag: 'ar', file: 'ar.json' },
    ])
  })

  test('is the same bytes for the same settings', async () => {
    const [one, other] = [await packageOf(SETTINGS), await packageOf(SETTINGS)]
    expect(Buffer.from(one.bytes ?? []).equals(Buffer.from(other.bytes ?? []))).toBe(true)
    const zone = process.env['TZ']
    process.env['TZ'] = 'Pacific/Kiritimati'
    const elsewhere = await packageOf(SETTINGS)
    process.env['TZ'] = zone
    expect(Buffer.from(elsewhere.bytes ?? []).equals(Buffer.from(one.bytes ?? []))).toBe(true)
  })

  test('is a bot for one person alone, that takes no files and no calls', async () => {
    const manifest = json((await filesOf())['manifest.json'])
    expect(manifest.id).toBe(APP)
    expect(manifest.version).toBe('1.2.3')
    expect(manifest.bots).toMatchObject([
      {
        botId: APP,
        scopes: ['personal'],
        supportsFiles: false,
        supportsCalling: false,
        supportsVideo: false,
      },
    ])
    expect(manifest.defaultInstallScope).toBe('personal')
    for (const never of [
      'composeExtensions',
      'configurableTabs',
      'meetingExtensionDefinition',
      'authorization',
      'activities',
    ]) {
      expect(manifest).not.toHaveProperty(never)
    }
  })

  test('asks for nobody’s data, and names one host', async () => {
    const manifest = json((await filesOf())['manifest.json'])
    expect(manifest.permissions).toEqual(['identity'])
    expect(manifest.validDomains).toEqual(['aside.invalid'])
    expect(manifest.webApplicationInfo).toEqual({ id: APP, resource: `api://aside.invalid/${APP}` })
    const hosts = JSON.stringify(manifest).match(/https?:\/\/[^/"]+/g)
    expect(new Set(hosts)).toEqual(
      new Set(['https://developer.microsoft.com', 'https://aside.invalid']),
    )
  })

  test('T-118 a click from the app’s details leads to the notice, and never to a page where something is told', async () => {
    const { developer, staticTabs } = json((await filesOf())['manifest.json'])
    expect(developer).toEqual({
      name: 'Example Organisation',
      websiteUrl: 'https://aside.invalid/privacy',
      privacyUrl: 'https://aside.invalid/privacy',
      termsOfUseUrl: 'https://aside.invalid/privacy#terms',
    })
    expect(staticTabs).toMatchObject([
      { entityId: 'conversations' },
      {
        entityId: 'desk',
        contentUrl: 'https://aside.invalid/teams/desk?lang={locale}',
        websiteUrl: 'https://aside.invalid/desk',
        scopes: ['personal'],
      },
    ])
  })
})

describe.each(LANGUAGES.map(({ id }) => id))('what Teams shows of it in %s', (lang) => {
  const strings = stringsIn(lang, SETTINGS)
  const shown = Object.values(strings).join('\n')

  test('tells nothing over a shoulder', () => {
    const words = wordsFor(lang)
    for (const category of CATEGORIES)
      expect(shown).not.toContain(words.say(`category.${category}`))
    expect(shown).not.toMatch(
      /misconduct|fraud|harass|whistle|report|abuse|anonym|signal|dénonc|fraude|acoso|denunci|anónim|مخالف|فساد|تحرش|مجهول|举报|欺诈|骚扰|匿名|наруш|мошен|донос|жалоб|анонимн|[!！]/i,
    )
  })

  test('its one command is a greeting to the bot, and not something typed in the wrong place', () => {
    const title = strings['bots[0].commandLists[0].commands[0].title']
    expect(title).toBeTruthy()
    expect(isGreeting(title)).toBe(true)
  })

  test('keeps to what Teams takes', async () => {
    expect(await problemsOfStrings(`${lang}.json`, strings)).toEqual([])
    expect(strings['description.short']?.length).toBeLessThanOrEqual(80)
    for (const key of Object.keys(strings)) expect(strings[key]?.trim(), key).not.toBe('')
  })
})

describe('what Teams would not take is named', () => {
  test('in the manifest, place by place', async () => {
    const { accentColor: _, ...rest } = manifestOf(SETTINGS)
    const problems = await problemsOfManifest({ ...rest, id: 'no guid', surplus: true })
    for (const place of ['accentColor', 'surplus', '/id']) {
      expect(problems.filter((one) => one.includes(place))).toHaveLength(1)
    }
    expect(problems.every((one) => one.startsWith('manifest.json: '))).toBe(true)
  })

  test('in the texts, by file', async () => {
    const strings = { ...stringsIn('fr', SETTINGS), 'name.short': 'a'.repeat(31), 'name.odd': 'b' }
    const problems = await problemsOfStrings('fr.json', strings)
    expect(problems.join('\n')).toContain('fr.json: ')
    expect(problems.length).toBe(2)
  })

  test('and no package is made', async () => {
    const { problems, bytes } = await packageOf({
      ...SETTINGS,
      organisation: 'An organisation with far too long a name for this',
    })
    expect(problems.join('\n')).toContain('/developer/name')
    expect(bytes).toBeUndefined()
  })
})
