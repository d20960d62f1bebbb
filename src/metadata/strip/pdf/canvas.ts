import { FileRefused } from '../../metadata-finding.ts'
import type { Unseen, UnseenPicture } from '../../stay.ts'
import {
  type Around,
  type DrawState,
  ofMode,
  type Paint,
  stateIn,
  type Tile,
} from './drawing-state.ts'
import type { Face } from './face.ts'
import { blended, changes, covers, isNear, NOTHING, PATTERN, UNKNOWN } from './ink.ts'
import { Overlaps } from './overlaps.ts'
import {
  type Budget,
  boxPath,
  isEmpty,
  levelAt,
  type Matrix,
  type Path,
  pathBounds,
  Raster,
  spans,
  times,
} from './raster.ts'

/** An image that is visible so far: when it was painted, and on which cells. */
interface PaintedPicture {
  readonly key: object
  readonly turn: number
  readonly cells: readonly number[]
}
/** Most cells of an image that are examined; of a larger one only some are. */
const MOST_CELLS = 4096

/** Smallest letter that counts as text, in points on the screen. */
const SMALLEST = 2
/** Most letters of a page; a page with more is made to exhaust the reader. */
const MOST_LETTERS = 400_000
const CELLS = 1 << 19
/** Sample points of a letter, as fractions of its width and height. */
const ACROSS = [0.2, 0.5, 0.8]
const UP = [0.1, 0.35, 0.6]

/** Paints a page on a raster in order, and finds letters and images that nobody can see. */
export class Canvas {
  readonly budget: Budget
  /** Number of invisible letters on the current page, by reason. */
  readonly unseen = new Map<Unseen, number>()
  /** Reason why an image of this page is invisible; `null` for one that is visible or cannot be judged. */
  readonly pictures = new Map<object, UnseenPicture | null>()
  #watched: PaintedPicture[] = []
  raster: Raster
  /** Raster of the page itself. */
  #sheet: Raster | null = null
  /** Counter of opaque objects in painting order. */
  #turn = 1
  /** Letters that were visible when painted, flattened: counter, number of cells, cells. */
  #letters: number[] = []
  #count = 0
  #overlaps = new Overlaps()
  /** Subpaths that were filled, as cells; `null` while none are asked for. */
  filled: (readonly number[])[] | null = null
  /** Screen points per unit of the page. */
  #unit = 1

  constructor(budget: Budget) {
    this.budget = budget
    this.raster = Raster.ofBox([0, 0, 1, 1], 1, UNKNOWN)
  }

  /** Starts a page. @param unit screen points per unit of the page */
  page(box: readonly number[], unit: number): void {
    this.unseen.clear()
    this.raster = Raster.ofBox(box, CELLS, 0xff_ffff)
    this.#sheet = this.raster
    this.#unit = unit
    this.pictures.clear()
    this.#watched = []
    this.#letters = []
    this.#count = 0
  }

  /** State for a new content stream. Overlaps with letters painted before it do not count. */
  start(): DrawState {
    this.#overlaps = new Overlaps()
    return stateIn(this.raster.clip)
  }

