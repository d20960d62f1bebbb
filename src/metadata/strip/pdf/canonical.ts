import { isBeside, type PathStep } from './beside.ts'
import { joinMoves, matrixIn, rounded } from './moves.ts'
import { Odd } from './odd.ts'
import type { PageResources } from './offered.ts'
import { type Matrix, times, UNIT } from './raster.ts'
import type { Token } from './scan.ts'
import { KEYS, Settings } from './settings.ts'
import { literal, written } from './written.ts'

const LINE = 'w J j M d ri stroke'.split(' ')
const AREA = ['ri', 'fill']
const LETTERS = ['Tf', 'Tc', 'Tz', 'Tr', 'Ts']
/** Settings that an ExtGState dictionary can change too. */
const EXTENDED = 'w J j M d ri Tf'.split(' ')

interface Block {
  readonly items: (string | Block)[]
  /** Number of items that have a visible effect. */
  end: number
  /** Whether more than settings changed inside. */
  changed: boolean
  readonly settings: Settings
  readonly matrix: Matrix | null
}

interface Run {
  readonly parts: (string | number)[]
  /** State before the run, restored when the run has no effect. */
  readonly from: number
  readonly emitted: ReadonlyMap<string, string | null>
}

/**
 * Writes a content stream in one way: settings right before what is drawn with them; text of a line in one array, each
 * line with its absolute position; no unused `q`/`Q`.
 */
export class Canonical {
  readonly #offered: PageResources
  #open: Block[] = []
  #items: (string | Block)[] = []
  #end = 0
  #changed = false
  #settings: Settings
  /** Current transformation, and the changes of it not written yet. */
  #matrix: Matrix | null
  #moves: { readonly matrix: Matrix; readonly line: string }[] = []
  #path: PathStep[] = []
  #cut = ''
  /** Operators of the current text object; `null` outside. */
  #text: string[] | null = null
  #line: Matrix = UNIT
  #moved = true
  #run: Run | null = null
  #clips = false
  /** Whether adjacent text objects may be merged. */
  #plain: boolean
  /** Open marked content: whether it is kept, and the number of effective items before it. */
  readonly #marks: { readonly isKept: boolean; readonly end: number }[] = []

  constructor(offered: PageResources) {
    this.#offered = offered
    this.#settings = new Settings(offered.fresh)
    this.#matrix = UNIT
    this.#plain = offered.fresh
  }

