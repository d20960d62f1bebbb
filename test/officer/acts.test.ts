import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeCaseStatus } from '#domain/case/deadline.ts'
import type { SealedLetter } from '#domain/case/envelope.ts'
import type { ClosingReason } from '#domain/case/event.ts'
import type { CaseId } from '#domain/case/ids.ts'
import { newCaseId, newMessageId, systemChance } from '#domain/case/ids.ts'
import type { OpenedMessage } from '#domain/case/message.ts'
import type { Officer } from '#domain/case/officer.ts'
import { AppError } from '#errors.ts'
import { acknowledge } from '#officer/acknowledge.ts'
import { answer } from '#officer/answer.ts'
import { close } from '#officer/close.ts'
import { note } from '#officer/note.ts'
import { question } from '#officer/question.ts'
import { readCase } from '#officer/read-case.ts'
import type { CaseRecord, Services } from '#ports.ts'
import { OFFICERS, officerServices, put } from '../fixtures/officer-services.ts'
import { newestOf, OPENED } from '../fixtures/opened.ts'
import { sealedData, uploaded } from '../fixtures/sealed.ts'

const ETHICS = ['ethics-1', 'ethics-2', 'ethics-3']

function who(id: string): Officer {
  const officer = OFFICERS.find((one) => one.id === id)
  if (officer === undefined) throw new Error(`nobody is ${id}`)
  return officer
}

const lead = who('ethics-1')
const colleague = who('ethics-2')
const elsewhere = who('hr-1')

/** As the desk does: the case is fetched and its newest message opened before it is closed. */
async function closeRead(
  services: Services,
  officer: Officer,
  id: CaseId,
  reason: ClosingReason,
): Promise<CaseRecord> {
  return close(
    services,
    officer,
    id,
    reason,
    newestOf((await readCase(services, officer, id)).letters),
  )
}

const refusal = (code: string) => expect.objectContaining({ code }) as unknown as AppError

describe('what an officer does to a case', () => {
  test('an answer is stored with its event and ends the debt on the office’s day', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    const caseRecord = await answer(services, lead, id, uploaded(1, ETHICS))
    expect(caseRecord.status).toMatchObject({
      state: 'answered',
      respondedOn: '2026-11-23',
      outcome: 'on_time',
    })
    expect(caseRecord.letters.at(-1)).toMatchObject({ dir: 'o>r', seq: 1, kind: 'answer' })
  })

  test('an act belongs to the day it is where the office sits, not where the server runs', async () => {
    const { services, desk, state } = officerServices()
    state.now = new Date('2026-11-23T11:00:00Z')
    const there = put(desk, ['investigations-1'])
    const here = put(desk, ['ethics-1'])
    const pacific = await closeRead(services, who('investigations-1'), there.id, 'noted')
    const geneva = await closeRead(services, lead, here.id, 'noted')
    expect(pacific.status.closedOn).toBe('2026-11-24')
    expect(geneva.status.closedOn).toBe('2026-11-23')
  })

  test('a question pauses the clock and says why', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    const caseRecord = await question(services, lead, id, uploaded(1, ETHICS), 'facts_missing')
    expect(caseRecord.status).toMatchObject({ state: 'waiting', pausedOn: '2026-11-23' })
    expect(caseRecord.events.at(-1)).toMatchObject({ act: 'asked', reason: 'facts_missing' })
  })

  test('acknowledging moves no date and is no answer', async () => {
    const { services, desk } = officerServices()
    const deskCase = put(desk, ETHICS)
    const before = computeCaseStatus(deskCase.terms, deskCase.events).dueOn
    const caseRecord = await acknowledge(services, lead, deskCase.id, null)
    expect(caseRecord.status).toMatchObject({ state: 'acknowledged', respondedOn: null })
    expect(caseRecord.status.dueOn).toBe(before)
  })

  test('the second of two officers who acknowledge learns that the first was quicker', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    await acknowledge(services, lead, id, null)
    await expect(acknowledge(services, colleague, id, null)).rejects.toEqual(
      refusal('CASE_CHANGED'),
    )
  })

  test('two officers who answer at once: one is stored, the other is told', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    const both = await Promise.allSettled([
      answer(services, lead, id, uploaded(1, ETHICS)),
      answer(services, colleague, id, uploaded(1, ETHICS)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CASE_CHANGED' },
    })
    expect(desk.cases.get(id)?.letters).toHaveLength(2)
  })

  test('a note is for officers: no reporter may be among its readers', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    await expect(note(services, lead, id, uploaded(1, ETHICS))).rejects.toEqual(
      refusal('KEY_REFUSED'),
    )
    const caseRecord = await note(services, lead, id, uploaded(1, ETHICS, false))
    expect(caseRecord.letters.at(-1)).toMatchObject({ dir: 'o>o', seq: 1, kind: 'note' })
    expect(caseRecord.status.respondedOn).toBeNull()
  })

  test('a closed case takes nothing more, not even a note', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    await closeRead(services, lead, id, 'advice_given')
    const tries = [
      () => acknowledge(services, lead, id, null),
      () => answer(services, lead, id, uploaded(1, ETHICS)),
      () => question(services, lead, id, uploaded(1, ETHICS), 'facts_missing'),
      () => note(services, lead, id, uploaded(1, ETHICS, false)),
      () => closeRead(services, lead, id, 'duplicate'),
    ]
    for (const attempt of tries) await expect(attempt()).rejects.toEqual(refusal('CASE_CLOSED'))
    expect(desk.cases.get(id)?.events).toHaveLength(2)
  })
})

