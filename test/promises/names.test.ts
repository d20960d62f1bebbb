import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const files = globSync(['src/**/*.{ts,tsx}', 'dialogs/**/*.ts'], { cwd: ROOT }).toSorted()

/** Words that the glossary replaced, as whole words of a path or of an exported name. */
const REPLACED =
  /^(doors?|letterbox|there|returning|behind|keepers?|reach|over|ways?|means|world|reckon(ing)?|deeds?|spend(er)?|spent|told|tell|notices?|hurry|countable|tongues?|squares?|outside|aside)$/
/** A notice is what a page shows at its top; an outside day and a way on are plain English. */
const PLAIN = new Set(['Notice', 'notice', 'SpamNotice', 'refuseOutsideItsDays'])

const EXPORTED =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/gm

const exported = files.flatMap((name) =>
  [...readFileSync(join(ROOT, name), 'utf8').matchAll(EXPORTED)].map(([, word = '']) => ({
    name,
    word,
  })),
)

const wordsOf = (identifier: string) =>
  identifier.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())

test('the tool looked', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(exported.length).toBeGreaterThan(1_000)
})

test('no exported name has a word that the glossary replaced', () => {
  const found = exported.filter(
    ({ word }) => !PLAIN.has(word) && wordsOf(word).some((one) => REPLACED.test(one)),
  )
  expect(found.filter(({ name }) => !name.startsWith('src/metadata/'))).toEqual([])
})

test('no file or folder has one either', () => {
  const found = files.filter((name) =>
    name
      .replace(/\.tsx?$/, '')
      .split('/')
      .some((part) => part.split('-').some((one) => REPLACED.test(one))),
  )
  expect(
    found.filter((name) => !name.startsWith('src/metadata/') && !/notice\.tsx$/.test(name)),
  ).toEqual([])
})

test('no table, column, function or trigger of the database has one either', () => {
  const schema = readFileSync(join(ROOT, 'migrations', 'schema.sql'), 'utf8')
  const named = [
    /^create table "?(\w+)/gm,
    /^ {2}"?(?!constraint )(\w+)"? /gm,
    /^-- function (\w+)/gm,
    /^CREATE (?:CONSTRAINT )?TRIGGER (\w+)/gm,
    /^ {2}constraint (\w+)/gm,
    /^CREATE (?:UNIQUE )?INDEX (\w+)/gm,
  ].map((each) => [...schema.matchAll(each)].map(([, word = '']) => word))
  for (const each of named) expect(each.length).toBeGreaterThan(20)
  const found = named.flat().filter((word) => wordsOf(word).some((one) => REPLACED.test(one)))
  expect(found).toEqual([])
  expect(named[0]).not.toContain('mark')
})

/** One name, one meaning: these few mean the same in both places, or stand on two sides of one wire. */
const TWICE: readonly string[] = ['Logo', 'Press', 'PrivateWords', 'QrCode', 'bytes', 'more']

test('an exported name has one meaning', () => {
  const modules = new Map<string, Set<string>>()
  for (const { name, word } of exported) {
    if (name.startsWith('src/metadata/')) continue
    modules.set(word, (modules.get(word) ?? new Set()).add(name))
  }
  const twice = [...modules].filter(([, where]) => where.size > 1).map(([word]) => word)
  expect(twice.toSorted()).toEqual(TWICE.toSorted())
})
