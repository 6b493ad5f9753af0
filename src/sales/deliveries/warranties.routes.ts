import type { FastifyInstance } from 'fastify'
import { businessDate } from '../../platform/business-date.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import type { Services } from '../../platform/server/services.ts'
import { liveInvoice } from '../process/decisions/deliveries.rules.ts'
import type { Sale } from '../process/sale.contract.ts'
import { listWarranties, type SoldCar } from './warranties.contract.ts'
import { findSalesOfCar } from './warranties.sql.ts'

export function registerWarranties(app: FastifyInstance, services: Services): void {
  route(app, services, listWarranties, list)
}

async function list({ tx, scope, query, services, now }: Call<typeof listWarranties>) {
  const sales = await findSalesOfCar(tx, scope, query.vehicleId)
  const items: SoldCar[] = []
  for (const sale of sales) {
    const zone = (await services.network.organisation(sale.dealerId))?.timeZone ?? 'UTC'
    items.push(...soldCar(sale, businessDate(now.toISOString(), zone)))
  }
  return { items }
}

function soldCar(sale: Sale, today: string): SoldCar[] {
  const { id: saleId, number, delivery, reminder } = sale
  if (!delivery) return []
  const { deliveredOn } = delivery
  const due = reminder ? { dueOn: reminder.dueOn, dueKm: reminder.dueKm, result: reminder.result } : null
  const invoicedOn = liveInvoice(sale)?.issuedOn ?? null
  return [{ saleId, number, deliveredOn, invoicedOn, reminder: due, today }]
}
