/**
 * The part of Teams that a person touches: a chat with one card, and a window over it. It draws with the official
 * renderer and passes every press to the wire through `invoke`, which the test provides.
 */
import type { Action, AdaptiveCard, HostConfig } from 'adaptivecards'

// biome-ignore lint/suspicious/noExplicitAny: the wire, as Teams has it
type Json = any

interface Renderer {
  readonly AdaptiveCard: typeof AdaptiveCard
  readonly HostConfig: typeof HostConfig
}

declare global {
  interface Window {
    AdaptiveCards: Renderer
    invoke(name: string, value: Json): Promise<Json>
    host: {
      theme(name: string, config: object): void
      chat(card: Json): void
      window(title: string, card: Json): void
      close(): void
    }
  }
}

const { AdaptiveCards } = window
const part = (id: string) => document.getElementById(id) as HTMLElement
const frame = part('window') as HTMLDialogElement
let config: HostConfig

/** Teams reads markdown in text blocks; ours hold none, so what was read must come out as it went in. */
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const span = document.createElement('span')
  span.textContent = text
  result.outputHtml = span.innerHTML
  result.didProcess = true
}

function draw(into: HTMLElement, json: Json, press: (action: Action) => Promise<void>): void {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = config
  card.onExecuteAction = (action) => void press(action)
  card.parse(json)
  const drawn = card.render()
  into.replaceChildren(...(drawn === undefined ? [] : [drawn]))
  // axe reads two blocks of a row as one word, and would miss it in the row's name.
  for (const block of into.querySelectorAll('[role=button] .ac-textBlock')) block.after(' ')
  into.lang = json.lang
  into.dir = json.rtl ? 'rtl' : 'ltr'
  into.scrollTop = 0
}

const dataOf = (action: Action) => (action as unknown as { data: Json }).data

async function pressedInChat(action: Action): Promise<void> {
  part('note').textContent = ''
  const data = dataOf(action)
  if (action.getJsonTypeName() === 'Action.Submit') {
    if (data.msteams?.type !== 'task/fetch') throw new Error('this would become a message')
    return show(await window.invoke('task/fetch', { data: { ...data, type: 'task/fetch' } }))
  }
  const { verb } = action as unknown as { verb: string }
  const answer = await window.invoke('adaptiveCard/action', {
    action: { type: 'Action.Execute', verb, data },
    trigger: 'manual',
  })
  if (answer?.value?.type === 'AdaptiveCard') return window.host.chat(answer.value)
  part('note').textContent = answer?.value ?? ''
}

async function pressedInWindow(action: Action): Promise<void> {
  show(await window.invoke('task/submit', { data: dataOf(action) }))
}

function show(answer: Json): void {
  const task = answer?.task
  if (task?.type === 'continue') {
    window.host.window(task.value.title, task.value.card.content)
  } else if (task?.type === 'message') part('sentence').textContent = task.value
  else window.host.close()
}

window.host = {
  theme(name, json) {
    document.documentElement.dataset['theme'] = name
    config = new AdaptiveCards.HostConfig(json)
  },
  chat(card) {
    draw(part('message'), card, pressedInChat)
    document.documentElement.lang = card.lang
  },
  window(title, card) {
    part('window-name').textContent = title
    part('sentence').textContent = ''
    draw(part('view'), card, pressedInWindow)
    document.documentElement.lang = card.lang
    frame.dir = card.rtl ? 'rtl' : 'ltr'
    if (!frame.open) frame.showModal()
    part('view').focus()
  },
  close() {
    if (frame.open) frame.close()
  },
}
// What scrolls can be scrolled with the keyboard.
part('view').tabIndex = 0
part('close').addEventListener('click', () => window.host.close())
document.documentElement.dataset['ready'] = 'yes'
