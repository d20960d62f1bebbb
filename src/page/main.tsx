/** @jsxImportSource preact */
import '#browser/composing.ts'
import '#browser/second-click.ts'
import { render } from 'preact'
import { systemClock } from '#clock.ts'
import type { PageData } from '#wire/page-data.ts'
import { App, type ScreenState } from './app.tsx'
import { able } from './browser-support.ts'
import { askDay, daysApart } from './clock-check.ts'
import type { PageContext } from './context.ts'
import { createContext } from './create-context.ts'
import { beginFiling } from './filing/begin.ts'
import { arriving } from './http/transfer-progress.ts'
import { leaving } from './leaving.ts'
import { arrivedBy } from './links/arrival-link.ts'
import { brokenLink, uselessLink } from './links/broken-link.ts'
import { wordsIn } from './locales.ts'
import type { View } from './view.ts'
import './style/page.css'
import './style/parts.css'

/** Sealing is asked for when the first question can be used: it must not wait in line before it. */
const QUIET_MS = 50

async function start(): Promise<void> {
  if (!able()) return document.getElementById('page')?.classList.add('unable')
  const data = dataIn(document)
  const arrived = arrivedBy(location, history)
  const words = await wordsIn(data.lang)
  const made = createContext(
    data,
    arrived.link,
    words,
    systemClock,
    arriving(laterIn(document), fetch),
  )
  const useless = uselessLink(arrived, made.factsNow())
  const context = useless === null ? made : made.withoutLink()
  const begin = await firstView(context)
  const device = systemClock.now()
  const view = useless === null ? begin : brokenLink(begin, useless, context)
  const first: ScreenState = {
    view: daysApart(data, device) ? askDay(view, context, device) : view,
    context,
    turn: 0,
  }
  let here: ScreenState | null = first
  const wipe = () => {
    here = null
    made.drafts.forget()
    render(null, document.body)
    document.body.replaceChildren()
  }
  const holds = () => made.drafts.holds() || here?.view.holds === true
  const { leave } = leaving(context.policy.exitTo ?? 'about:blank', holds, wipe)
  document.body.replaceChildren()
  const seen = (screen: ScreenState) => {
    if (here !== null) here = screen
  }
  render(<App first={first} onScreen={seen} onLeave={leave} />, document.body)
  setTimeout(() => void context.services().catch(() => null), QUIET_MS)
}

/** One address more, for whoever was shown a signed acknowledgement: nobody comes there by chance. */
async function firstView(context: PageContext): Promise<View> {
  if (location.pathname !== '/verify') return beginFiling(context)
  const { verifying } = await import('./verify/verify.tsx')
  return verifying(context, beginFiling)
}

/** Written there by our own server, as the program was: it is not judged a second time. */
function dataIn(page: Document): PageData {
  return JSON.parse(page.getElementById('data')?.textContent ?? '{}')
}

function laterIn(page: Document): readonly string[] {
  return JSON.parse(page.getElementById('later')?.textContent ?? '[]')
}

void start()
