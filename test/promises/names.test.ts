import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ts from 'typescript'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const files = globSync(['src/**/*.{ts,tsx}', '{dialogs,manifest}/**/*.ts'], {
  cwd: ROOT,
}).toSorted()
const tests = globSync(['test/**/*.{ts,tsx,cjs}', 'bench/**/*.ts'], { cwd: ROOT }).toSorted()

/** Words that the glossary replaced, as whole words of a path, of an exported name or of a member. */
const REPLACED =
  /^(doors?|letterbox|there|returning|behind|keepers?|reach(ed|es)?|over|ways?|means|world|reckon(ing)?|deeds?|spend(er|s)?|spent|told|tell|notices?|hurry|countable|tongues?|traces?|squares?|silent|outside|aside|places?)$/
/**
 * What is meant otherwise: a notice at the top of a page, the privacy notice of the law, an outside day, two names of
 * the policy, which an organisation has written, where something is in a file, and places on the earth.
 */
const PLAIN = new Set([
  ...['Notice', 'privacyNotice', 'SpamNotice', 'refuseOutsideItsDays'],
  ...['Contacts.outside', 'Policy.silentDays'],
  ...['Stay.place', 'PLACES', 'PLACE_NAMES'],
  // Words of version 1 of the wire, which open tabs and waiting rows hold (wire/v1.ts).
  ...['StoredFiling.door', 'QueueRow.door', 'QueueRow.doorLabel', 'Queue.aside'],
  ...['Queue.asideLate', 'WireCase.setAside'],
  ...['PageCase.door', 'PageCase.reckoning', 'PageCase.told'],
])

/** `Feed` and `Speed` are nouns. */
const NO_NOUN =
  /^(Place|[A-Z][a-z]*[^e]ed|Un(heard|known)|Found|Given|Heard|Held|Kept|Known|Left|Made|Met|Said|Seen|Sent|Shown|Spent|Taken|Told|Written)$/

/** Participles that were names of variables, parameters and functions: they do not say what the thing is. */
const NO_LOCAL = /^(found|held|kept|said|spent|told)$/

interface Declaration {
  readonly name: string
  readonly word: string
}

/** Whatever a binding names: one identifier, or all of a pattern. */
function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((one) => (ts.isBindingElement(one) ? boundNames(one.name) : []))
}

const importsOf = ({ statements }: ts.SourceFile) =>
  statements
    .filter(ts.isImportDeclaration)
    .map(({ importClause }) => importClause?.namedBindings)
    .flatMap((one) => (one && ts.isNamedImports(one) ? one.elements : []))
    .map(({ name }) => name.text)

function isExported(node: ts.Statement): boolean {
  return (
    (ts.getCombinedModifierFlags(node as ts.DeclarationStatement) & ts.ModifierFlags.Export) > 0
  )
}

/** Names that a statement gives at the top of a module, exported there or not. */
function namesOf(node: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) => boundNames(name))
  }
  if (ts.isExportDeclaration(node)) {
    const clause = node.exportClause
    // What another module exports is named there.
    if (clause === undefined || node.moduleSpecifier !== undefined) return []
    const imports = importsOf(node.getSourceFile())
    return ts.isNamedExports(clause)
      ? clause.elements.map(({ name }) => name.text).filter((one) => !imports.includes(one))
      : []
  }
  const { name } = node as ts.DeclarationStatement
  return name === undefined ? [] : [name.text]
}

/** Names of the members of a type, of a class or of a schema, at any depth. */
function membersOf(node: ts.Node): readonly string[] {
  const own =
    ts.isTypeElement(node) || ts.isClassElement(node) || ts.isPropertyAssignment(node)
      ? [node.name?.getText().replace(/^#|^['"]|['"]$/g, '') ?? []].flat()
      : []
  const within: string[] = []
  if (!ts.isBlock(node)) node.forEachChild((child) => void within.push(...membersOf(child)))
  return [...own, ...within]
}

function isType(node: ts.Node): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node)
  )
}

