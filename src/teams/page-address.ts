import type { Json } from './card-action.ts'

/**
 * The address of the page for people who may not be seen, to copy by hand. Clients that look for addresses in text find
 * none: each part of it is a run of its own, which reads and copies as one word. There is no picture of it: Teams on a
 * desktop shows none that stands in the card itself, and one that is fetched would tell a network that somebody looked.
 * @param host without a scheme
 */
export function addressItems(host: string): Json[] {
  const look = { size: 'Large', weight: 'Bolder', fontType: 'Monospace' }
  const runs = host
    .split(/(?<=[.:])/)
    .flatMap((part) => [part.replace(/[.:]$/, ''), part.match(/[.:]$/)?.[0] ?? ''])
    .filter((part) => part !== '')
    .map((text) => ({ type: 'TextRun', text, ...look }))
  return [{ type: 'RichTextBlock', spacing: 'Medium', inlines: runs }]
}
