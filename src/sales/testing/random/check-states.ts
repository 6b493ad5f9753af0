import { type RawBuilder, sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '../../../platform/server/database/connect.ts'
import type { SaleEvent } from '../../process/event.contract.ts'
import type { Sale } from '../../process/sale.contract.ts'

type Cell = string | number | boolean | null | undefined
type Line = readonly Cell[]

/** How the rows of a noun stand, beside how the fold has them; the first cell names the row. */
interface Standing {
  readonly noun: string
  readonly cells: RawBuilder<unknown>
  readonly where?: RawBuilder<unknown>
  readonly folded: (sale: Sale, events: readonly SaleEvent[]) => readonly Line[]
}

/** What is put to a row after it was made: dates, decisions, signatures, ends. */
export async function checkStates(
  owner: Database,
  sales: readonly Sale[],
  events: ReadonlyMap<string, readonly SaleEvent[]>,
): Promise<void> {
  const each = standings.map(
    ({ noun, cells, where = sql`true` }) => sql`
      select ${noun}::text as noun, sale_id, jsonb_build_array(${cells}) as line from ${sql.table(`app.${noun}`)}
       where sale_id = any(${sales.map(({ id }) => id)}::uuid[]) and ${where}`,
  )
  const { rows } = await sql<{ noun: string; saleId: string; lines: Line[] }>`
    select noun, sale_id as "saleId", jsonb_agg(line) as lines from (${sql.join(each, sql` union all `)}) found
     group by noun, sale_id`.execute(owner)
  const found = new Map(rows.map(({ noun, saleId, lines }) => [`${noun} ${saleId}`, lines]))
  for (const sale of sales) {
    const history = events.get(sale.id) ?? []
    for (const { noun, folded } of standings)
      expect(sorted(found.get(`${noun} ${sale.id}`) ?? []), `${noun} stand as the events say`).toEqual(
        sorted(folded(sale, history)),
      )
    checkDecisions(sale, history)
  }
}

const standings: readonly Standing[] = [
  {
    noun: 'follow_ups',
    cells: sql`id, due_on, planned_by`,
    where: sql`done_at is null and superseded_at is null`,
    folded: ({ followUp }, events) => {
      const plan = events.find(
        event => event.action === 'follow-up-planned' && event.facts.followUpId === followUp?.id,
      )
      return followUp ? [[followUp.id, followUp.dueOn, plan?.actor.id]] : []
    },
  },
  {
    noun: 'test_drives',
    cells: sql`id, state, episode_id, escort_id, ${iso('starts_at')}, ${iso('ends_at')}, licence_valid_until,
      licence_photo_id, ${iso('agreement_signed_at')}, agreement_signature_id, mileage_out_km, mileage_in_km`,
    folded: ({ testDrives }) =>
      testDrives.map(({ licence, agreement, ...drive }) => [
        drive.id,
        drive.state,
        drive.episodeId,
        drive.escortId,
        drive.startsAt,
        drive.endsAt,
        licence?.validUntil,
        licence?.photoId,
        agreement?.signedAt,
        agreement?.signatureId,
        drive.mileageOutKm,
        drive.mileageInKm,
      ]),
  },
  {
    noun: 'approvals',
    cells: sql`id, state, quote_id, concession_minor, offer_minor, requested_by, decided_by, ${iso('decided_at')},
      on_behalf_of`,
    folded: ({ approvals }) =>
      approvals.map(each => [
        each.id,
        each.state,
        each.quoteId,
        each.concessionMinor,
        each.offerMinor,
        each.requestedBy,
        each.decidedBy,
        each.decidedAt,
        each.onBehalfOf,
      ]),
  },
  {
    noun: 'refunds',
    cells: sql`id, state, purpose, amount_minor, payment_id, requested_by, decided_by, ${iso('decided_at')}`,
    folded: ({ refunds }) =>
      refunds.map(each => [
        each.id,
        each.state,
        each.purpose,
        each.amountMinor,
        each.paymentId,
        each.requestedBy,
        each.decidedBy,
        each.decidedAt,
      ]),
  },
  {
    noun: 'reservations',
    cells: sql`id, episode_id, ${iso('expires_at')}`,
    where: sql`state = 'active'`,
    folded: ({ reservation: held }) => (held ? [[held.id, held.episodeId, held.expiresAt]] : []),
  },
  {
    noun: 'waitlist_places',
    cells: sql`id, trim_id, episode_id, offered_episode_id`,
    where: sql`ended_at is null`,
    folded: ({ waiting }) =>
      waiting ? [[waiting.id, waiting.trimId, waiting.episodeId, waiting.offer?.episodeId]] : [],
  },
  {
    noun: 'contracts',
    cells: sql`id, ended_at is not null`,
    folded: ({ contract, cancellation }) => (contract ? [[contract.id, cancellation !== null]] : []),
  },
  {
    noun: 'addenda',
    cells: sql`ordinal, contract_id`,
    folded: ({ contract }) =>
      Array.from({ length: contract?.addenda ?? 0 }, (_, index) => [index + 1, contract?.id]),
  },
  {
    noun: 'delivery_items',
    cells: sql`item, done_by, ${iso('done_at')}, invoice_number`,
    where: sql`undone_at is null`,
    folded: ({ items, invoices }) =>
      Object.entries(items).flatMap(([item, mark]) => {
        const invoice = item === 'invoice' ? invoices.find(each => each.reversedAt === null) : undefined
        return mark ? [[item, mark.by, mark.at, invoice?.number]] : []
      }),
  },
  {
    noun: 'delivery_appointments',
    cells: sql`id, ${iso('starts_at')}, deliverer_id, is_agreed`,
    where: sql`state = 'booked'`,
    folded: ({ appointment: booked }) =>
      booked ? [[booked.id, booked.startsAt, booked.delivererId, booked.isAgreed]] : [],
  },
  {
    noun: 'delivery_preparations',
    cells: sql`item, state, set_by, ${iso('set_at')}`,
    folded: ({ preparation = {} }) =>
      Object.entries(preparation).map(([item, { state, by, at }]) => [item, state, by, at]),
  },
  {
    noun: 'delivery_checklists',
    cells: sql`id, episode_id, signature_id, content_sha256, text_version, ${iso('signed_at')}`,
    // One of a car that was swapped stays as it was signed.
    where: sql`id = (select (s.state -> 'checklist' ->> 'id')::uuid from app.sales s where s.id = sale_id)`,
    folded: ({ checklist }) =>
      checklist
        ? [
            [
              checklist.id,
              checklist.episodeId,
              checklist.signature?.signatureId,
              checklist.signature?.contentSha256,
              checklist.signature?.textVersion,
              checklist.signature?.signedAt,
            ],
          ]
        : [],
  },
  {
    noun: 'deliveries',
    cells: sql`id, episode_id, delivered_by`,
    where: sql`taken_back_at is null`,
    folded: ({ delivery }) => (delivery ? [[delivery.id, delivery.episodeId, delivery.by]] : []),
  },
  {
    noun: 'hand_overs',
    cells: sql`id, warranty_from, warranty_to, adviser_id`,
    where: sql`taken_back_at is null`,
    folded: ({ handOver: done }) =>
      done ? [[done.id, done.warrantyFrom, done.warrantyTo, done.adviserId]] : [],
  },
  {
    noun: 'service_reminders',
    cells: sql`id, due_on, due_km, result, ${iso('done_at')}`,
    where: sql`cancelled_at is null and result is distinct from 'unreachable'`, // the next attempt stands for it
    folded: ({ reminder: due }) => (due ? [[due.id, due.dueOn, due.dueKm, due.result, due.doneAt]] : []),
  },
  {
    noun: 'losses',
    cells: sql`id, proposed_by, decision, decided_by`,
    folded: (_, events) =>
      events.flatMap(event => {
        if (event.action !== 'loss-proposed') return []
        const { lossId } = event.facts
        const decided = events.find(
          each =>
            (each.action === 'loss-confirmed' || each.action === 'loss-declined') &&
            each.facts.lossId === lossId,
        )
        const decision = decided && (decided.action === 'loss-confirmed' ? 'confirmed' : 'declined')
        return [[lossId, event.actor.id, decision, decided?.actor.id]]
      }),
  },
  {
    noun: 'cancellations',
    cells: sql`id, defaulting_party, deposit_disposition, kept_minor, refund_minor`,
    folded: ({ cancellation: end }) =>
      end ? [[end.id, end.defaultingParty, end.disposition, end.keptMinor, end.refundMinor]] : [],
  },
]

/** Whoever decides is the one on record, and never the one who asked. */
function checkDecisions({ approvals, refunds }: Sale, events: readonly SaleEvent[]): void {
  for (const { action, actor, facts } of events) {
    const asked =
      action === 'approval-given' || action === 'approval-refused' || action === 'counter-offer-made'
        ? approvals.find(({ id }) => id === facts.approvalId)
        : action === 'refund-approved' || action === 'refund-refused'
          ? refunds.find(({ id }) => id === facts.refundId)
          : undefined
    if (!asked) continue
    expect(asked.requestedBy, `${action} by who asked`).not.toBe(actor.id)
    // A refund that was approved may be refused later: the last word is the one on record.
    if (action !== 'refund-approved') expect(asked.decidedBy, action).toBe(actor.id)
  }
}

function iso(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

function sorted(lines: readonly Line[]): string[] {
  return lines.map(line => JSON.stringify(line.map(cell => cell ?? null))).toSorted()
}
