import { linesIn } from './text-blanks.ts'

/**
 * Lines with text that Markdown readers do not display: comments, and link definitions that nothing uses. Such
 * text is visible where Markdown is read as plain text, so it stays and is reported. Code between fences is displayed.
 * @returns the line numbers from 1
 */
export function hiddenLines(text: string): readonly number[] {
  if (isJson(text)) return []
  const used = new Set([...text.matchAll(/\[([^\][\n]+)\](?!:)/g)].map(([, name]) => nameOf(name)))
  const lines: number[] = []
  const known = new Set<string>()
  let fence = ''
  const all = text.replace(XML, '').split(/\r\n|[\n\r]/)
  const names = new Set(all.flatMap((line) => DEFINED.exec(line)?.[2] ?? []).map(nameOf))
  const shown = withoutCode(all.join('\n')).split('\n')
  const ends = OPENED.map(([, end]) => all.findLastIndex((line) => line.includes(end)))
  // Whether the line before is one of a paragraph, which a definition does not interrupt.
  let isWithin = false
  // Whether the address or title of a definition may end on this line.
  let isOpen = false
  for (const [n, line] of all.entries()) {
    const [, mark = ''] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? []
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    if (fence !== '') isWithin = false
    if (fence !== '') continue
    if (OF_PROGRAMS.test(line) && !known.has(line)) {
      known.add(line)
      isWithin = false
      continue
    }
    const [, front = '', name, words = ''] = DEFINED.exec(line) ?? []
    // Of a note and of an abbreviation all words are out of view; of a link only an address is.
    const isOfWords = front.includes('*') || name?.startsWith('^') === true
    const address = words.trim() || (all[n + 1] ?? '').replace(/^[\s>]+/, '')
    const isShown: boolean = isWithin && front === '' && WORD.test(address)
    const isDefined: boolean =
      name !== undefined && (isOfWords || (ADDRESS.test(address) && !isShown))
    // A paragraph may end where no empty line says so, so each line is read by itself too.
    const isHidden = [shown[n] ?? '', withoutCode(line)].some((read) => {
      const bare = read.replace(BLANK, ' ')
      return (
        HIDDEN.test(bare) ||
        OPENED.some((kind, of) => begins(bare, kind, n < (ends[of] ?? 0))) ||
        [...bare.matchAll(EMPTY)].some(([, of]) => names.has(nameOf(of)))
      )
    })
    isOpen = line !== '' && (isOpen || (isDefined && (words.trim() === '' || /["'(]/.test(words))))
    isWithin = !isDefined && !isOpen && !OF_NO_PARAGRAPH.test(line)
    if (isHidden || (isDefined && !used.has(nameOf(name)))) lines.push(n + 1)
  }
  return lines
}

/** Whether it is data, which no reader of Markdown is given. */
function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The same lines with a letter in place of each code and escaped sign, which are displayed. Code ends with as many
 * backticks as it began with, in the same paragraph; backticks without such an end are displayed.
 */
function withoutCode(text: string): string {
  const paragraphs = text.split(/\n(?=[ \t>]*(?:\n|`{3}|~{3}))/)
  return paragraphs.map(shownIn).join('\n')
}

function shownIn(paragraph: string): string {
  const ends = new Map<number, number[]>()
  for (const { 0: run, index } of [...paragraph.matchAll(/`+/g)].reverse()) {
    const list = ends.get(run.length) ?? []
    list.push(index)
    ends.set(run.length, list)
  }
  const marks = /\\[!-/:-@[-`{-~]|`+/g
  let shown = ''
  let at = 0
  for (let mark = marks.exec(paragraph); mark !== null; mark = marks.exec(paragraph)) {
    const [run] = mark
    shown += paragraph.slice(at, mark.index)
    at = marks.lastIndex
    const later = run.startsWith('`') ? (ends.get(run.length) ?? []) : []
    while ((later.at(-1) ?? at) < at) later.pop()
    const end = later.at(-1) ?? at
    const code = paragraph.slice(at, end)
    // Of nothing but blanks nothing is seen.
    shown +=
      end === at && run.startsWith('`')
        ? run
        : `${code.trim() === '' && end > at ? ' ' : 'x'}${code.replace(/[^\n]+/g, '')}`
    if (end > at) at = end + run.length
    marks.lastIndex = at
  }
  return shown + paragraph.slice(at)
}

/** Whether one of a kind begins in a line: at its start, or elsewhere where it also ends. @param ends whether it may later */
function begins(line: string, [start, end]: (typeof OPENED)[number], ends: boolean): boolean {
  const at = line.search(start)
  if (at < 0) return false
  return ends || line.includes(end, at + 2) || /^(?:[\s>*+-]|\d+[.)])*$/.test(line.slice(0, at))
}

/** Instructions and declarations: how one begins, and what ends it. Without an end they are shown. */
const OPENED = [
  [/<\?/, '?>'],
  [/<![a-z]/i, '>'],
] as const
const nameOf = (name: string | undefined) => (name ?? '').trim().toLowerCase()
/** Comments that programs add, each once; they are the same everywhere. */
const OF_PROGRAMS =
  /^<!-- (badges: (start|end)|toc|tocstop|prettier-ignore(-start|-end)?|markdownlint-(disable|enable)) -->$/i
/** The declaration that begins an XML file, as programs write it. */
const XML =
  /^\ufeff?<\?xml version=(["'])1\.0\1( encoding=(["'])(us-ascii|(utf|iso-8859|windows-125)[\d-]{1,4})\3)?( standalone=(["'])(yes|no)\7)? ?\?>/i
/** What may be a link definition, also in quotes and lists: what stands in front, the name, and the words behind. */
const DEFINED = /^((?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*)[ \t]*\[([^\]]+)\]:(?:\s(.*)|$)/
/** An address and a title, which may end on a later line: with further words it is a sentence, and displayed. */
const ADDRESS = /^(?:<[^<>]*>|\S+)(?:\s*|\s+(?:"[^"]*(?:"\s*)?|'[^']*(?:'\s*)?|\([^)]*(?:\)\s*)?))$/
/** An address that is a word alone, as who says something does: "[Anna]: Yes." */
const WORD = /^[^\s/#<:.]+\.*$/
/** A line behind which no paragraph goes on: empty, a heading, a rule, a fence, code, a tag, or the title of a link. */
const OF_NO_PARAGRAPH = /^(?:\s*$|[ >]*(?:#|<|["'(]|`{3}|~{3}|[-=*_][-=*_ ]*$)| {4}|\t)/
/** An entity for a space or an invisible character, by name or number. */
const BLANK =
  /&(?:#0*(?:32|160|173|65279|8(?:19[2-9]|20[0-7]|23[2-9]|28[7-9]|29\d|30[0-3]))|#x0*(?:20|a0|ad|feff|20(?:0[\da-f]|2[89a-f]|5f|6[\da-f]))|nbsp|e[nm]sp(?:1[34])?|(?:num|punc|thin|hair)sp|zwn?j|shy|lrm|rlm|NoBreak|\w+Space);/gi
/** Comments, elements that are hidden or not displayed, and links without text: behind an address stands only a title. */
const HIDDEN =
  /<!(?:--|\[CDATA\[)|<\/[a-z]+\s+[^\s>]|<(?:script|style|template)\b|<[a-z][^<>]*(?:\shidden\b|display\s*:\s*none)|(?:^|[^!\]])\[\s*\]\((?!\s*[^\s<>()]{1,99}\s+[^\s"'()])[^)]/i
/** A link without text whose address stands elsewhere, under this name. */
const EMPTY = /(?:^|[^!\]])\[\s*\]\[([^\][]+)\]/g

/** Numbers of the lines, from 1, with an image or file in a `data:` address. */
export function pictureLines(text: string): readonly number[] {
  const lines: number[] = []
  let n = 0
  for (const [line] of EMBEDDED.test(text) ? linesIn(text, /\r\n|[\n\r]/) : []) {
    n += 1
    if (EMBEDDED.test(line)) lines.push(n)
  }
  return lines
}
const EMBEDDED = /data:(?:image\/|[\w.+-]{1,99}\/[^,\s]{0,99};base64,)/i
