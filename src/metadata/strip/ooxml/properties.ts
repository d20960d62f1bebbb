import type { Trace } from '../../trace.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SCHEMA = 'http://schemas.openxmlformats.org'

/** The lists of who, when and with what, and what stands in their place. */
const LISTS: readonly (readonly [RegExp, string])[] = [
  [
    /^docProps\/core\d*\.xml$|\.psmdcp$/i,
    `${HEAD}<cp:coreProperties xmlns:cp="${SCHEMA}/package/2006/metadata/core-properties"/>`,
  ],
  [
    /^docProps\/app\d*\.xml$/i,
    `${HEAD}<Properties xmlns="${SCHEMA}/officeDocument/2006/extended-properties"/>`,
  ],
  [
    /^docProps\/custom\d*\.xml$/i,
    `${HEAD}<Properties xmlns="${SCHEMA}/officeDocument/2006/custom-properties"/>`,
  ],
]

const SAID: readonly (readonly [RegExp, Trace])[] = [
  [/<(dc:creator|cp:lastModifiedBy|Manager|Company)>[^<]/, 'author'],
  [/<(dcterms:created|dcterms:modified|cp:lastPrinted)[ >]/, 'taken'],
  [/<(Application|AppVersion|Template)>[^<]/, 'software'],
  [/<(dc:title|dc:subject|dc:description|cp:keywords|cp:category)>[^<]/, 'words'],
  [/<(TotalTime|cp:revision|property|HyperlinkBase)[ >]/, 'other'],
]

/** What is put in the place of such a list, and what stood in it; `null` for every other part. */
export function emptied(
  name: string,
  text: string,
): { readonly text: string; readonly found: readonly Trace[] } | null {
  const list = LISTS.find(([pattern]) => pattern.test(name))
  if (list === undefined) return null
  const found = SAID.filter(([mark]) => mark.test(text)).map(([, trace]) => trace)
  return { text: list[1], found }
}
