import { dayMs, minuteMs } from './calendar.ts'
import type { Course } from './course.ts'
import { creditCode } from './credit-code.ts'
import { companyName, personName } from './names.ts'
import type { Numbering } from './numbering.ts'
import type { DemoDealer, DemoStaff } from './people.ts'
import { between, chance, pick, type Random, uuidAt, wholeBetween } from './random.ts'

export interface DemoCustomer {
  id: string
  number: string
  kind: 'person' | 'company'
  name: string
  creditCode: string | null
  owner: DemoStaff | null
  source: string
  note: string
  createdAt: number
  contacts: { id: string; kind: 'phone' | 'email'; value: string }[]
}

export interface CustomerTask {
  dealer: DemoDealer
  dealerIndex: number
  city: string
  /** How many there shall be, and of them about how many nobody looks after yet. */
  count: number
  inPool: number
  end: number
  random: Random
  numbering: Numbering
}

/** Gives every sale its customer. Some come again: people months later, companies while they still wait.
 *  @param courses in the order of their inquiries  @returns customers in the order in which they were entered */
export function meetCustomers(courses: readonly Course[], task: CustomerTask) {
  const { random } = task
  const customers: DemoCustomer[] = []
  const customerOf = new Map<Course, DemoCustomer>()
  const known: Known[] = []
  let left = Math.max(1, task.count - task.inPool)
  for (const [index, course] of courses.entries()) {
    const isNew = chance(random, left / (courses.length - index))
    const returning = isNew ? undefined : returningCustomer(random, known, course)
    const customer = returning?.customer ?? newCustomer(task, customers.length, course)
    if (!returning) {
      customers.push(customer)
      left -= 1
    }
    const freeFrom = course.steps.at(-1)!.at + (course.isCompany ? -10 : 21) * dayMs
    if (returning) returning.freeFrom = freeFrom
    else known.push({ customer, consultant: course.consultant.staff, freeFrom })
    customerOf.set(course, customer)
  }
  while (customers.length < task.count) customers.push(pooledCustomer(task, customers.length))
  return { customers, customerOf }
}

interface Known {
  customer: DemoCustomer
  consultant: DemoStaff
  freeFrom: number
}

const tries = 60

/** Somebody of the same consultant and kind whose last sale is over. */
function returningCustomer(random: Random, known: readonly Known[], course: Course): Known | undefined {
  const kind = course.isCompany ? 'company' : 'person'
  for (let attempt = 0; attempt < tries; attempt++) {
    const one = known[Math.floor(random() * known.length)]
    if (!one) return undefined
    const { customer, consultant, freeFrom } = one
    if (customer.kind === kind && consultant === course.consultant.staff && freeFrom < course.openedAt)
      return one
  }
  return undefined
}

function newCustomer(task: CustomerTask, serial: number, course: Course): DemoCustomer {
  const at = course.openedAt - between(task.random, 1, 4) * minuteMs
  const owner = course.consultant.staff
  return enter(task, serial, { at, isCompany: course.isCompany, owner, source: course.source.code })
}

function pooledCustomer(task: CustomerTask, serial: number): DemoCustomer {
  const { random, end } = task
  const at = end - between(random, 0.5, 240) * dayMs
  return enter(task, serial, {
    at,
    isCompany: false,
    owner: null,
    source: pick(random, ['website', 'short-video', 'exhibition']),
  })
}

function enter(
  task: CustomerTask,
  serial: number,
  known: { at: number; isCompany: boolean; owner: DemoStaff | null; source: string },
): DemoCustomer {
  const { random, dealerIndex, city } = task
  const { at, isCompany, owner, source } = known
  const contacts: DemoCustomer['contacts'] = [
    { id: uuidAt(random, at), kind: 'phone', value: phoneOf(random, dealerIndex, serial) },
  ]
  if (isCompany || chance(random, 0.12)) {
    contacts.push({
      id: uuidAt(random, at),
      kind: 'email',
      value: `kehu${dealerIndex + 1}${serial}@example.com`,
    })
  }
  return {
    id: uuidAt(random, at),
    number: '',
    kind: isCompany ? 'company' : 'person',
    name: isCompany ? companyName(random, city) : personName(random),
    creditCode: isCompany ? creditCode(random, wholeBetween(random, 0, 960)) : null,
    owner,
    source,
    note: chance(random, 0.06) ? pick(random, notes) : '',
    createdAt: at,
    contacts,
  }
}

const notes = ['家里已有一辆车', '周末联系方便', '喜欢浅色内饰', '由朋友介绍', `有置换意向`] as const

/** 154 is a prefix that no carrier has been given: the number has the form of a mobile and is nobody's. The
 *  serial makes it the only one of its kind. */
export function phoneOf(random: Random, dealerIndex: number, serial: number): string {
  const subscriber = (serial * 6000 + Math.floor(random() * 6000)) % 10_000_000
  return `+86154${dealerIndex + 1}${String(subscriber).padStart(7, '0')}`
}

/** Numbers follow the order of entry, as the counter gave them. */
export function numberCustomers(customers: readonly DemoCustomer[], numbering: Numbering): void {
  const inOrder = customers.toSorted((one, other) => one.createdAt - other.createdAt)
  for (const customer of inOrder) customer.number = numbering.next('customer', customer.createdAt)
}
