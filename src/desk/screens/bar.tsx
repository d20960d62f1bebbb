import {
  Button,
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { type ReactElement, useState } from 'react'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import { Logo } from '../components/logo.tsx'
import { type SignedInPerson, useDesk } from '../model/desk-context.ts'
import type { KeyControls } from '../model/use-key.ts'
import { texts } from '../texts.ts'
import { SCHEMES, type Scheme } from '../theme/scheme.ts'

/** Top bar: user, navigation, state of the key. */
export function Bar({
  first = texts.nav.queue,
  links = false,
  ...given
}: {
  /** Label of the first screen. */
  first?: string
  /** Whether the officer may create links. */
  links?: boolean
  scheme: Scheme
  setScheme: (scheme: Scheme) => void
}): ReactElement {
  const { me, route, go } = useDesk()
  const atKey = route.at === 'key'
  const atList = route.at === 'queue' || route.at === 'case'
  return (
    <div className="bar">
      <Logo />
      <span className="office">{me.officeLabel}</span>
      <nav aria-label={texts.nav.label}>
        <NavButton label={first} here={atList} press={() => go({ at: 'queue' })} />
        <NavButton label={texts.nav.key} here={atKey} press={() => go({ at: 'key' })} />
      </nav>
      <KeyState />
      <You {...given} links={links} />
    </div>
  )
}

function NavButton({ label, here, press }: { label: string; here: boolean; press: () => void }) {
  return (
    <button type="button" className="way" aria-current={here ? 'page' : undefined} onClick={press}>
      {label}
    </button>
  )
}

function KeyState(): ReactElement {
  const { key, me } = useDesk()
  if (!key.open) return <span className="key-state">{closedWords(key.stored, me)}</span>
  return (
    <span className="key-state">
      <span>
        <span className="roomy">{texts.keyState.open} · </span>
        {texts.keyState.locks(key.minutes)}
      </span>
      <Button appearance="subtle" onClick={key.lock}>
        {texts.keyState.lock}
      </Button>
    </span>
  )
}

/** State of the key for the bar; none for a foreign key, and until the store was read. */
function closedWords(stored: KeyControls['stored'], { fingerprint }: SignedInPerson): string {
  if (stored === undefined) return ''
  if (stored === null) return texts.keyState.none
  return stored.fingerprint === fingerprint ? texts.keyState.closed : texts.keyState.anothers
}

function You({
  scheme,
  setScheme,
  links,
}: {
  scheme: Scheme
  setScheme: (scheme: Scheme) => void
  links: boolean
}) {
  const { me, api, key, go, drafts } = useDesk()
  const [asked, setAsked] = useState(false)
  async function signOut() {
    drafts.dropAll()
    key.lock()
    await api.signOut().catch(() => undefined)
    window.location.reload()
  }
  return (
    <>
      <Menu
        checkedValues={{ scheme: [scheme] }}
        onCheckedValueChange={(_, { checkedItems }) => setScheme(pick(checkedItems[0]))}
      >
        <MenuTrigger disableButtonEnhancement>
          <MenuButton appearance="subtle" className="you">
            <span className="roomy">{me.label}</span>
            <span className="tight">{texts.menu.label}</span>
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{texts.menu.look}</MenuGroupHeader>
              {SCHEMES.map((each) => (
                <MenuItemRadio key={each} name="scheme" value={each}>
                  {texts.menu.schemes[each]}
                </MenuItemRadio>
              ))}
            </MenuGroup>
            <MenuDivider />
            {links && <MenuItem onClick={() => go({ at: 'link' })}>{texts.link.heading}</MenuItem>}
            <MenuItem onClick={() => (drafts.any() ? setAsked(true) : void signOut())}>
              {texts.menu.signOut}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <ConfirmDialog
        open={asked}
        words={texts.menu.unsent}
        code={null}
        act={signOut}
        leave={() => setAsked(false)}
      />
    </>
  )
}

function pick(value: string | undefined): Scheme {
  return SCHEMES.find((each) => each === value) ?? 'machine'
}
