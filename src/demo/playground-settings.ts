import { stringify } from 'yaml'

export const DEMO_TENANT = '00000000-0000-4000-8000-0000000de700'

/** The person the demo talks to the bot as. Fixed, because her cases are bound to her. */
export const REPORTER = {
  id: 'demo-reporter',
  name: 'Amina Haddad',
  aadObjectId: '00000000-0000-4000-8000-00000000a51d',
}

/** The Playground takes a configuration only with a team, a group chat and exactly five other people in it. */
const OTHERS = ['Ana', 'Boris', 'Chen', 'Dina', 'Emil']

export function settings(): string {
  return stringify({
    version: '0.1.1',
    tenantId: DEMO_TENANT,
    bot: { id: 'aside-demo-bot', name: 'Aside' },
    currentUser: person(REPORTER.id, REPORTER.name, REPORTER.aadObjectId),
    users: OTHERS.map((name, at) =>
      person(
        `demo-${name.toLowerCase()}`,
        `${name} Demo`,
        `00000000-0000-4000-8000-0000000c0de${at}`,
      ),
    ),
    personalChat: { id: 'aside-demo-chat' },
    groupChat: { id: 'aside-demo-group', name: 'Group chat' },
    team: {
      id: 'aside-demo-team',
      name: 'Team',
      aadGroupId: '00000000-0000-4000-8000-00000007ea00',
      channels: [{ id: 'aside-demo-channel', name: 'Channel' }],
    },
  })
}

function person(id: string, name: string, aadObjectId: string) {
  const [givenName = name, surname = ''] = name.split(' ')
  const email = `${id}@demo.invalid`
  return { id, name, userPrincipleName: email, aadObjectId, givenName, surname, email }
}
