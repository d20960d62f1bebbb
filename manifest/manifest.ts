import type { PackageSettings } from './settings.ts'
import { DESK_TAB, otherLanguages, stringsIn } from './strings.ts'

export const MANIFEST_VERSION = '1.30'
const SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`
/** The one colour of the sign. */
const TEAL = '#0f5c63'

/**
 * The Teams app of this installation: a bot for one person at a time, and the officers' tab. It asks for no permission
 * over anybody's data, takes no files, and its one command tells nothing over a shoulder.
 */
export function manifestOf(settings: PackageSettings) {
  const { appId, publicUrl, organisation, version } = settings
  const { host } = new URL(publicUrl)
  const english = stringsIn('en', settings)
  const say = (key: string) => english[key] ?? ''
  const privacyUrl = `${publicUrl}/privacy`
  return {
    $schema: SCHEMA,
    manifestVersion: MANIFEST_VERSION,
    version,
    id: appId,
    developer: {
      name: organisation,
      // A click from here is logged by Teams: it leads to the notice, never to a page where something is told.
      websiteUrl: privacyUrl,
      privacyUrl: privacyUrl,
      termsOfUseUrl: `${privacyUrl}#terms`,
    },
    name: { short: say('name.short'), full: say('name.full') },
    description: { short: say('description.short'), full: say('description.full') },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: TEAL,
    bots: [
      {
        botId: appId,
        scopes: ['personal'],
        isNotificationOnly: false,
        supportsFiles: false,
        supportsCalling: false,
        supportsVideo: false,
        commandLists: [
          {
            scopes: ['personal'],
            commands: [
              {
                title: say('bots[0].commandLists[0].commands[0].title'),
                description: say('bots[0].commandLists[0].commands[0].description'),
              },
            ],
          },
        ],
      },
    ],
    staticTabs: [
      { entityId: 'conversations', scopes: ['personal'] },
      {
        entityId: 'desk',
        name: say(`staticTabs[${DESK_TAB}].name`),
        contentUrl: `${publicUrl}/teams/desk?lang={locale}`,
        websiteUrl: `${publicUrl}/desk`,
        scopes: ['personal'],
      },
    ],
    permissions: ['identity'],
    validDomains: [host],
    webApplicationInfo: { id: appId, resource: `api://${host}/${appId}` },
    defaultInstallScope: 'personal',
    showLoadingIndicator: false,
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: otherLanguages(settings).map((lang) => ({
        languageTag: lang,
        file: `${lang}.json`,
      })),
    },
  } as const
}
