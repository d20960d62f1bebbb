import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const files = globSync(['src/**/*.{ts,tsx}', 'dialogs/**/*.ts'], { cwd: ROOT }).toSorted()
const tests = globSync(['test/**/*.{ts,tsx,cjs}', 'bench/**/*.ts'], { cwd: ROOT }).toSorted()

/** Words that the glossary replaced, as whole words of a path, of an exported name or of a member. */
const REPLACED =
  /^(doors?|letterbox|there|returning|behind|keepers?|reach|over|ways?|means|world|reckon(ing)?|deeds?|spend(er)?|spent|told|tell|notices?|hurry|countable|tongues?|traces?|squares?|silent|outside|aside)$/
/**
 * What is meant otherwise: a notice at the top of a page, a log that writes nothing, an outside day, and two names of the
 * policy, which an organisation has written.
 */
const PLAIN = new Set([
  ...['Notice', 'notice', 'SpamNotice', 'refuseOutsideItsDays', 'silent'],
  ...['Contacts.outside', 'Policy.silentDays'],
  // Version 1 of the wire says `told` of a name that was released (wire/v1.ts).
  ...['CaseLine.told', 'ReportersCase.told'],
])

const EXPORTED =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/gm

const exportsOf = (names: readonly string[]) =>
  names.flatMap((name) =>
    [...read(name).matchAll(EXPORTED)].map(([, word = '']) => ({ name, word })),
  )
const exported = exportsOf(files)

/** An exported type with a body, to the brace at its end. */
const WITH_BODY =
  /^export (?:abstract )?(?:(?:interface|class) (\w+)[^{\n]*|type (\w+) = )\{\n[\s\S]*?^\}/gm
const MEMBER = /^ {2}(?:readonly |static |async |get |set )*#?(\w+)\??[:(<]/gm

/** Members of what is exported, with the type that has them. */
const members = files.flatMap((name) =>
  [...read(name).matchAll(WITH_BODY)].flatMap(([text, one, other]) =>
    [...text.matchAll(MEMBER)].map(([, word = '']) => ({ name, type: one ?? other ?? '', word })),
  ),
)

const wordsOf = (identifier: string) =>
  identifier.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())
const isReplaced = (name: string) => wordsOf(name).some((one) => REPLACED.test(one))

test('the tool looked', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter((name) => name.startsWith('src/metadata/')).length).toBeGreaterThan(150)
  expect(tests.length).toBeGreaterThan(400)
  expect(exported.length).toBeGreaterThan(1_000)
  expect(members.length).toBeGreaterThan(1_000)
  expect(members).toContainEqual({
    name: 'src/ports/notifications.ts',
    type: 'Outbox',
    word: 'put',
  })
})

test('no exported name has a word that the glossary replaced, in src or in its tests', () => {
  const found = [...exported, ...exportsOf(tests)].filter(
    ({ word }) => !PLAIN.has(word) && isReplaced(word),
  )
  expect(found).toEqual([])
})

test('no member of an exported type has one either', () => {
  const found = members.filter(
    ({ type, word }) => !PLAIN.has(`${type}.${word}`) && isReplaced(word),
  )
  expect(found).toEqual([])
})

test('no file or folder has one either', () => {
  const found = [...files, ...tests].filter((name) =>
    name
      .replace(/\.\w+$/, '')
      .split(/[/.]/)
      .some((part) => part.split('-').some((one) => REPLACED.test(one))),
  )
  expect(found.filter((name) => !/notice\.tsx$/.test(name))).toEqual([])
})

test('no table, column, function or trigger of the database has one either', () => {
  const schema = read('migrations/schema.sql')
  const named = [
    /^create table "?(\w+)/gm,
    /^ {2}"?(?!constraint )(\w+)"? /gm,
    /^-- function (\w+)/gm,
    /^CREATE (?:CONSTRAINT )?TRIGGER (\w+)/gm,
    /^ {2}constraint (\w+)/gm,
    /^CREATE (?:UNIQUE )?INDEX (\w+)/gm,
  ].map((each) => [...schema.matchAll(each)].map(([, word = '']) => word))
  for (const each of named) expect(each.length).toBeGreaterThan(20)
  const found = named.flat().filter(isReplaced)
  expect(found).toEqual([])
  expect(named[0]).not.toContain('mark')
})

/**
 * One name, one meaning: these few mean the same in both places. The first are of the page and of the desk, of the wire
 * and of the store, of dialogs and of who draws them; the others do the same in the two families of office documents.
 */
const TWICE: readonly string[] = [
  ...['Logo', 'Press', 'PrivateWords', 'QrCode', 'bytes', 'more'],
  ...['cutResults', 'leadsAway', 'relink', 'reportHidden'],
]

test('an exported name has one meaning', () => {
  const modules = new Map<string, Set<string>>()
  for (const { name, word } of exported) {
    modules.set(word, (modules.get(word) ?? new Set()).add(name))
  }
  const twice = [...modules].filter(([, where]) => where.size > 1).map(([word]) => word)
  expect(twice.toSorted()).toEqual(TWICE.toSorted())
  expect(TWICE.length).toBeLessThanOrEqual(12)
})
