/** @jsxImportSource preact */
import type { JSX } from 'preact'
import type { Block } from '#dialogs/dialog.ts'
import { dialled } from '#dialogs/screen.ts'
import { PrivateWords } from './words.tsx'

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** Blocks of a dialog, in order. Consecutive facts form one list, and so do telephone numbers. */
export function Blocks({ body }: { body: readonly Block[] }): JSX.Element {
  return (
    <>
      {runs(body).map((run, at) => (
        <Run key={at} run={run} />
      ))}
    </>
  )
}

/** Blocks as a vnode, for code outside of components. */
export function blocks(body: readonly Block[]): JSX.Element {
  return <Blocks body={body} />
}

function Run({ run }: { run: readonly [Block, ...Block[]] }): JSX.Element {
  const [first] = run
  switch (first.kind) {
    case 'text':
      return <Text block={first} />
    case 'fact':
      return <Facts facts={run as readonly Of<'fact'>[]} />
    case 'number':
      return <Numbers numbers={run as readonly Of<'number'>[]} />
    case 'letter':
      return <Letter letter={first} />
    default:
      return first satisfies never
  }
}

function Text({ block: { text, tone } }: { block: Of<'text'> }): JSX.Element {
  return (
    <div class={`text ${tone}`}>
      {text.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </div>
  )
}

function Facts({ facts }: { facts: readonly Of<'fact'>[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ label, text }, at) => (
        <div key={at}>
          <dt>{label}</dt>
          <dd>
            {typeof text === 'string' ? (
              text.split('\n').map((line, nth) => <p key={nth}>{line}</p>)
            ) : (
              <PrivateWords of={text} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Telephone link; isolated left to right, without a line break. */
function Numbers({ numbers }: { numbers: readonly Of<'number'>[] }): JSX.Element {
  return (
    <ul class="numbers">
      {numbers.map(({ name, number }, at) => (
        <li key={at}>
          <a href={`tel:${dialled(number)}`}>
            <span>{name}</span> <bdi dir="ltr">{number}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Letter({ letter }: { letter: Of<'letter'> }): JSX.Element {
  const { from, ours, on, text, note, strong } = letter
  return (
    <article class={`letter ${ours ? 'ours' : 'hers'}${strong ? ' waits' : ''}`}>
      <h2>
        {from} <span class="quiet">· {on}</span>
      </h2>
      {text !== null && <PrivateWords of={text} />}
      {note !== null && <p class="quiet">{note}</p>}
    </article>
  )
}

const TOGETHER: readonly Block['kind'][] = ['fact', 'number']

function runs(body: readonly Block[]): readonly (readonly [Block, ...Block[]])[] {
  const groups: [Block, ...Block[]][] = []
  for (const block of body) {
    const last = groups.at(-1)
    if (last?.[0].kind === block.kind && TOGETHER.includes(block.kind)) last.push(block)
    else groups.push([block])
  }
  return groups
}
