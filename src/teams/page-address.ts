import type { Words } from '../../dialogs/words.ts'
import type { Json } from './card-action.ts'
import { qrPicture } from './qr-picture.ts'

/** Where the page for people who may not be seen stands, as a card shows it: made once, the same for everybody. */
export interface PageAddress {
  /** Without a scheme: nothing that a client would make a link of. */
  readonly host: string
  readonly picture: string
}

/** @param address the whole of it, without a path */
export function pageAddress(address: string): PageAddress {
  return { host: new URL(address).host, picture: qrPicture(`${address}/`) }
}

/**
 * The address to copy by hand. Clients that look for addresses in text find none: each part of it is a run of its own,
 * which reads and copies as one word.
 */
export function addressItems({ host, picture }: PageAddress, words: Words): Json[] {
  const look = { size: 'Large', weight: 'Bolder', fontType: 'Monospace' }
  const runs = host
    .split(/(?<=[.:])/)
    .flatMap((part) => [part.replace(/[.:]$/, ''), part.match(/[.:]$/)?.[0] ?? ''])
    .filter((part) => part !== '')
    .map((text) => ({ type: 'TextRun', text, ...look }))
  return [
    { type: 'RichTextBlock', spacing: 'Medium', inlines: runs },
    {
      type: 'Image',
      url: picture,
      altText: words.say('other_door.picture'),
      spacing: 'Medium',
      width: '200px',
    },
  ]
}
