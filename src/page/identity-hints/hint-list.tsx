/** @jsxImportSource preact */
import type { FunctionComponent, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Words } from '#dialogs/speak.ts'
import type { PageDrafts } from '../context.ts'
import { type Hint, hintsIn } from './find-hints.ts'
import './hints.css'

/** Delay in ms after the last keystroke. */
const PAUSE_MS = 800

interface HintListProps {
  readonly drafts: PageDrafts
  readonly screen: string
  readonly words: Words
}

/** List of identity hints below a field. It blocks nothing and sends nothing. */
const HintNotice: FunctionComponent<HintListProps> = ({ drafts, screen, words }) => {
  const [hints, setHints] = useState<readonly Hint[]>([])
  useEffect(() => {
    const look = () =>
      setHints(hintsIn(['account', 'where'].map((field) => drafts.get(screen, field)).join('\n')))
    let timer = setTimeout(look, 0)
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(look, PAUSE_MS)
    }
    document.addEventListener('input', later)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('input', later)
    }
  }, [drafts, screen])
  if (hints.length === 0) return null
  return (
    <div class="hints notranslate" translate={false} role="status">
      {(['contact', 'few'] as const).map((kind) => {
        const what = hints
          .filter((hint) => hint.kind === kind)
          .map((hint) => quoted(hint.what, words))
        if (what.length === 0) return null
        return <p key={kind}>{words.say(`hints.${kind}`, { what: words.list(what) })}</p>
      })}
      <p>{words.say('hints.ignore')}</p>
    </div>
  )
}

/** The list as a vnode, for code outside of components: `below: () => noticed(…)`. */
export function hintList(drafts: PageDrafts, screen: string, words: Words): VNode {
  return <HintNotice drafts={drafts} screen={screen} words={words} />
}

const MARKS: Readonly<Record<string, readonly [string, string]>> = {
  fr: ['«\u00a0', '\u00a0»'],
  es: ['«', '»'],
  ar: ['«', '»'],
  ru: ['«', '»'],
}

function quoted(what: string, { lang }: Words): string {
  const [open, close] = MARKS[lang] ?? ['“', '”']
  return `${open}${what}${close}`
}
