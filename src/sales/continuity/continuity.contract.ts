import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { BusinessDate, Currency, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import { TestDrive } from '../process/sale.contract.ts'
import { CarName, CustomerName, TrimName } from '../sales/sale-names.contract.ts'

const about = {
  saleId: Id,
  number: z.string(),
  customer: CustomerName.nullable(),
  /** the last four digits alone: a list on paper lies about */
  phoneTail: z.string().nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  car: CarName.nullable(),
}

/** At most so many lines; `total` is complete. */
export const linesMax = 500
const list = <Line extends z.ZodType>(line: Line) => z.object({ total: z.int(), items: z.array(line) })

export const Continuity = z.object({
  dealer: z.object({ id: Id, nameZh: z.string(), nameEn: z.string(), timeZone: z.string() }),
  date: BusinessDate,
  madeAt: Instant,
  testDrives: list(
    z.object({
      ...about,
      testDriveId: Id,
      state: TestDrive.shape.state,
      startsAt: Instant,
      endsAt: Instant,
      escort: StaffName,
    }),
  ),
  /** contracts with a car that waits to be handed over, and those without one */
  contracts: list(
    z.object({
      ...about,
      contractNumber: z.string().nullable(),
      priceMinor: z.int().nullable(),
      paidMinor: z.int(),
      /** null while no price is agreed */
      dueMinor: z.int().nullable(),
      currency: Currency.nullable(),
      deliveryOn: BusinessDate.nullable(),
      /** when the customer comes for the car */
      appointedAt: Instant.nullable(),
      /** nothing keeps the car at the store any more */
      ready: z.boolean(),
    }),
  ),
  /** due today or before */
  followUps: list(z.object({ ...about, dueOn: BusinessDate })),
  /** cars for sale, without what they cost */
  stock: list(
    CarName.extend({
      modelYear: z.int().nullable(),
      exteriorColour: z.string().nullable(),
      location: z.string().nullable(),
      priceMinor: z.int().nullable(),
      currency: Currency,
    }),
  ),
})
export type Continuity = z.infer<typeof Continuity>

export const readContinuity = contract({
  name: 'readContinuity',
  method: 'GET',
  path: '/api/continuity',
  summary: 'What a store needs on paper when the system is down: appointments, open contracts, stock; logged',
  access: { noun: 'continuity', verb: 'read' },
  query: z.strictObject({ dealerId: Id.optional() }),
  answer: Continuity,
  problems: ['request.not-found', 'organisation.choose'],
})
