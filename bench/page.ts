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
  const told = (value: number) => (unit === 'x' ? `${value.toFixed(2)}x` : `${value.toFixed(1)} s`)
  const met = isMet(figure)
  const sign = target?.kind === 'at_least' ? 'at least' : 'at most'
  return [
    what,
    against,
    told(median),
    `${told(least)} to ${told(most)}`,
    target === null ? '' : `${sign} ${told(target.value)}`,
    met === null ? '' : met ? 'yes' : '**no**',
  ]
}

/** The page that `npm run bench` leaves behind. What it says of the figures holds for any run; the figures are this one's. */
export function page(figures: readonly Figure[], { lines, busy }: Machine, rounds: number): string {
  const missed = figures.filter((figure) => isMet(figure) === false)
  return `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Do not edit: run it again.

Every figure is a **ratio** of two things measured in the same run on the same machine. None is a claim of speed: on
another machine both sides are quicker or slower, and the ratio is what stays.

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
  openpgp.js alone with keys that were parsed before, a key packet for each of three officers and one data packet.
- *Rows* is the store's one statement for one intake, sealed before, against the same statement and values sent bare by
  the same driver, and by pgbench (prepared; ids made new in each turn, of the 64 places of a card one) where a package
  of Postgres has left it under \`/usr/lib/postgresql\`.
- *Turns* go over real HTTP from another thread to the demo's server. The floor is the SDK's CloudAdapter behind the same
  framework, without credentials as in the demo, which answers the same activity with as many bytes and does nothing.
- *A receipt* is looked for by the route of the anonymous page in this process, from the parsed body to the bytes of the
  answer, without limits. A wrong one is counted, which waits for the disk; a right one is read and padded.
- *The page's first question* is timed by the page itself, from the address to a choice that can be pressed, in Chromium
  with its processor slowed fourfold and its line held to 400 kbit/s and 400 ms, each time in a profile that never
  was here. Real phones and lines differ; the sizes do not, and a test holds them.
- *Queue* is what the desk asks for an officer: 1,000 cases are open in each database, 250 of them hers. The small
  database holds no other case, the large ones closed cases of eleven years. What no queue reads is not filled in.

## What it means

- **The queue is asked for open cases alone**, by an index that holds no other. What grows with the closed ones is how
  deep the indexes are, and how much lies between what is read.
- **An intake is bound by openpgp.js.** The target against sealing alone is from a prototype that did not give each case
  a key of its own. Making that key takes openpgp.js longer than sealing to three officers, and no intake can do
  without: nobody could answer her. The second line of each pair holds the intake against both; what is missing there to
  1 is the commit and ours.
- **A turn** opens the sealed place in the card, moves the journey, seals the next place and writes a card of many
  kilobytes; nothing is asked of the database. What it takes beyond a turn that does nothing is, in a profile, about
  even parts of moving and drawing the journey, writing the card as JSON, and the SDK's Application.
- **The rows of one intake** are one statement in some twelve tables. Held against pgbench one at a time, what is
  missing is the way through JavaScript; eight at once wait for the disk together, which hides it.
- **A receipt** is hashed before anything is looked for, so how much of a wrong one is right changes nothing; the ratio
  says that it does not. That right and wrong differ tells nobody more than the answer itself does.
- *Send* against a bare turn says how much of a Send is the work itself. No target: a turn that files nothing is no floor
  for one that does.

## What it does not mean

- Nothing was seen in a real tenant: no network, no TLS, no signature of Microsoft's is in these turns.
- The power was not cut and nothing was killed: what survives that is a test's business, not a bench's.
- One client of a kind at a time. How a queue answers while others write was not measured.
- The need is far below all of this: 50,000 people make about eight hundred reports a year.
- Not measured yet: category by year at a million cases, and a peer beside us.`
