import { unzipSync } from 'fflate'
import { elementsIn, parseXml, textIn } from '#metadata/xml/tree.ts'

const WORDS = new Set(['w:t', 'w:delText', 'a:t', 's:t', 's:v', 'text:p', 'text:h'])
/** Where pages are: properties and settings are no page. */
const PAGES = /^(word|xl|ppt)\/[^_].*\.xml$|(^|\/)(content|styles)\.xml$/i

/** The words that are read in a document, part by part, however they are parted into runs: parts are in an order that says nothing. */
export function wordsIn(bytes: Uint8Array): readonly string[] {
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => PAGES.test(name))
    .map(([, part]) =>
      [...elementsIn(parseXml(new Uint8Array(part)).root)]
        .filter(({ name }) => WORDS.has(name))
        .map(textIn)
        .join(''),
    )
    .filter((words) => words !== '')
    .toSorted()
}
