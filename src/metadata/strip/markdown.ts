/**
 * Words that a reader of Markdown does not show: comments, and names for addresses that no link uses. Where the text is
 * shown as it is written they are seen, so they stay and are told. What stands between fences is shown.
 * @returns the first such line, from 1
 */
export function hiddenLine(text: string): number | null {
  const used = new Set([...text.matchAll(/\[([^\][\n]+)\](?!:)/g)].map(([, name]) => nameOf(name)))
  const lines = new Set<string>()
  let fence = ''
  for (const [n, line] of text.split(/\r\n|[\n\r]/).entries()) {
    const [, mark = ''] = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(line) ?? []
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    if (fence !== '') continue
    if (OF_PROGRAMS.test(line) && !lines.has(line)) {
      lines.add(line)
      continue
    }
    const [, name] = DEFINED.exec(line) ?? []
    const isHidden = HIDDEN.test(
      line
        .replace(/\\[`\\]/g, '')
        .replace(/`[^`]*`/g, '')
        .replace(BLANK, ' '),
    )
    if (isHidden || (name !== undefined && !used.has(nameOf(name)))) return n + 1
  }
  return null
}

const nameOf = (name: string | undefined) => (name ?? '').trim().toLowerCase()
/** What programs put around their part of it, each once: all of them are the same everywhere. */
const OF_PROGRAMS =
  /^<!-- (badges: (start|end)|toc|tocstop|prettier-ignore(-start|-end)?|markdownlint-(disable|enable)) -->$/
/** A name for an address, also in quotes and lists, or with the address on the next line. */
const DEFINED = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*\[([^\]]+)\]:(?:\s|$)/
/** A sign that shows nothing, by its name or its number. */
const BLANK =
  /&(?:#0*(?:32|160|173|65279|8(?:19[2-9]|20[0-7]|23[2-9]|28[7-9]|29\d|30[0-3]))|#x0*(?:20|a0|ad|feff|20(?:0[\da-f]|2[89a-f]|5f|6[\da-f]))|nbsp|e[nm]sp(?:1[34])?|(?:num|punc|thin|hair)sp|zwn?j|shy|lrm|rlm|NoBreak|\w+Space);/gi
/** Comments, declarations, what is marked as hidden, and links without words. */
const HIDDEN =
  /<[!?]|<\/[a-z]+\s+[^\s>]|<(?:script|style|template)\b|<[a-z][^<>]*(?:\shidden\b|display\s*:\s*none)|(?:^|[^!\]])\[\s*\](?:\([^)]|\[[^\]])/i

/** The first line, from 1, with a whole picture or file in an address. */
export function pictureLine(text: string): number | null {
  const at = text.search(/data:(?:image\/|[\w.+-]{1,99}\/[^,\s]{0,99};base64,)/i)
  return at < 0 ? null : text.slice(0, at).split(/\r\n|[\n\r]/).length
}