describe('a case is closed by who opened what the person wrote last', () => {
  test('not with a message that is older, was changed, or was not fetched by this officer', async () => {
    const { services, desk } = officerServices()
    const deskCase = put(desk, ETHICS)
    const { id, letters } = deskCase
    const tried = (officer: Officer, opened: OpenedMessage) =>
      close(services, officer, id, 'noted', opened)
    await readCase(services, lead, id)
    const before = newestOf(letters)
    await expect(tried(lead, OPENED)).rejects.toEqual(refusal('CASE_CHANGED'))
    await expect(tried(colleague, before)).rejects.toEqual(refusal('CASE_CHANGED'))
    const more = { ...letters[0], id: newMessageId(systemChance), seq: 2, data: sealedData() }
    letters.push({ ...more, kind: 'addition' } as SealedLetter)
    await expect(tried(lead, before)).rejects.toEqual(refusal('CASE_CHANGED'))
    // Somebody told her the hash: without having fetched the message she closes nothing.
    await expect(tried(lead, newestOf(letters))).rejects.toEqual(refusal('CASE_CHANGED'))
    await readCase(services, lead, id)
    await expect(tried(lead, { ...newestOf(letters), seq: 1 })).rejects.toEqual(
      refusal('CASE_CHANGED'),
    )
    expect(deskCase.events).toHaveLength(1)
    expect((await tried(lead, newestOf(letters))).status.state).toBe('closed')
    expect(desk.ledger).toEqual([{ officer: 'ethics-1', act: 'closed' }])
  })
})

describe('a letter is sealed to everybody who reads the case and to nobody else', () => {
  test('any other set of keys is refused and nothing is stored', async () => {
    const everybody = [...ETHICS, 'hr-1', 'stranger']
    await fc.assert(
      fc.asyncProperty(fc.subarray(everybody), fc.boolean(), async (to, withReporter) => {
        const { services, desk } = officerServices()
        const { id } = put(desk, ETHICS)
        const right = withReporter && to.join() === ETHICS.join()
        const letter = uploaded(1, to.length === 0 ? ['stranger'] : to, withReporter)
        const stored = await answer(services, lead, id, letter).then(
          () => true,
          (thrown) => {
            expect(thrown).toEqual(refusal('KEY_REFUSED'))
            return false
          },
        )
        expect(stored).toBe(right)
        expect(desk.cases.get(id)?.letters).toHaveLength(right ? 2 : 1)
      }),
      { numRuns: 60 },
    )
  })

  test('the same officer twice does not stand in for a colleague', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ETHICS)
    const letter = uploaded(1, ['ethics-1', 'ethics-1', 'ethics-2'])
    await expect(answer(services, lead, id, letter)).rejects.toEqual(refusal('KEY_REFUSED'))
  })

  test('a reader who left the roster is not waited for', async () => {
    const { services, desk, state } = officerServices()
    const { id } = put(desk, ETHICS)
    state.roster = state.roster.filter((one) => one.id !== 'ethics-3')
    await expect(answer(services, lead, id, uploaded(1, ETHICS))).rejects.toEqual(
      refusal('KEY_REFUSED'),
    )
    const caseRecord = await answer(services, lead, id, uploaded(1, ['ethics-1', 'ethics-2']))
    expect(caseRecord.status.state).toBe('answered')
  })

  test('a reader whose key has run out does not keep the office from answering', async () => {
    const { services, desk, state } = officerServices()
    const { id } = put(desk, ETHICS)
    state.withoutKey = ['ethics-2']
    const caseRecord = await answer(services, lead, id, uploaded(1, ['ethics-1', 'ethics-3']))
    expect(caseRecord.status.state).toBe('answered')
  })

  test('T-139 a row that lists a reader who has no key of the first letter makes nobody a reader', async () => {
    const { services, desk } = officerServices()
    const caseOfDesk = put(desk, ['ethics-1', 'ethics-2'])
    Object.assign(caseOfDesk, { readers: ETHICS })
    await expect(answer(services, lead, caseOfDesk.id, uploaded(1, ETHICS))).rejects.toEqual(
      refusal('KEY_REFUSED'),
    )
    const answered = await answer(
      services,
      lead,
      caseOfDesk.id,
      uploaded(1, ['ethics-1', 'ethics-2']),
    )
    expect(answered.status.state).toBe('answered')
  })

  test('an officer who was kept out is not among the readers and cannot be sealed to', async () => {
    const { services, desk } = officerServices()
    const { id } = put(desk, ['ethics-1', 'ethics-2'])
    await expect(answer(services, lead, id, uploaded(1, ETHICS))).rejects.toEqual(
      refusal('KEY_REFUSED'),
    )
  })
})

