import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const files = globSync(['src/**/*.{ts,tsx}', 'dialogs/**/*.ts'], { cwd: ROOT }).map((name) => ({
  name: name.replaceAll('\\', '/'),
  text: readFileSync(join(ROOT, name), 'utf8'),
}))

function holding(pattern: RegExp): string[] {
  return files
    .filter(({ text }) => pattern.test(text))
    .map(({ name }) => name)
    .toSorted()
}

describe('what linters cannot say', () => {
  test('what a person wrote is revealed in sealing, in replies to invokes, and nowhere else', () => {
    expect(holding(/\.reveal\(/)).toEqual([
      // For a salted hash that is sealed with the first letter.
      'src/crypto/commitments.ts',
      'src/crypto/seal.ts',
      'src/desk/components/words.tsx',
      'src/page/components/words.tsx',
      'src/teams/visit.ts',
    ])
  })

  test('the time is read in one place', () => {
    expect(holding(/new Date\(\)|Date\.now\(\)/)).toEqual([
      'src/clock.ts',
      'src/demo/provider-memory.ts',
    ])
  })

  test('T-37 chance comes from the platform, never from Math.random', () => {
    expect(holding(/Math\.random/)).toEqual([])
  })

  test('the driver of the database is loaded in one place, which mends it', () => {
    expect(holding(/import (?!type )[^\n]*from 'postgres'|(require|import)\('postgres'\)/)).toEqual(
      ['src/db/postgres-driver.ts'],
    )
  })

  test('nothing is rendered as markup', () => {
    expect(holding(/innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/)).toEqual(
      [],
    )
  })

  test('no key handler hears a key that an input method takes: each page begins with what holds it back', () => {
    expect(holding(/isComposing|keyCode|\b229\b/)).toEqual(['src/browser/composing.ts'])
    for (const entry of ['src/desk/main.tsx', 'src/page/main.tsx']) {
      const [first] = /^import .*/m.exec(files.find(({ name }) => name === entry)?.text ?? '') ?? []
      expect(first).toBe("import '#browser/composing.ts'")
    }
    // A key that goes up, or is heard on its way down, would come past it. Being there is no command.
    expect(holding(/key(up|press)['"]|onKey(Up|Press)|onKeyDownCapture/)).toEqual([])
    expect(holding(/keydown[\s\S]*capture/)).toEqual([
      'src/browser/composing.ts',
      'src/desk/model/idle.ts',
    ])
  })

  test('T-117 whatever is typed into is shut to helpers by the one list: page, desk and cards', () => {
    const typed = files.flatMap(({ name, text }) =>
      [...text.matchAll(/<(?:input|textarea|Input|Textarea)\b[\s\S]*?\/>/g)]
        .map(([field]) => ({ name, field }))
        .filter(({ field }) => !/type=("file"|"checkbox"|"radio"|\{ask\.kind)/.test(field)),
    )
    expect(typed.length).toBeGreaterThan(4)
    const open = typed.filter(({ field }) => !/\.\.\.PRIVATE_PROPS|ref=\{keepPrivate\}/.test(field))
    expect(open).toEqual([])
    expect(holding(/writingsuggestions|data-lpignore/)).toEqual(['src/browser/private-text.ts'])
    // A card knows nothing that it could ask for: only that no field of it invites to be filled.
    expect(holding(/'Input\.Text'/)).toEqual(['src/teams/card-ask.ts'])
    const card = files.find(({ name }) => name === 'src/teams/card-ask.ts')?.text
    expect(card?.split("'Input.Text'")[1]).not.toMatch(/style:|'(tel|email|url|password)'/)
  })

  test('state is never given to the bot library: what it stores, it stores readable', () => {
    const teams = files.filter(({ name }) => name.startsWith('src/teams/'))
    expect(teams.length).toBeGreaterThan(10)
    for (const { text } of teams)
      expect(text).not.toMatch(/\bstorage\s*:|MemoryStorage|refresh\s*:/)
  })

  test('no file is two ideas: none is longer than 200 lines, and what reads a file format than 400', () => {
    const most = (name: string) => (name.startsWith('src/metadata/') ? 400 : 200)
    const long = files
      .filter(({ name, text }) => text.split('\n').length > most(name) + 1)
      .map(({ name }) => name)
    // Sentences, stories and lists of what is allowed, which are one idea however many there are.
    expect(long.toSorted()).toEqual(['src/demo/seed-cases.ts', 'src/desk/texts.ts'])
  })

  test('a comment of a database function is no wider than 120 signs', () => {
    const wide = globSync('migrations/functions/*.sql', { cwd: ROOT }).filter((name) =>
      /^ *--.{119,}$/m.test(readFileSync(join(ROOT, name), 'utf8')),
    )
    expect(wide).toEqual([])
  })

  test('no sentence of the changelog stands twice', () => {
    const log = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')
    const sentences = log.split(/^- |(?<=[.;:])\s/m).filter((one) => one.trim().length > 60)
    expect(sentences.filter((one, at) => sentences.indexOf(one) !== at)).toEqual([])
  })

  test('no path of a machine and no registry stands in the tree', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n')
    const names = ['regis' + 'try.npmjs', 'deb.debian' + '.org', '/work/' + 'main']
    const violations = tracked.filter((name) => {
      if (!/\.(ts|tsx|json|md|yaml|sql|cjs|html|css)$/.test(name)) return false
      const text = readFileSync(join(ROOT, name), 'utf8')
      return names.some((one) => text.includes(one))
    })
    expect(violations).toEqual([])
  })
})

describe('the direction of knowledge', () => {
  const ROOMS = ['src', 'dialogs', 'manifest', 'migrations']
  const report = JSON.parse(
    execFileSync(
      process.execPath,
      [
        join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
        '--config',
        join('test', 'layering.cjs'),
        '--output-type',
        'json',
        ...ROOMS,
      ],
      { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 },
    ),
  ) as {
    modules: { source: string }[]
    summary: { totalCruised: number; violations: unknown[] }
  }

  test('the tool looked', () => {
    expect(report.summary.totalCruised).toBeGreaterThan(100)
    const looked = report.modules.map(({ source }) => source)
    for (const room of ROOMS) {
      const own = globSync(`${room}/**/*.{ts,tsx}`, { cwd: ROOT })
      expect(own.filter((file) => !looked.includes(file))).toEqual([])
    }
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(scripts.layers).toMatch(new RegExp(`layering.cjs ${ROOMS.join(' ')}$`))
  })

  test('nothing points the wrong way', () => {
    expect(report.summary.violations).toEqual([])
  })

  test('a room that no rule names is refused by its name', () => {
    const tree = mkdtempSync(join(tmpdir(), 'aside-rooms-'))
    try {
      mkdirSync(join(tree, 'test'))
      copyFileSync(join(ROOT, 'test', 'layering.cjs'), join(tree, 'test', 'layering.cjs'))
      const rules = () => createRequire(import.meta.url)(join(tree, 'test', 'layering.cjs'))
      for (const room of ['teams', 'signal', 'db-copy', 'domain'])
        mkdirSync(join(tree, 'src', room), { recursive: true })
      expect(rules).toThrow(/may be imported by src\/db-copy\/, src\/signal\/$/)
      for (const room of ['signal', 'db-copy']) rmSync(join(tree, 'src', room), { recursive: true })
      expect(rules().forbidden.length).toBeGreaterThan(20)
    } finally {
      rmSync(tree, { recursive: true })
    }
  })
})
