import type { FastifyInstance } from 'fastify'
import { findEditableLead, markLeadConverted } from '../../customers/leads/leads.sql.ts'
import { findCatalogued, findModel } from '../../inventory/models/models.sql.ts'
import { worksAt } from '../../network/staff/colleagues.sql.ts'
import { businessDate } from '../../platform/business-date.ts'
import { problem } from '../../platform/problem.ts'
import { nextNumber } from '../../platform/server/counters.sql.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { invalid } from '../../platform/server/page.ts'
import { scopeOf } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { actingPerson, beginSale } from '../acts/act-on-sale.ts'
import { processOfDealer } from '../processes/processes.sql.ts'
import { openInquiry } from './inquiries.contract.ts'
import { type AskingCustomer, findAskingCustomer } from './inquiries.sql.ts'

export function registerInquiries(app: FastifyInstance, services: Services): void {
  route(app, services, openInquiry, open)
}

async function open(call: Call<typeof openInquiry>) {
  const { tx, body, now } = call
  const customer = await findAskingCustomer(tx, call.scope, body.customerId)
  const isElsewhere = body.dealerId !== undefined && body.dealerId !== customer?.dealerId
  if (!customer || isElsewhere) throw problem('request.not-found')
  const { dealerId } = customer
  if (body.leadId !== undefined) await requireLead(call, body.leadId, dealerId)
  if (body.modelId && !(await findModel(tx, body.modelId))) throw invalid('modelId', 'unknown')
  const trim = body.trimId && (await findCatalogued(tx, body.trimId))
  const isOfAnother = trim && body.modelId !== null && trim.modelId !== body.modelId
  if (body.trimId && (!trim || isOfAnother)) throw invalid('trimId', 'unknown')
  const organisation = await call.services.network.organisation(dealerId)
  const process = await processOfDealer(tx, organisation?.ancestorIds ?? [dealerId])
  const saleId = call.newId()
  const number = await nextNumber(
    tx,
    dealerId,
    'sale',
    businessDate(now.toISOString(), organisation?.timeZone ?? 'UTC'),
  )
  const answer = await beginSale(
    { ...call, intent: null }, // the route claims this intent: the number must not be drawn twice
    process,
    {
      action: {
        kind: 'open-inquiry',
        actor: actingPerson(call, dealerId),
        origin: 'live',
        saleId,
        dealerId,
        number,
        customerId: customer.id,
        ownerId: await ownerFor(call, customer),
        source: body.source,
        channel: body.channel,
        intentLevel: body.intentLevel,
        modelId: body.modelId,
        trimId: body.trimId,
        followUp: { id: call.newId(), dueOn: body.followUpDueOn },
        inquiredAt: null,
      },
      details: { note: body.note, rowId: call.newId() },
    },
    { leadId: body.leadId ?? null, externalRef: null },
  )
  if (body.leadId) await convertLead(call, body.leadId, dealerId, customer.id, saleId)
  return { ...answer, number }
}

/** Whoever looks after the customer; where they have left the store, whoever opens the inquiry. */
async function ownerFor({ tx, actor }: Call<typeof openInquiry>, customer: AskingCustomer): Promise<string> {
  const { ownerId, dealerId } = customer
  return ownerId && (await worksAt(tx, ownerId, dealerId)) ? ownerId : actor.staffId
}

/** @throws Problem request.not-found for a lead that the caller may not work on, or of another store */
async function requireLead(call: Call<typeof openInquiry>, leadId: string, dealerId: string): Promise<void> {
  const editing = scopeOf(call.actor, 'leads', 'edit', await call.services.network.ids())
  const lead = editing && (await findEditableLead(call.tx, editing, leadId))
  if (lead?.dealerId !== dealerId) throw problem('request.not-found')
}

async function convertLead(
  call: Call<typeof openInquiry>,
  leadId: string,
  dealerId: string,
  customerId: string,
  saleId: string,
) {
  const converted = await markLeadConverted(call.tx, { dealerId, leadId, customerId, saleId })
  if (!converted) throw problem('request.not-found')
  call.announce(dealerId, 'leads', `leads:${leadId}`)
}
