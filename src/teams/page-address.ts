import type { Json } from './card-action.ts'

/**
 * Host of the anonymous page, to copy by hand. Each part is a separate text run, so that clients do not turn it into a
 * link; it reads and copies as one word. No QR code: Teams on a desktop shows no inline images, and a fetched one would
 * reveal the view to the network.
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