test('T-106 a letter begun before a colleague was kept out is refused, and no ledger tells of it', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, ['ethics-1', 'ethics-2'])
  const begun = uploaded(1, ETHICS)
  await expect(answer(services, lead, id, begun)).rejects.toEqual(refusal('KEY_REFUSED'))
  expect(desk.ledger).toEqual([])
  for (const more of [['hr-1'], ['ethics-3', 'stranger']]) {
    const tried = uploaded(1, ['ethics-1', 'ethics-2', ...more])
    await expect(answer(services, lead, id, tried)).rejects.toEqual(refusal('KEY_REFUSED'))
  }
  expect(desk.ledger).toHaveLength(2)
})

test('a letter out of turn is told that somebody was quicker', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, ETHICS)
  for (const seq of [2, 3, 100]) {
    await expect(answer(services, lead, id, uploaded(seq, ETHICS))).rejects.toEqual(
      refusal('CASE_CHANGED'),
    )
  }
})

test('T-01 a colleague’s case of another office is the same as none, and the try is ledgered', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, ETHICS)
  const nobodys: CaseId = newCaseId(systemChance)
  for (const asked of [id, nobodys]) {
    await expect(readCase(services, elsewhere, asked)).rejects.toEqual(refusal('CASE_UNKNOWN'))
    await expect(close(services, elsewhere, asked, 'noted', OPENED)).rejects.toEqual(
      refusal('CASE_UNKNOWN'),
    )
  }
  expect(desk.ledger).toEqual(
    [0, 1].flatMap(() => [
      { officer: 'hr-1', act: 'refused opened' },
      { officer: 'hr-1', act: 'refused closed' },
    ]),
  )
  expect(desk.cases.get(id)?.events).toHaveLength(1)
})

test('T-03 an officer fetches her own key packets and nobody else’s', async () => {
  const { services, desk } = officerServices()
  const deskCase = put(desk, ETHICS)
  const keyPacket = deskCase.letters[0]?.keys.find((key) => key.reader === 'ethics-2')?.bytes
  const caseRecord = await readCase(services, colleague, deskCase.id)
  expect(caseRecord.letters.map(({ key }) => key)).toEqual([keyPacket])
})

test('T-20 plain words in place of sealed bytes are refused before the store is asked', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, ETHICS)
  const words = Buffer.from('my supervisor takes money'.repeat(200)).toString('base64url')
  const plain = [
    { ...uploaded(1, ETHICS), data: words },
    { ...uploaded(1, ETHICS), data: `${uploaded(1, ETHICS).data}AAAA` },
    {
      ...uploaded(1, ETHICS),
      keys: uploaded(1, ETHICS).keys.map((key) => ({ ...key, bytes: words.slice(0, 200) })),
    },
  ]
  for (const letter of plain) {
    await expect(answer(services, lead, id, letter)).rejects.toEqual(refusal('ENVELOPE_REFUSED'))
  }
  expect(desk.cases.get(id)?.letters).toHaveLength(1)
  expect(desk.ledger).toEqual(plain.map(() => ({ officer: 'ethics-1', act: 'refused answered' })))
})

test('a refused act leaves the case exactly as it was', async () => {
  const { services, desk } = officerServices()
  const { id } = put(desk, ETHICS)
  const before = JSON.stringify(desk.cases.get(id))
  await expect(answer(services, lead, id, uploaded(9, ETHICS))).rejects.toBeInstanceOf(AppError)
  expect(JSON.stringify(desk.cases.get(id))).toBe(before)
})
