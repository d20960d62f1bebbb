import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysLeft, urgencyOf } from '#desk/model/days-left.ts'
import { counts, parts } from '#desk/model/sections.ts'
import { texts } from '#desk/texts.ts'
import { STATES } from '#domain/case/case-status.ts'
import { SECTIONS } from '#domain/case/queue-section.ts'
import { STANDINGS } from '#domain/case/urgency.ts'
import type { QueueRow } from '#wire/desk.ts'

const row: fc.Arbitrary<QueueRow> = fc.record({
  id: fc.stringMatching(/^[\w-]{22}$/),
  reference: fc.stringMatching(/^[0-9A-H]{3}-[0-9A-H]{3}$/),
  category: fc.constant('advice' as const),
  categoryLabel: fc.constant('A question before acting'),
  leaf: fc.constant(null),
  door: fc.constant('card' as const),
  doorLabel: fc.constant('Form in Teams'),
  state: fc.constantFrom(...STATES),
  section: fc.constantFrom(...SECTIONS),
  standing: fc.constantFrom(...STANDINGS),
  daysLeft: fc.option(fc.integer({ min: -400, max: 400 })),
  hoursLeft: fc.option(fc.integer({ min: -48, max: 48 })),
  receivedOn: fc.constantFrom('2026-11-01', '2026-11-20'),
  dueOn: fc.constant(null),
  unread: fc.boolean(),
  heldBy: fc.option(fc.constant('Officer 1')),
  mine: fc.boolean(),
})

describe('the queue', () => {
  test('every number above the list stands in the order of the list, and no empty section is named', () => {
    const section = fc.constantFrom(...SECTIONS)
    fc.assert(
      fc.property(fc.dictionary(section, fc.nat(9)), (sections) => {
        const named = counts(sections)
        expect(named.every(({ section, count }) => count > 0 && count === sections[section])).toBe(
          true,
        )
        const order = named.map((each) => SECTIONS.indexOf(each.section))
        expect(order).toEqual(order.toSorted((one, other) => one - other))
        const sum = Object.values(sections).reduce((all, count) => all + count, 0)
        expect(named.reduce((all, { count }) => all + count, 0)).toBe(sum)
      }),
    )
  })

  test('a heading says how many of a section are listed while not all of them are', () => {
    expect([texts.queue.listed(3, 3), texts.queue.listed(200, 995)]).toEqual(['3', '200 of 995'])
  })

  test('every case stands in the list once, in the part that the server gave it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id }), (rows) => {
        const shown = parts(rows).flatMap((part) => part.rows.map(({ id }) => id))
        expect(shown.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
      }),
    )
  })

  test('danger and what is late come before everything else, and no empty part is shown', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const order = parts(rows).map(({ section }) => SECTIONS.indexOf(section))
        expect(order).toEqual(order.toSorted((one, other) => one - other))
        expect(parts(rows).every((part) => part.rows.length > 0)).toBe(true)
      }),
    )
  })

  test('within a part the case with the least time left stands first', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        for (const part of parts(rows)) {
          const known = part.rows.filter(({ hoursLeft }) => hoursLeft === null)
          const days = known.map(({ daysLeft: left }) => left ?? Number.MAX_SAFE_INTEGER)
          expect(days).toEqual(days.toSorted((one, other) => one - other))
        }
      }),
    )
  })
})

describe('the time left', () => {
  test.each([
    [{ standing: 'overdue', daysLeft: -2 }, '2 days late'],
    [{ standing: 'overdue', daysLeft: -1 }, '1 day late'],
    [{ standing: 'due_soon', daysLeft: 0 }, 'due today'],
    [{ standing: 'open', daysLeft: 3 }, '3 days left'],
    [{ standing: 'due_soon', daysLeft: 1 }, '1 day left'],
    [{ standing: 'paused', daysLeft: 5 }, 'paused · 5 days left'],
    [{ standing: 'due_soon', daysLeft: 0, hoursLeft: 6 }, '6 hours left'],
    [{ standing: 'overdue', daysLeft: 0, hoursLeft: -1 }, '1 hour late'],
    [{ standing: 'done', daysLeft: null }, 'answered'],
    [{ standing: 'done', daysLeft: null, state: 'closed' }, 'closed'],
  ] as const)('%j is said as “%s”', (clock, label) => {
    expect(daysLeft({ state: 'acknowledged', hoursLeft: null, ...clock })).toBe(label)
  })

  test('late is a word before it is a colour', () => {
    fc.assert(
      fc.property(row, (each) => {
        if (urgencyOf(each) === 'late' && each.state !== 'closed') {
          expect(daysLeft(each)).toContain('late')
        }
      }),
    )
  })
})