  /** Finds letters that later objects covered. */
  finish(): void {
    const letters = this.#letters
    for (let at = 0; at < letters.length; ) {
      const [turn = 0, count = 0] = [letters[at], letters[at + 1]]
      const end = at + 2 + count
      let over = true
      for (at += 2; at < end; at += 1) {
        if (over) over = this.raster.coverAt(letters[at] ?? 0) > turn
      }
      if (over) this.countUnseen('cover')
    }
    this.#letters = []
    if (this.raster !== this.#sheet) return
    for (const { key, turn, cells } of this.#watched) {
      const over = cells.every((cell) => this.raster.coverAt(cell) > turn)
      this.foundPicture(key, over ? 'cover' : null)
    }
    this.#watched = []
  }

  /** Records an image; one visible occurrence makes it visible. */
  foundPicture(key: object, why: UnseenPicture | null): void {
    if (this.pictures.get(key) !== null) this.pictures.set(key, why)
  }

  countUnseen(why: Unseen): void {
    this.unseen.set(why, (this.unseen.get(why) ?? 0) + 1)
  }

  /** Paints on another raster, then returns to this one. */
  apart<Made>(raster: Raster, run: () => Made): Made {
    const [page, letters, overlaps] = [this.raster, this.#letters, this.#overlaps]
    ;[this.raster, this.#letters, this.#overlaps] = [raster, [], new Overlaps()]
    try {
      return run()
    } finally {
      ;[this.raster, this.#letters, this.#overlaps] = [page, letters, overlaps]
    }
  }

  /** @param key the image; `null` for one of a single colour */
  picture(now: DrawState, paint: Paint, part: boolean, key: object | null): void {
    const shape = boxPath([0, 0, 1, 1], times(now.matrix, this.raster.view))
    const [a, b, c, d] = now.matrix
    const most = Math.max(Math.hypot(a, b), Math.hypot(c, d))
    const isSmall =
      most * this.#unit < SMALLEST || !((Math.abs(a * d - b * c) * this.#unit) / most > 0.1)
    if (key !== null) this.#watch(key, shape, now, paint, isSmall)
    this.fill(shape, false, now, paint, now.fillAlpha, part)
  }

  #watch(
    key: object,
    shape: Path,
    now: DrawState,
    { ink }: Paint,
    isSmall: boolean,
    least = 0,
  ): void {
    const { raster } = this
    // How often and where a pattern, a mask or a glyph is painted is not known here.
    if (raster !== this.#sheet) {
      this.foundPicture(key, null)
      return
    }
    if (isSmall) {
      this.foundPicture(key, 'size')
      return
    }
    const [left, bottom, right, top] = pathBounds(shape)
    const page = raster.clip
    if (right < page.left || left > page.right || top < page.bottom || bottom > page.top) {
      this.foundPicture(key, 'beside')
      return
    }
    const alpha = now.fillAlpha * now.alpha
    const area = Math.abs((right - left) * (top - bottom))
    const step = Math.max(1, Math.floor(area / MOST_CELLS) | 1)
    const cells: number[] = []
    let [inside, through] = [0, 0]
    spans(shape, false, page, this.budget, (y, from, to) => {
      this.budget.take(to - from)
      for (let x = from; x < to; x += 1) {
        inside += 1
        if (levelAt(now.clip, x, y) === 0) continue
        if (now.soft !== null && levelAt(now.soft, x, y) === 0) continue
        through += 1
        const cell = raster.at(x, y)
        if (through % step === 0 && changes(raster.groundAt(cell), ink, alpha, now.mode)) {
          cells.push(cell)
        }
      }
    })
    // Between the sample points it may be visible all the same.
    if (inside === 0 || (through > 0 && through < step)) this.foundPicture(key, null)
    else if (through === 0) this.foundPicture(key, 'clip')
    else if (through <= least) this.foundPicture(key, 'size')
    else if (cells.length === 0) this.foundPicture(key, 'ink')
    else this.#watched.push({ key, turn: this.#turn + 1, cells })
  }

  /** Judges a pattern with text or images like an image: a small area of it shows none of them. */
  #watchTile(
    { key, least }: Tile,
    path: Path,
    now: DrawState,
    paint: Paint,
    most = Infinity,
  ): void {
    const [left, bottom, right, top] = pathBounds(path)
    const isSmall = this.#isThin(Math.min(right - left, top - bottom, most))
    this.#watch(key, path, now, paint, isSmall, least * this.#scale() ** 2)
  }

  #isThin(cells: number): boolean {
    return !((cells / this.#scale()) * this.#unit > SMALLEST)
  }

  /** Cells per point. */
  #scale(): number {
    return Math.hypot(this.raster.view[0], this.raster.view[1])
  }

  fill(
    path: Path,
    evenOdd: boolean,
    now: DrawState,
    paint: Paint,
    opacity: number,
    partial = false,
    wide = Infinity,
  ): void {
    const { ink, tile } = paint
    if (tile !== undefined) this.#watchTile(tile, path, now, paint, wide)
    const part = partial || paint.part === true
    const alpha = opacity * now.alpha
    if (ink === NOTHING || alpha < 0.02 || isEmpty(now.clip)) return
    const raster = this.raster
    const [left, bottom, right, top] = pathBounds(path)
    const beside =
      right + 0.5 < now.clip.left ||
      left - 0.5 > now.clip.right ||
      top + 0.5 < now.clip.bottom ||
      bottom - 0.5 > now.clip.top
    if (path.length === 0 || beside) return
    this.filled?.push(...path)
    if (changes(UNKNOWN, ink, alpha, now.mode)) raster.inks.add(ink)
    const { ground, cover } = raster.layers(this.budget)
    const opaque = !part && covers(ink, alpha, now.mode)
    const { clip, soft } = now
    this.#turn += 1
    let [old, made, madePart] = [Number.NaN, 0, 0]
    spans(path, evenOdd, clip, this.budget, (y, from, to) => {
      const start = raster.at(0, y)
      if (opaque && alpha >= 0.98 && clip.mask === null && soft === null) {
        this.budget.take((to - from) / 4)
        ground.fill(ink, start + from, start + to)
        cover.fill(this.#turn, start + from, start + to)
        raster.letters?.fill(NOTHING, start + from, start + to)
        return
      }
      this.budget.take((to - from) * 4)
      for (let x = from; x < to; x += 1) {
        const level = Math.min(levelAt(clip, x, y), soft === null ? 2 : levelAt(soft, x, y))
        if (level === 0) continue
        const cell = start + x
        const before = ground[cell] ?? UNKNOWN
        if (before !== old) {
          old = before
          made = opaque && before < 0 ? ink : blended(before, ink, alpha, now.mode)
          madePart = changes(before, ink, alpha, now.mode) ? UNKNOWN : before
        }
        ground[cell] = part || level === 1 ? madePart : made
        if (opaque && level === 2) cover[cell] = this.#turn
        const letter = raster.letters?.[cell] ?? NOTHING
        if (letter < 0) continue
        const after = part || level === 1 ? UNKNOWN : blended(letter, ink, alpha, now.mode)
        const isLost = after >= 0 && made >= 0 && isNear(after, made)
        if (isLost) cover[cell] = this.#turn
        raster.tint(cell, isLost ? NOTHING : after)
      }
    })
  }

  /** Paints a stroke if it is wide enough to hide something. */
  stroke(path: Path, closed: boolean, now: DrawState): void {
    const [a, b, c, d] = times(now.matrix, this.raster.view)
    const half = (now.wide * Math.sqrt(Math.abs(a * d - b * c))) / 2
    const { ink, tile } = now.stroke
    if (!(half >= 0.5) || now.dashed) {
      const isSmall = !(half >= 0.5) || now.bare || this.#isThin(half * 2)
      if (tile !== undefined) this.foundPicture(tile.key, isSmall ? 'size' : null)
      if (ink !== NOTHING && path.length > 0) this.raster.inks.add(ink)
      return
    }
    const quads: number[][] = []
    for (const points of path) {
      const size = points.length
      for (let at = 0; at < size; at += 2) {
        if (at + 2 >= size && !closed) break
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [at, at + 1, (at + 2) % size, (at + 3) % size].map(
          (n) => points[n],
        )
        const length = Math.hypot(x2 - x1, y2 - y1)
        const more = now.ends > 0 ? half : 0
        if (length + more === 0) continue
        const [ux, uy] = length === 0 ? [1, 0] : [(x2 - x1) / length, (y2 - y1) / length]
        const [ex, ey] = [ux * more, uy * more]
        const [nx, ny] = [-uy * half, ux * half]
        quads.push([
          ...[x1 - ex + nx, y1 - ey + ny, x2 + ex + nx, y2 + ey + ny],
          ...[x2 + ex - nx, y2 + ey - ny, x1 - ex - nx, y1 - ey - ny],
        ])
      }
    }
    this.fill(quads, false, now, now.stroke, now.strokeAlpha, false, half * 2)
  }

  /** Paints a letter. @returns the reason why it is invisible, if it is */
  letter(
    fill: number,
    face: Face,
    wide: number,
    now: DrawState,
    text: Matrix,
    { shapes, depth, letters }: Around,
    sign: string | number,
  ): Unseen | null {
    this.raster.words = true
    const { size, lettering } = now
    const { fills, strokes, clips } = ofMode(lettering)
    const [a, b, c, d, e, f] = times(
      times([size * now.across, 0, 0, size * face.high, 0, now.rise], text),
      now.matrix,
    )
    const [long, high] = [Math.hypot(a, b), Math.hypot(c, d)]
    const least = Math.min(
      long * face.high,
      high,
      Math.abs(a * d - b * c) / Math.max(long, high) || 0,
    )
    if (!(least * this.#unit * face.raised > SMALLEST) && !this.raster.open) return 'size'
    const raster = this.raster
    const [p, q, r, s, t, u] = times([a, b, c, d, e, f], raster.view)
    const [m0, m1, m2, m3] = now.matrix
    // Strokes of a fifth of its size cover a letter.
    const pen = now.wide * Math.sqrt(Math.abs(m0 * m3 - m1 * m2))
    const bares = fills && !(strokes && !now.dashed && now.strokeAlpha > 0.95 && pen > high * 0.2)
    const left = face.vertical ? -wide / 2 : wide === 0 ? -0.4 : 0
    const below = face.vertical ? -0.88 : 0
    const span = wide === 0 ? 0.4 : wide
    const before: number[] = []
    const cells: number[] = []
    let [inside, through] = [0, 0]
    for (const share of ACROSS) {
      for (const up of UP) {
        const [px, py] = [left + share * span, below + up]
        const [x, y] = [Math.floor(px * p + py * r + t), Math.floor(px * q + py * s + u)]
        if (levelAt(raster.clip, x, y) === 0) continue
        inside += 1
        if (levelAt(now.clip, x, y) === 0 || (now.soft !== null && levelAt(now.soft, x, y) === 0))
          continue
        through += 1
        const cell = raster.at(x, y)
        const ground = raster.groundAt(cell)
        const fillsHere = bares && changes(ground, fill, now.fillAlpha * now.alpha, now.mode)
        const strokesHere =
          strokes &&
          !now.bare &&
          changes(ground, now.stroke.ink, now.strokeAlpha * now.alpha, now.mode)
        if (fillsHere || strokesHere || lettering === 7) {
          cells.push(cell)
          before.push(ground)
        }
        // Of a letter in two colours it is not known which of them a cell has.
        if (fillsHere !== strokesHere) {
          const [ink, opacity] = fillsHere
            ? [fill, now.fillAlpha]
            : [now.stroke.ink, now.strokeAlpha]
          raster.tint(cell, blended(ground, ink, opacity * now.alpha, now.mode))
        } else if (fillsHere) raster.tint(cell, UNKNOWN)
      }
    }
    const box = boxPath([left, below - 0.3, left + span, below + 1], [p, q, r, s, t, u])
    if (clips) letters?.push(...box.map((points) => [...points]))
    if (inside === 0 && raster.open) {
      raster.inks.add(fills ? fill : now.stroke.ink)
    } else if (inside === 0) return 'beside'
    else if (through === 0) return 'clip'
    else if (lettering === 7) shapes.push({ depth, cells, before })
    else if (cells.length === 0) return 'ink'
    else {
      raster.inks.add(fills ? fill : now.stroke.ink)
      const paint = fills ? now.fill : now.stroke
      if (paint.tile !== undefined) this.#watchTile(paint.tile, box, now, paint)
      this.budget.take(60)
      const isUpon = this.#overlaps.add(sign, [p, q, r, s, t, u], left + span / 2, span)
      if (isUpon && !raster.open) this.countUnseen('cover')
      this.#count += 1
      if (this.#count > MOST_LETTERS) throw new FileRefused('broken')
      this.#letters.push(this.#turn, cells.length, ...cells)
      if (raster.masks) this.fill(box, false, now, { space: PATTERN, ink: fill }, 1, true)
    }
    return null
  }
}
