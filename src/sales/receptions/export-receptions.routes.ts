import type { FastifyInstance } from 'fastify'
import { storeOf } from '../../customers/people/store-of.ts'
import { findColleagues } from '../../network/staff/colleagues.sql.ts'
import { narrowed } from '../../platform/server/choose-dealer.ts'
import { sendList } from '../../platform/server/http/list-file.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import type { Services } from '../../platform/server/services.ts'
import { presentReception } from './present-reception.ts'
import { todayOf } from './read-receptions.routes.ts'
import { exportReceptions, type Reception } from './receptions.contract.ts'
import { findReceptions } from './receptions.sql.ts'
import { receptionsEn, receptionsZh } from './receptions.words.ts'

export function registerReceptionExport(app: FastifyInstance, services: Services): void {
  route(app, services, exportReceptions, exportRegister)
}

async function exportRegister(call: Call<typeof exportReceptions>) {
  const { query, services, actor, now } = call
  const { format, ...filters } = query
  const scope = narrowed(call.scope, query.dealerId)
  const day = query.day ?? (query.waiting ? undefined : await todayOf(scope, services, now))
  const asked = { scope, day, kind: query.kind, waiting: query.waiting }
  const words = actor.locale === 'en' ? receptionsEn : receptionsZh
  return sendList<typeof exportReceptions, Line>(call, {
    noun: 'receptions',
    format,
    fileName: [words.title, day].filter(Boolean).join(' '),
    headings: headingsOf(words),
    facts: { ...filters, day },
    cells: line => cellsOf(line, words),
    at: ({ reception }) => ({ value: null, id: reception.id }),
    read: async (tx, after, limit) => {
      const rows = await findReceptions(tx, asked, after?.id ?? null, limit)
      const colleagues = await findColleagues(
        tx,
        rows.flatMap(row => [row.ownerId, row.receivedBy]),
      )
      const reading = { scope, taking: null, seals: services.seals, colleagues }
      const lines = rows.map(async row => {
        const { timeZone } = await storeOf(services, row.dealerId, now)
        return { reception: presentReception(row, reading), timeZone }
      })
      return Promise.all(lines)
    },
  })
}

interface Line {
  readonly reception: Reception
  readonly timeZone: string
}

type Words = typeof receptionsZh | typeof receptionsEn

function headingsOf({ columns, day }: Words): string[] {
  const { time, name, phone, occasion, kind, model, level, source, receivedBy, owner, outcome, sale, stage } =
    columns
  return [
    day,
    time,
    name,
    phone,
    occasion,
    kind,
    model,
    level,
    source,
    receivedBy,
    owner,
    outcome,
    sale,
    stage,
  ]
}

function cellsOf({ reception, timeZone }: Line, words: Words): CellRow {
  const { receivedOn, receivedAt, customer, occasion, kind, model, intentLevel, source, sale } = reception
  return [
    receivedOn,
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
      new Date(receivedAt),
    ),
    customer?.name ?? null,
    customer?.phone ?? null,
    words.occasion[occasion],
    words.kind[kind],
    model && (words === receptionsZh ? model.nameZh : model.nameEn),
    intentLevel,
    source in words.source ? words.source[source as keyof Words['source']] : source,
    reception.receivedBy?.name ?? null,
    reception.owner?.name ?? null,
    words.outcome[reception.outcome],
    sale?.number ?? null,
    sale && words.stage[sale.stage],
  ]
}
