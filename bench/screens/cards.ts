import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { testServices } from '../../test/fixtures/services.ts'
import { startCloud } from '../../test/fixtures/teams-cloud.ts'
import { everyScreen } from '../../test/teams/host/stories.ts'
import { freeze, seed } from './seeded.ts'

/*
 * Writes down every card of the bot in six languages, as the test that draws them comes to them. Teams draws a card from
 * its JSON alone: two commits whose files are the same (`diff`) show the same, at any width, light and dark.
 */

freeze()
const OUT = process.env['ASIDE_SCREENS'] ?? 'screens'
const LANGUAGES = ['en', 'fr', 'es', 'ar', 'zh', 'ru']

test.each(LANGUAGES)('the cards in %s', async (lang) => {
  seed(`cards ${lang}`)
  const made = await testServices({ accountInline: true, page: true })
  const cloud = await startCloud(made)
  const { screens, first } = await everyScreen(made, cloud, lang)
  await cloud.stop()
  const text = JSON.stringify([first, ...screens.map(({ card }) => card)], null, 1)
  mkdirSync(OUT, { recursive: true })
  writeFileSync(join(OUT, `cards-${lang}.json`), text)
})
