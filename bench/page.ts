import { type Figure, isMet } from './figures.ts'
import type { Machine } from './machine.ts'

const HEAD = ['what', 'held against', 'median', 'least to most', 'target', 'met']

export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(row)]
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...others] = rows
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(head), rule, ...others.map(line)].join('\n')
}

function row(figure: Figure): string[] {
  const { what, against, unit, median, least, most, target } = figure
  const format = (value: number) => (Number.isNaN(value) ? '–' : TOLD[unit](value))
  const met = isMet(figure)
  const sign = target?.kind === 'at_least' ? 'at least' : 'at most'
  return [
    what,
    against,
    format(median),
    Number.isNaN(median) ? '–' : `${format(least)} to ${format(most)}`,
    target === null ? '' : `${sign} ${format(target.value)}`,
    met === null ? '' : met ? 'yes' : '**no**',
  ]
}

const TOLD: Readonly<Record<Figure['unit'], (value: number) => string>> = {
  x: (value) => `${value.toFixed(2)}x`,
  s: (value) => `${value.toFixed(1)} s`,
  ms: (value) => `${Math.round(value)} ms`,
  MB: (value) => `${Math.round(value)} MB`,
}

/** The page that `npm run bench` leaves behind. What it says of the figures holds for any run; the figures are this one's. */
export function page(figures: readonly Figure[], { lines, busy }: Machine, rounds: number): string {
  const missed = figures.filter((figure) => isMet(figure) === false)
  return `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Do not edit: run it again.

A **ratio** (x) is of two things measured in the same run on the same machine: on another machine both sides are quicker
or slower, and the ratio is what stays. What a person waits for is in seconds or milliseconds of this machine.

## The machine

${lines.map((each) => `- ${each}`).join('\n')}
${busy ? BUSY : ''}
## The table

${table(figures)}

${missed.length === 0 ? 'Every target was met.' : `Missed in this run: ${missed.length} of ${figures.filter(({ target }) => target !== null).length} targets. Why is said below, where it is known.`}

${method(rounds)}
`
}

const BUSY = `
> **This machine was busy with other work while it was measured.** The sides of a comparison take turns, so it falls on
> all of them, but not evenly: whatever waits for the disk or for a second core suffers more. Believe the order of
> magnitude, and run it again where nothing else runs.
`

const method = (rounds: number) => `## How it is measured

- The real parts: the embedded Postgres of the demo in a folder of its own, all migrations and roles, row-level security
  forced, commits flushed to the disk; real keys, a signed roster, three officers an office.
- The sides of a comparison run in turn, in ${rounds} rounds and each round in another order, after one round that is not
  counted. A ratio is taken within a round, of median turns where one follows the other and of whole batches where
  eight run at once; the table shows the median of the rounds, the least and the most.
- *Intake* is the verb that Send calls, in this process: choosing the readers, making the person's own key and her way
  back, sealing, the gate, one statement, the commit. The letter is of ordinary length (sealed as 4 KiB). The floor is
  what no intake can do without: openpgp.js with keys that were parsed before, sealing to three officers and making the
  person's key, and the same rows sent bare by the same driver.
- *Rows* is the store's one statement for one intake, sealed before, against the same statement and values sent bare by
  the same driver, and by pgbench (prepared; ids made new in each turn, of the 64 places of a card one) where a package
  of Postgres has left it under \`/usr/lib/postgresql\`.
- *Turns* go over real HTTP from another thread, through the gate of production: each bears a token whose signature, issuer,
  audience and endorsement are checked against keys that an issuer on this machine publishes. Not counted are the way
  to Microsoft and back.
- *A filing by the page* goes over real HTTP from another thread, too. What the browser does before (sealing, the work
  that every request takes) is done before and not counted; the server checks the work, judges, stores and commits.
- *The page's first question* is timed by the page itself, from the address to a choice that can be pressed, in Chromium
  with its processor slowed fourfold and its line held to 400 kbit/s and 400 ms, each time in a profile that never
  was here. Real phones and lines differ; the sizes do not, and a test holds them.
- *Queue* is what the desk asks for an officer: 1,000 cases are open in each database, 250 of them hers. The small
  database holds no other case, the large ones closed cases of eleven years. What no queue reads is not filled in.

## What it means

- **The queue is asked for open cases alone**, by an index that holds no other. What grows with the closed ones is how
  deep the indexes are, and how much lies between what is read.
- **An intake is bound by openpgp.js.** Making a key for each case takes it longer than sealing to three officers, and no
  intake can do without: nobody could answer. What is missing to 1 is ours.
- **A tap** checks the token of the service, opens the sealed state in the card, moves the journey, seals the next state
  and writes a card of many kilobytes; nothing is asked of the database. A test counts the round trips of each act.
- **The rows of one intake** are one statement in some twelve tables. Held against pgbench one at a time, what is
  missing is the way through JavaScript; eight at once wait for the disk together, which hides it.
- **What waits for the release is written anew in parts** of 4 MiB: 1 GB in 1,024 rows took 20 s, and who looked into it
  meanwhile waited 0.04 s (median), 0.25 s at most (2026-11-29, by hand, on a busy machine; in one piece it was 127 s, and
  everybody waited).
- **A photo of twelve megapixels** (JPEG, 2.6 MB) is read to its last block and written anew in 0.5 s of one processor's
  time in Chromium, 2.1 s with it slowed fourfold, 2.5 to 3.3 s sixfold (2026-11-29, by hand; what the thread used, because
  other work held both cores).
## What it does not mean

- Nothing was seen in a real tenant: no network and no TLS is in these turns, and the keys of the tokens are not Microsoft's.
- The power was not cut and nothing was killed: what survives that is a test's business, not a bench's.
- One client of a kind at a time. How a queue answers while others write was not measured.
- The need is far below all of this: 50,000 people make about eight hundred reports a year.
- Not measured yet: category by year at a million cases. Where no GlobaLeaks was given (\`--globaleaks\` and a module that
  files with it once), its rows say –. A review of 2026-11-29 had it beside Aside and found 4.0x and 17.9x as many filings
  by the page at one and four clients, 2.7x and 7.7x by the card.`
