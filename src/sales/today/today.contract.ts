import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { roles } from '../../platform/permissions.ts'
import { BusinessDate, Id, Instant, StaffName } from '../../platform/scalars.contract.ts'
import { Code, DeliveryItem, IntentLevel, StageCode, TestDrive } from '../process/sale.contract.ts'
import { CarName, CustomerName, TrimName } from '../sales/sale-names.contract.ts'

/** The sale that a piece of the day's work is about. */
const about = {
  saleId: Id,
  dealerId: Id,
  number: z.string(),
  stage: StageCode,
  intentLevel: IntentLevel.nullable(),
  customer: CustomerName.nullable(),
  owner: StaffName.nullable(),
  trim: TrimName.nullable(),
  /** the sale's version: what If-Match names when acting from here */
  saleVersion: z.int().min(1),
}

export const DueFollowUp = z.object({
  ...about,
  followUpId: Id,
  dueOn: BusinessDate,
  due: z.enum(['overdue', 'today', 'upcoming']),
  contactedAt: Instant.nullable(),
})
export const NewInquiry = z.object({
  ...about,
  source: Code,
  openedAt: Instant,
  /** by the process's time for the stage; null where it sets none */
  answerBy: Instant.nullable(),
  late: z.boolean(),
})
export const TestDriveToday = z.object({
  ...about,
  testDriveId: Id,
  state: TestDrive.shape.state,
  startsAt: Instant,
  endsAt: Instant,
  escort: StaffName,
  car: CarName.nullable(),
  /** the step that wants doing */
  next: z
    .enum(['check-licence', 'sign-agreement', 'start-test-drive', 'return-test-drive', 'record-feedback'])
    .nullable(),
})
export const DueDelivery = z.object({
  ...about,
  car: CarName.nullable(),
  ready: z.boolean(),
  owed: z.array(z.object({ item: DeliveryItem, role: z.enum(roles) })),
  /** when the customer fetches it; null: nothing is appointed */
  startsAt: Instant.nullable(),
  isAgreed: z.boolean(),
})
export const DueReminder = z.object({
  ...about,
  reminderId: Id,
  dueOn: BusinessDate,
  dueKm: z.int(),
  overdue: z.boolean(),
  car: CarName.nullable(),
})
export const ProposedLoss = z.object({
  ...about,
  lossId: Id,
  reason: Code,
  competitor: z.string().nullable(),
  note: z.string().nullable(),
  proposedBy: StaffName.nullable(),
  proposedAt: Instant,
})
export const EndingReservation = z.object({
  ...about,
  reservationId: Id,
  expiresAt: Instant,
  car: CarName.nullable(),
  /** held because the sale was first in line for it: the customer is to be told */
  offered: z.boolean(),
})
/** How one consultant's work stands: what a manager looks at. */
export const OwnerLoad = z.object({
  owner: StaffName.nullable(),
  open: z.int(),
  overdue: z.int(),
  today: z.int(),
  upcoming: z.int(),
})

/** Each list holds at most 100; `counts` are complete. */
export const Today = z.object({
  /** the business date of the store, or of the first one in scope */
  date: BusinessDate,
  /** whether this is the whole team's day or one's own */
  whose: z.enum(['mine', 'team']),
  /** the reader may look at the whole team */
  mayTeam: z.boolean(),
  counts: z.object({
    overdue: z.int(),
    today: z.int(),
    upcoming: z.int(),
    newInquiries: z.int(),
    testDrives: z.int(),
    deliveries: z.int(),
    losses: z.int(),
    reservations: z.int(),
    deliveredThisMonth: z.int(),
  }),
  followUps: z.array(DueFollowUp),
  newInquiries: z.array(NewInquiry),
  testDrives: z.array(TestDriveToday),
  deliveries: z.array(DueDelivery),
  /** first services of delivered cars, for whoever is to remind of them */
  reminders: z.array(DueReminder),
  /** for those who review them */
  losses: z.array(ProposedLoss),
  reservations: z.array(EndingReservation),
  /** for those who see the team */
  owners: z.array(OwnerLoad),
})
export type Today = z.infer<typeof Today>

export const readToday = contract({
  name: 'readToday',
  method: 'GET',
  path: '/api/today',
  summary: 'The day’s work: follow-ups, test drives, deliveries, losses to review, ending reservations',
  access: { noun: 'sales', verb: 'read' },
  query: z.strictObject({
    dealerId: Id.optional(),
    /** left out: the team's for those who lead one, else one's own */
    whose: z.enum(['mine', 'team']).optional(),
  }),
  answer: Today,
  problems: ['request.invalid'],
})