/** A schema of what crosses HTTP is an exported type too. */
function isSchema(node: ts.Node): boolean {
  return ts.isVariableStatement(node) && /=\s*z\s*\.|\.extend\(/.test(node.getText())
}

/** Names that a variable, a parameter or a function gives itself; a short pattern takes its member's. */
function localOf(node: ts.Node): readonly string[] {
  if (ts.isVariableDeclaration(node) || ts.isParameter(node)) {
    return ts.isIdentifier(node.name) ? [node.name.text] : []
  }
  if (ts.isBindingElement(node) && ts.isIdentifier(node.name)) {
    const isShort = node.propertyName === undefined && ts.isObjectBindingPattern(node.parent)
    return isShort ? [] : [node.name.text]
  }
  return ts.isFunctionDeclaration(node) && node.name !== undefined ? [node.name.text] : []
}

/** The member that a type or a class declares here, exported or not; of a schema, its properties. */
function fieldOf(node: ts.Node): readonly string[] {
  const isMember =
    ts.isTypeElement(node) ||
    ts.isClassElement(node) ||
    (ts.isPropertyAssignment(node) && /^z\b/.test(node.initializer.getText()))
  return isMember && node.name ? [node.name.getText().replace(/^#|^['"]|['"]$/g, '')] : []
}

function parsed(name: string) {
  const tree = ts.createSourceFile(name, read(name), ts.ScriptTarget.Latest, true)
  const exported: Declaration[] = []
  const members: (Declaration & { readonly type: string })[] = []
  const types: Declaration[] = []
  const identifiers = new Set<string>()
  const locals: string[] = []
  const fields: string[] = []
  for (const node of tree.statements) {
    const given = namesOf(node)
    if (isType(node)) types.push(...given.map((word) => ({ name, word })))
    if (!isExported(node) && !ts.isExportDeclaration(node)) continue
    exported.push(...given.map((word) => ({ name, word })))
    if (isType(node) || isSchema(node)) {
      members.push(...membersOf(node).map((word) => ({ name, type: given[0] ?? '', word })))
    }
  }
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) identifiers.add(node.text)
    locals.push(...localOf(node))
    fields.push(...fieldOf(node))
    node.forEachChild(visit)
  }
  visit(tree)
  const declared = (word: string): Declaration => ({ name, word })
  return {
    exported,
    members,
    types,
    locals: locals.map(declared),
    fields: fields.map(declared),
    identifiers: [...identifiers].map(declared),
  }
}

const sources = files.map(parsed)
const ofTests = tests.map(parsed)
const exported = sources.flatMap((one) => one.exported)
/** Members of what is exported, with the type that has them. */
const members = sources.flatMap((one) => one.members)
const types = [...sources, ...ofTests].flatMap((one) => one.types)

const wordsOf = (identifier: string) =>
  identifier.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())
const isReplaced = (name: string) => wordsOf(name).some((one) => REPLACED.test(one))

test('the tool looked', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter((name) => name.startsWith('src/metadata/')).length).toBeGreaterThan(150)
  expect(files).toContain('manifest/schema.ts')
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
  const violations = [...exported, ...ofTests.flatMap((one) => one.exported)].filter(
    ({ word }) => !PLAIN.has(word) && isReplaced(word),
  )
  expect(violations).toEqual([])
})

test('no member of an exported type has one either', () => {
  const violations = members.filter(
    ({ type, word }) => !PLAIN.has(`${type}.${word}`) && isReplaced(word),
  )
  expect(violations).toEqual([])
})

test('no identifier says she or hers', () => {
  const violations = sources
    .flatMap(({ identifiers }) => identifiers)
    .filter(({ word }) => wordsOf(word).some((one) => /^(she|hers?|herself)$/.test(one)))
  expect(violations).toEqual([])
})

test('no variable, parameter, function or member is a participle alone', () => {
  const all = [...sources, ...ofTests]
  const locals = all.flatMap((one) => one.locals)
  expect(locals.length).toBeGreaterThan(20_000)
  expect(locals.filter(({ name }) => name.startsWith('bench/')).length).toBeGreaterThan(300)
  expect(locals.filter(({ word }) => NO_LOCAL.test(word))).toEqual([])
  const own = all.flatMap((one) => one.fields)
  expect(own.length).toBeGreaterThan(3_500)
  const wire = own.filter(({ name }) => name.startsWith('src/wire/'))
  const participles = own.filter((one) => NO_LOCAL.test(one.word) && !wire.includes(one))
  expect(participles).toEqual([])
  // Of version 1 of the wire.
  expect(wire.filter(({ word }) => NO_LOCAL.test(word)).map(({ word }) => word)).toEqual(['told'])
})

