import type { FastifyInstance } from 'fastify'
import { addDays, businessDate } from '../../platform/business-date.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import { sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import { type Position, pageOfRows, positionOf } from '../../platform/server/page.ts'
import type { Services } from '../../platform/server/services.ts'
import { networkEn, networkZh } from '../network.words.ts'
import { findColleagues } from '../staff/colleagues.sql.ts'
import { type AuditLine, type AuditQuery, auditDays, exportAudit, listAudit } from './audit.contract.ts'
import { type AskedAudit, type AuditRow, listAuditRows } from './audit.sql.ts'
import { auditEn, auditZh } from './audit.words.ts'
import { meantSubjects, type SubjectsByNoun } from './audit-subjects.ts'

type Locale = 'zh' | 'en'

/** @param subjects what the slices tell of their records */
export function registerAudit(app: FastifyInstance, services: Services, subjects: SubjectsByNoun): void {
  route(app, services, listAudit, async call => {
    const { tx, query } = call
    const asked = await askedOf(call, query, subjects)
    const after = positionOf('newest', query.cursor)
    const rows = await listAuditRows(tx, { ...asked, after, limit: query.limit + 1 })
    const page = pageOfRows(rows, query.limit, 'newest', positionIn)
    return { items: await presentLines(tx, page.rows, subjects), nextCursor: page.nextCursor }
  })

  route(app, services, exportAudit, async call => {
    const { format, q, ...filters } = call.query
    const asked = await askedOf(call, call.query, subjects)
    const { locale } = call.actor
    const words = locale === 'en' ? auditEn : auditZh
    return sendList<typeof exportAudit, AuditLine>(call, {
      noun: 'audit',
      format,
      fileName: words.title,
      headings: [words.at, words.by, words.verb, words.noun, words.subject, words.facts, words.request],
      facts: { ...filters, q: q !== undefined }, // what was typed may be a name
      cells: line => cellsOf(line, locale, subjects),
      at: positionIn,
      read: async (tx, after, limit) =>
        presentLines(tx, await listAuditRows(tx, { ...asked, after, limit }), subjects),
    })
  })
}

/** What is asked for: a window of days, unless a record is named, which is shown from its beginning. */
async function askedOf(
  { tx, services, now, ...call }: Pick<Call<unknown>, 'tx' | 'services' | 'now' | 'scope'>,
  query: Omit<AuditQuery, 'cursor' | 'limit'>,
  subjects: SubjectsByNoun,
): Promise<Omit<AskedAudit, 'after' | 'limit'>> {
  const scope = narrowed(call.scope, query.dealerId)
  const stores = await Promise.all(
    scope.all.map(async id => ({
      id,
      timeZone: (await services.network.organisation(id))?.timeZone ?? 'UTC',
    })),
  )
  const { q, from } = query
  if (q === undefined) {
    const recent = addDays(businessDate(now.toISOString(), stores[0]?.timeZone ?? 'UTC'), 1 - auditDays)
    return { ...query, stores, from: from ?? recent, about: undefined }
  }
  const text = q.trim()
  const subjectIds = await meantSubjects(tx, scope.all, text, subjects)
  return { ...query, stores, about: { subjectIds, requestId: text } }
}

async function presentLines(
  tx: Tx,
  rows: readonly AuditRow[],
  subjects: SubjectsByNoun,
): Promise<AuditLine[]> {
  const people = await findColleagues(
    tx,
    rows.map(row => row.staffId),
  )
  const numbers = await numbersOf(tx, rows, subjects)
  return rows.map(({ staffId, apiKeyId, ...row }) => ({
    ...row,
    by: (staffId && people.get(staffId)) || null,
    byApiKey: apiKeyId !== null,
    subject: (row.subjectId && numbers.get(row.subjectId)) || null,
  }))
}

async function numbersOf(
  tx: Tx,
  rows: readonly AuditRow[],
  subjects: SubjectsByNoun,
): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>()
  for (const [noun, { name }] of Object.entries(subjects)) {
    const about = rows.filter(row => row.noun === noun && row.subjectId !== null)
    if (about.length === 0) continue
    const dealerIds = [...new Set(about.map(row => row.dealerId))]
    const ids = [...new Set(about.map(row => row.subjectId as string))]
    for (const [id, number] of await name(tx, dealerIds, ids)) numbers.set(id, number)
  }
  return numbers
}

function positionIn({ at, id }: { at: string; id: string }): Position {
  return { value: at, id }
}

function cellsOf(line: AuditLine, locale: Locale, subjects: SubjectsByNoun): CellRow {
  const { at, by, verb, noun, subject, subjectId, facts, requestId } = line
  const words = locale === 'en' ? auditEn : auditZh
  const nouns: Readonly<Record<string, string>> = {
    ...(locale === 'en' ? networkEn : networkZh).noun,
    ...words.kind,
  }
  const did: Readonly<Record<string, string>> = words.did
  return [
    at,
    by?.name ?? null,
    did[verb] ?? subjects[noun]?.did?.[locale][verb] ?? verb,
    nouns[noun] ?? noun,
    subject ?? subjectId,
    JSON.stringify(facts),
    requestId,
  ]
}