  /** Adds one operator. @param line operator and operands as they would be written */
  push(word: string, parts: readonly string[], tokens: readonly Token[], line: string): void {
    const { is } = this.#kind(word)
    const inPath = this.#path.length > 0 || this.#cut !== ''
    if (inPath && is !== 'path' && is !== 'setting' && is !== 'paint') throw new Odd()
    if (this.#text !== null && !'setting text mark ET gs'.includes(is)) throw new Odd()
    if (is === 'text' && this.#text === null) throw new Odd()
    if (is === 'setting') this.#settings.set(word, parts, line)
    else if (is === 'path' && word.startsWith('W')) this.#cut = word
    else if (is === 'path') this.#path.push({ word, numbers: parts })
    else if (is === 'paint') this.#paint(word)
    else if (is === 'text') this.#letters(word, parts, tokens)
    else if (is === 'mark') this.#mark(word, line)
    else this.#other(word, parts, line)
  }

  get lines(): readonly string[] {
    if (this.#text !== null) this.#endText()
    while (this.#open.length > 0) this.#close()
    return joinMoves(flat(this.#trimmed()))
  }

  #kind(word: string): { readonly is: string } {
    if (/^(BDC|BMC|EMC)$/.test(word)) return { is: 'mark' }
    if (/^(m|l|c|v|y|re|h|W\*?)$/.test(word)) return { is: 'path' }
    if (/^([SsfFBbn]|[fBb]\*)$/.test(word)) return { is: 'paint' }
    if (/^(Tj|TJ|'|"|T[dDm*])$/.test(word)) return { is: 'text' }
    if (/^([wJjMd]|ri|T[cwzLfrs]|g|rg|k|cs|sc|scn|G|RG|K|CS|SC|SCN)$/.test(word))
      return { is: 'setting' }
    return { is: word === 'ET' || word === 'gs' ? word : 'other' }
  }

  #move(): void {
    const [first, ...more] = this.#moves
    this.#moves = []
    if (first === undefined) return
    const all = more.reduce((sum, { matrix }) => times(matrix, sum), first.matrix)
    if (all.every((part, n) => part === UNIT[n])) return
    this.#items.push(more.length === 0 ? first.line : `${all.map(rounded).join(' ')} cm`)
    if (this.#matrix !== null) this.#matrix = times(all, this.#matrix)
    this.#changed = true
  }

  #draw(...lines: readonly string[]): void {
    for (const line of lines) this.#items.push(line)
    this.#end = this.#items.length
  }

  #paint(word: string): void {
    const cut = this.#cut
    const path = this.#path.filter(
      ({ word: each }, n) => each !== 'm' || !/^(m|re|)$/.test(this.#path[n + 1]?.word ?? ''),
    )
    // A clip by points alone leaves nothing visible, wherever they are.
    const isEmpty = cut !== '' && path.length === 0 && this.#path.length > 0
    this.#path = []
    this.#cut = ''
    const last = path.at(-1)
    const closes = /^[sb]/.test(word) && last !== undefined && last.word !== 'h'
    if (closes) path.push({ word: 'h', numbers: [] })
    if (isEmpty) path.push({ word: 'm', numbers: ['0', '0'] })
    let paint = isEmpty ? 'n' : word.replace('F', 'f').replace('s', 'S').replace('b', 'B')
    if (cut === '' && (paint === 'n' || path.length === 0)) return
    if (/^f/.test(paint)) while (path.at(-1)?.word === 'h') path.pop()
    if (paint !== 'n' && this.#isFar(path, paint)) {
      if (cut === '') return
      paint = 'n'
    }
    this.#move()
    if (/^[SB]/.test(paint)) this.#settings.emit(LINE, this.#items)
    if (/^[fB]/.test(paint)) this.#settings.emit(AREA, this.#items)
    const lines = path.map((each) => [...each.numbers, each.word].join(' '))
    for (const line of lines) this.#items.push(line)
    this.#items.push(...(cut === '' ? [] : [cut]), paint)
    if (cut !== '') this.#changed = true
    if (paint !== 'n') this.#end = this.#items.length
  }

  /** Whether a path lies wholly outside the visible box. */
  #isFar(path: readonly PathStep[], paint: string): boolean {
    const { box } = this.#offered
    if (box === null || this.#matrix === null) return false
    const matrix = this.#moves.reduce((sum, one) => times(one.matrix, sum), this.#matrix)
    const [width, miter] = ['w', 'M'].map((key) => this.#settings.numberOf(key))
    const wide = paint.startsWith('f') ? 0 : (width ?? 0) * Math.max(2, miter ?? 0)
    return isBeside(path, matrix, wide, box)
  }

  #letters(word: string, parts: readonly string[], tokens: readonly Token[]): void {
    const move = (matrix: Matrix) => {
      this.#line = matrix
      this.#moved = true
      this.#finishRun()
    }
    const [x = 0, y = 0, r = 0, s = 0, t = 0, u = 0] = parts.map(Number)
    if (word === 'Tm') move([x, y, r, s, t, u])
    else if (word === 'Td' || word === 'TD') {
      if (word === 'TD') this.#settings.put('TL', `${written(-y)} TL`)
      move(times([1, 0, 0, 1, x, y], this.#line))
    } else {
      if (word === '"') {
        this.#settings.put('Tw', `${parts[0]} Tw`)
        this.#settings.put('Tc', `${parts[1]} Tc`)
      }
      if (word === 'T*' || word === "'" || word === '"') {
        const leading = this.#settings.get('TL')
        if (leading === null) throw new Odd()
        move(times([1, 0, 0, 1, 0, -Number.parseFloat(leading)], this.#line))
      }
      const last = tokens.at(-1)
      if (word !== 'T*')
        this.#show(last === undefined ? [] : last.is === 'list' ? last.items : [last])
    }
  }

  #show(items: readonly Token[]): void {
    const parts = items.flatMap((item): readonly (string | number)[] =>
      item.is === 'number' ? [Number(item.text)] : item.is === 'text' ? [item.bytes] : [],
    )
    const words = parts.filter((part) => part !== '' && part !== 0)
    if (words.length === 0 || this.#text === null) return
    const letters = words.filter((part) => typeof part === 'string')
    const face = this.#face()
    const keys = [...LETTERS]
    if (face === null || face === 'own') keys.push(...LINE, ...AREA)
    const mode = this.#settings.numberOf('Tr') % 4
    if (Number.isNaN(mode) || mode === 1 || mode === 2) keys.push(...LINE)
    if (Number.isNaN(mode) || mode === 0 || mode === 2) keys.push(...AREA)
    if (face !== 2 && letters.some((part) => part.includes(' '))) keys.push('Tw')
    const emitted = this.#settings.isEmitted(keys)
    if (!emitted) this.#finishRun()
    if (this.#run === null) {
      const run = { parts: [], from: this.#text.length, emitted: this.#settings.emitted }
      this.#settings.emit(keys, this.#text)
      if (this.#moved) {
        this.#text.push(`${this.#line.map(rounded).join(' ')} Tm`)
        this.#moved = false
      }
      this.#run = run
    }
    if (!/^[0-3] /.test(this.#settings.get('Tr') ?? '')) this.#clips = true
    const { parts: all } = this.#run
    for (const part of words) {
      const before = all.at(-1)
      if (typeof part === 'number' && typeof before === 'number') {
        all.splice(-1, 1, Number(rounded(before + part)))
        if (all.at(-1) === 0) all.pop()
      } else if (typeof part === 'string' && typeof before === 'string' && fits(before, face)) {
        all.splice(-1, 1, before + part)
      } else all.push(part)
    }
  }

  #face(): 1 | 2 | 'own' | null {
    const name = /^\/(\S+)/.exec(this.#settings.get('Tf') ?? '')?.[1]
    return name === undefined ? null : this.#offered.face(name)
  }

  /** Writes the text of a line. A movement at its end matters only before further text. */
  #finishRun(): void {
    const [run, text] = [this.#run, this.#text]
    if (run === null || text === null) return
    this.#run = null
    const { parts } = run
    if (this.#moved) while (typeof parts.at(-1) === 'number') parts.pop()
    if (parts.length === 0) {
      if (!this.#moved) this.#moved = text.length > run.from && / Tm$/.test(text.at(-1) ?? '')
      text.length = run.from
      this.#settings.takeBack(run.emitted)
      return
    }
    const [only] = parts
    text.push(
      parts.length === 1 && typeof only === 'string'
        ? `${literal(only)} Tj`
        : `[${parts.map((part) => (typeof part === 'string' ? literal(part) : written(part))).join(' ')}] TJ`,
    )
  }

  #mark(word: string, line: string): void {
    if (word !== 'EMC') {
      // A role without properties tells readers nothing.
      const isKept = !line.endsWith(' BMC') || /^\/(Artifact|Tx|ReversedChars) /.test(line)
      this.#marks.push({ isKept: isKept, end: this.#end })
      if (isKept) this.#begin(line)
    } else if (this.#marks.at(-1)?.isKept !== true) this.#marks.pop()
    else this.#leave()
  }

  #begin(line: string): void {
    this.#finishRun()
    if (this.#text === null) {
      this.#move()
      this.#draw(line)
    } else this.#text.push(line)
  }

  /** Ends marked content, and drops it when it is empty. */
  #leave(): void {
    this.#finishRun()
    const mark = this.#marks.pop()
    const into = this.#text ?? this.#items
    const last = into.at(-1)
    const isEmpty = typeof last === 'string' && /B[DM]C$/.test(last)
    if (isEmpty) into.pop()
    else into.push('EMC')
    if (this.#text === null) this.#end = isEmpty ? (mark?.end ?? 0) : this.#items.length
  }

  #other(word: string, parts: readonly string[], line: string): void {
    switch (word) {
      case 'q':
        this.#move()
        this.#open.push({
          ...{ items: this.#items, end: this.#end, changed: this.#changed },
          ...{ settings: this.#settings.copy(), matrix: this.#matrix },
        })
        ;[this.#items, this.#end, this.#changed] = [[], 0, false]
        return
      case 'Q':
        this.#close()
        return
      case 'cm':
        this.#moves.push({ matrix: matrixIn(parts.join(' ')), line })
        return
      case 'gs': {
        this.#finishRun()
        const into = this.#text ?? this.#items
        if (this.#text === null) this.#move()
        this.#settings.emit(EXTENDED, into)
        if (into.at(-1) !== line) into.push(line)
        this.#settings.forget(EXTENDED)
        ;[this.#changed, this.#plain] = [true, false]
        return
      }
      case 'BT':
        ;[this.#text, this.#line, this.#moved, this.#clips] = [[], UNIT, true, false]
        return
      case 'ET':
        this.#endText()
        return
      case 'BX':
      case 'EX':
        return
      case 'Do':
        this.#move()
        this.#settings.emit(
          { picture: ['ri'], stencil: AREA, form: KEYS }[this.#offered.object(line.slice(1, -3))],
          this.#items,
        )
        this.#draw(line)
        return
      case 'BI':
        this.#move()
        this.#settings.emit(AREA, this.#items)
        this.#draw(line)
        return
      case 'sh':
        this.#move()
        this.#settings.emit(['ri'], this.#items)
        this.#draw(line)
        return
      default:
        this.#draw(line)
    }
  }

  #endText(): void {
    const text = this.#text
    if (text === null) throw new Odd()
    this.#moved = true
    this.#finishRun()
    this.#text = null
    if (text.length === 0) return
    this.#move()
    const shows = text.some((line) => / T[jJ]$|C$/.test(line))
    const last = this.#items.at(-1)
    if (last === 'ET' && this.#plain && !this.#clips) {
      this.#items.pop()
    } else this.#items.push('BT')
    for (const line of text) this.#items.push(line)
    this.#items.push('ET')
    if (this.#clips) [this.#changed, this.#plain] = [true, false]
    if (shows) this.#end = this.#items.length
  }

  #close(): void {
    const around = this.#open.pop()
    if (around === undefined) throw new Odd()
    this.#moves = []
    const inner = this.#trimmed()
    const [changed, emitted] = [this.#changed, this.#settings.emitted]
    ;[this.#items, this.#end, this.#changed] = [around.items, around.end, around.changed]
    ;[this.#settings, this.#matrix] = [around.settings, around.matrix]
    if (inner.length === 0) return
    const bare = this.#settings.canReplace(emitted)
    if (changed || !bare) {
      this.#items.push({ ...around, items: inner })
    } else {
      this.#append(inner)
      this.#settings.takeBack(emitted)
    }
    this.#end = this.#items.length
  }

  /** Adds items of a block that goes; a text object at its start continues the one before it. */
  #append(items: readonly (string | Block)[]): void {
    const continues = items[0] === 'BT' && this.#items.at(-1) === 'ET' && this.#plain
    if (continues) this.#items.pop()
    for (const item of continues ? items.slice(1) : items) this.#items.push(item)
  }

  /** Removes items behind the last effective one, and unused `q`/`Q`. */
  #trimmed(): (string | Block)[] {
    this.#items.length = this.#end
    for (let last = this.#items.at(-1); typeof last === 'object'; last = this.#items.at(-1)) {
      this.#items.pop()
      this.#append(last.items)
      this.#changed = true
    }
    return this.#items
  }
}

function flat(items: readonly (string | Block)[]): readonly string[] {
  return items.flatMap((item) =>
    typeof item === 'string' ? [item] : ['q', ...flat(item.items), 'Q'],
  )
}

/** Whether further bytes continue a text in codes of this width. */
function fits(before: string, face: 1 | 2 | 'own' | null): boolean {
  return face === 1 || face === 'own' || (face === 2 && before.length % 2 === 0)
}