test('a type is named by a noun: none is Place, which meant six things, or a participle alone', () => {
  const violations = types.filter(({ word }) => NO_NOUN.test(word))
  expect(violations).toEqual([])
})

test('no file or folder has one either', () => {
  const violations = [...files, ...tests].filter((name) =>
    name
      .replace(/\.\w+$/, '')
      .split(/[/.]/)
      .some((part) => part.split('-').some((one) => REPLACED.test(one))),
  )
  expect(violations.filter((name) => !/(notice\.tsx|place-names\.ts)$/.test(name))).toEqual([])
})

test('no table, column, function or trigger of the database has one either', () => {
  const schema = read('migrations/schema.sql') + read('migrations/row_level_security.sql')
  const named = [
    /^create table "?(\w+)/gm,
    /^ {2}"?(?!constraint )(\w+)"? /gm,
    /^-- function (\w+)/gm,
    /^CREATE (?:CONSTRAINT )?TRIGGER (\w+)/gm,
    /^ {2}constraint (\w+)/gm,
    /^CREATE (?:UNIQUE )?INDEX (\w+)/gm,
    /^create policy "?(\w+)/gm,
    /^-- function \w+\((.*)\) returns/gm,
  ].map((each) => [...schema.matchAll(each)].map(([, word = '']) => word))
  for (const each of named) expect(each.length).toBeGreaterThan(20)
  // Policies of the role `aside_keeper` are called after it.
  const violations = named.flat().filter((one) => one !== 'keeper' && isReplaced(one))
  expect(violations).toEqual([])
  expect(named[0]).not.toContain('mark')
})

/**
 * One name, one meaning: these few mean the same in both places. The first are of the page and of the desk, of the wire
 * and of the store, of dialogs and of who draws them; the others do the same in the two families of office documents,
 * and black and white are colours of a document and numbers of a page of a PDF.
 */
const TWICE: readonly string[] = [
  ...['Logo', 'PrivateWords', 'QrCode', 'bytes', 'more'],
  ...['cutResults', 'leadsAway', 'relink', 'reportHidden', 'BLACK', 'WHITE'],
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

test('release is of the delayed inbox: a name is disclosed', () => {
  const releases = [...exported, ...members].filter(({ word }) => /release/i.test(word))
  expect(releases.length).toBeGreaterThan(5)
  const elsewhere = releases.filter(({ name }) => !/delayed-inbox|daily-release/.test(name))
  // A case that is stored by the release, who opens the store of it, and the hour of the policy.
  expect([...new Set(elsewhere.map(({ word }) => word))].toSorted()).toEqual([
    'RELEASE_CASE',
    'releaseAt',
    'releases',
    'unreleasedFrom',
    'waitsForRelease',
  ])
  const schema = read('migrations/schema.sql')
  const functions = [...schema.matchAll(/^-- function (\w*release\w*)/gm)].map(([, one]) => one)
  expect(functions).toEqual(['record_release_failure'])
})

test('a channel is how a concern arrived: one column is called so', () => {
  const tables = [...read('migrations/schema.sql').matchAll(/^create table "?(\w+)[\s\S]*?^\);/gm)]
  expect(tables.length).toBeGreaterThan(20)
  const withChannel = tables.filter(([table]) => /^ {2}channel /m.test(table))
  expect(withChannel.map(([, name]) => name)).toEqual(['case'])
})

test('names of tests say page, channel, intake or promise, as the screens do', () => {
  const names = tests.flatMap((file) =>
    [...read(file).matchAll(/^\s*(?:test|describe)[^'`"\n]*(['`"])((?:(?!\1).)+)/gm)].map(
      ([, , name = '']) => ({ file, name }),
    ),
  )
  expect(names.length).toBeGreaterThan(2_000)
  expect(names.filter(({ name }) => /(?<!\/)\bdoors?\b/i.test(name))).toEqual([])
})
