/**
 * Words that a reader of Markdown does not show: comments, and names for addresses that no link uses. Where the text is
 * shown as it is written they are seen, so they stay and are told. What stands between fences is shown.
 * @returns the first such line, from 1
 */
export function hiddenLine(text: string): number | null {
  const used = new Set([...text.matchAll(/\[([^\][\n]+)\](?!:)/g)].map(([, name]) => nameOf(name)))
  const told = new Set<string>()
  let fence = ''
  for (const [n, line] of text.split(/\r\n|[\n\r]/).entries()) {
    const [, mark = ''] = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(line) ?? []
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    if (fence !== '') continue
    if (OF_PROGRAMS.test(line) && !told.has(line)) {
      told.add(line)
      continue
    }
    const [, name] = DEFINED.exec(line) ?? []
    const isHidden = HIDDEN.test(line.replace(/\\[`\\]/g, '').replace(/`[^`]*`/g, ''))
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
/** Comments, declarations, what is marked as hidden, and links without words. */
const HIDDEN =
  /<[!?]|<\/[a-z]+\s+[^\s>]|<(?:script|style|template)\b|<[a-z][^<>]*(?:\shidden\b|display\s*:\s*none)|(?:^|[^!\]])\[\s*\](?:\([^)]|\[[^\]])/i
