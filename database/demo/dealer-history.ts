import { defaultDefinition } from '../../src/sales/process/default-definition.rules.ts'
import { atTime, dayMs } from './calendar.ts'
import type { CarState } from './car-holds.ts'
import { type DemoCustomer, meetCustomers, numberCustomers } from './customers.ts'
import { type DemoLead, receiveLeads } from './leads.ts'
import { type Numbering, startNumbering } from './numbering.ts'
import { perform } from './perform.ts'
import { type DealerTask, planDealer } from './plan-dealer.ts'
import { seededRandom } from './random.ts'
import type { EventRow, SaleRun } from './sale-run.ts'

/** Two years of one dealer, as they happened. */
export interface DealerHistory {
  dealerId: string
  customers: DemoCustomer[]
  leads: DemoLead[]
  cars: CarState[]
  runs: SaleRun[]
  events: EventRow[]
  numbering: Numbering
}

export interface HistoryTask extends DealerTask {
  customers: number
  leads: number
}

/** Plans a dealer's two years and lets them happen through the process of a sale. */
export function makeHistory(task: HistoryTask): DealerHistory {
  const { seed, dealer, dealerIndex, catalogue, today } = task
  const name = `${seed}/${dealer.organisation.code}`
  const end = atTime(today, 0)
  const numbering = startNumbering()
  const plan = planDealer(task)
  const shared = { dealer, dealerIndex, end, numbering }
  const { customers, customerOf } = meetCustomers(plan.courses, {
    ...shared,
    city: dealer.city,
    count: task.customers,
    inPool: Math.round(task.customers * 0.03),
    random: seededRandom(`${name}/customers`),
  })
  numberCustomers(customers, numbering)
  for (const car of plan.lot.cars.toSorted((one, other) => one.orderedAt - other.orderedAt)) {
    car.stockNumber = numbering.next('stock', car.orderedAt + dayMs)
  }
  const performed = perform(
    plan,
    { process: defaultDefinition, end, ids: seededRandom(`${name}/ids`), numbering },
    course => customerOf.get(course)!.id,
  )
  const random = seededRandom(`${name}/leads`)
  const leads = receiveLeads({ ...shared, catalogue, count: task.leads, random })
  return { dealerId: dealer.organisation.id, customers, leads, numbering, ...performed }
}
