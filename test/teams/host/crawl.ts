import { buttonsOf, type CardButton, inputsOf, type Person } from '../../fixtures/teams-person.ts'

// biome-ignore lint/suspicious/noExplicitAny: cards as the wire has them
type Json = any

/** A screen that was met, and how it is told from others: by what can be pressed and filled in on it. */
export interface Screen {
  readonly key: string
  readonly card: Json
}

const MOST = 400

/**
 * Everything that can be reached by pressing, inside the window: each kind of screen once. Presses that end something
 * come last, because they change what the others would show.
 */
export async function screensFrom(
  amal: Person,
  starts: readonly Json[],
): Promise<readonly Screen[]> {
  const shown = new Map<string, Screen>()
  const known = new Set<string>()
  const waiting: Json[] = []
  meet(...starts)
  for (let presses = 0; waiting.length > 0 && presses < MOST; ) {
    const card = waiting.shift()
    for (const cardButton of buttonsOf(card)) {
      if (['leave', 'home', 'language'].includes(cardButton.data.aside.verb)) continue
      for (const fields of fillings(card, cardButton)) {
        presses += 1
        const answer = await amal.invoke('task/submit', { data: { ...cardButton.data, ...fields } })
        meet(answer.body?.task?.value?.card?.content)
      }
    }
  }
  return [...shown.values()]

  function meet(...cards: Json[]): void {
    for (const card of cards) {
      if (card === undefined || known.has(placeOf(card))) continue
      known.add(placeOf(card))
      waiting.push(card)
      const key = kindOf(card)
      if (!shown.has(key)) shown.set(key, { key, card })
    }
  }
}

/** What is drawn: its verbs, fields and kinds of block. Which option of the tree it is does not matter for its look. */
function kindOf(card: Json): string {
  const verbs = [...new Set(buttonsOf(card).map(({ data }) => data.aside.verb))]
  const blocks = card.body.map(({ type, style }: Json) => (style ? `${type}-${style}` : type))
  return [
    verbs.includes('tap') ? '' : titleOf(card),
    verbs.join(' '),
    inputsOf(card)
      .map(({ id }) => id)
      .join(' '),
    [...new Set(blocks)].toSorted().join(' '),
  ].join(' | ')
}

export function titleOf(card: Json): string {
  return card.body.find(({ style }: Json) => style === 'heading').text
}

/** What is pressed from: the same kind of screen with other options is another place, with another case is not. */
function placeOf(card: Json): string {
  const taps = buttonsOf(card)
    .filter(({ data }) => data.aside.verb === 'tap')
    .map(({ data }) => data.aside.value)
  return `${kindOf(card)} | ${taps.join(' ')}`
}

/** Nothing beyond what is needed; and each choice once, where there is one to make. */
function fillings(card: Json, cardButton: CardButton): Json[] {
  if (cardButton.associatedInputs !== 'auto') return [{}]
  const inputs = inputsOf(card)
  const plain = Object.fromEntries(
    inputs.map(({ id, type, value, choices }: Json) => [
      id,
      type === 'Input.Text' ? 'words' : value || choices[0]?.value,
    ]),
  )
  const choices = inputs.flatMap(({ id, choices = [], isMultiSelect }: Json) => {
    const values = choices.map(({ value }: Json) => value)
    return (isMultiSelect ? ['', values.join(',')] : values).map((value: string) => ({
      ...plain,
      [id]: value,
    }))
  })
  return choices.length === 0 ? [plain] : choices
}
