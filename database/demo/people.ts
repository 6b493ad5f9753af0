import type { Role } from '../../src/platform/permissions.ts'
import { personName } from './names.ts'
import { type DemoOrganisation, group, type Place, regions } from './places.ts'
import { between, pick, type Random, uuidAt } from './random.ts'

export interface DemoStaff {
  id: string
  organisationId: string
  username: string
  name: string
  roles: { role: Role; organisationId: string }[]
}

/** How a consultant works: what the sales of this person show. */
export interface Consultant {
  staff: DemoStaff
  /** Added to the log-odds that a customer comes, stays and buys. */
  skill: number
  /** Median hours until a new inquiry from afar is answered, and mean days that follow-ups run late. */
  answerHours: number
  lateDays: number
  /** Offers a test drive to so many of those who come. */
  offersDrive: number
}

export interface DemoDealer {
  organisation: DemoOrganisation
  city: string
  /** Inquiries and deliveries against the other dealers. */
  traffic: number
  volume: number
  consultants: Consultant[]
  salesManager: DemoStaff
  dealerManager: DemoStaff
  inventoryManager: DemoStaff
  finance: DemoStaff
  serviceAdviser: DemoStaff
}

export type Hire = (username: string, organisation: DemoOrganisation, ...roles: Role[]) => DemoStaff

/** Everybody has another name. */
export function hire(random: Random, at: number): Hire {
  const taken = new Set<string>()
  return (username, organisation, ...roles) => {
    let name = personName(random)
    while (taken.has(name)) name = personName(random)
    taken.add(name)
    return {
      id: uuidAt(random, at),
      organisationId: organisation.id,
      username,
      name,
      roles: roles.map(role => ({ role, organisationId: organisation.id })),
    }
  }
}

export function hireOffice(byCode: ReadonlyMap<string, DemoOrganisation>, employ: Hire): DemoStaff[] {
  const root = byCode.get('CY')!
  return [
    employ('administrator', root, 'administrator'),
    employ('manufacturer-manager', root, 'manufacturer-manager'),
    employ('analyst', root, 'analyst'),
    employ('analyst2', root, 'analyst'),
    ...regions.map(region =>
      employ(`region-manager.${region.name}`, byCode.get(region.code)!, 'region-manager'),
    ),
    employ('group-manager', byCode.get(group.code)!, 'group-manager'),
  ]
}

const consultantsPerDealer = 3

export function hireDealer(
  random: Random,
  place: Place,
  byCode: ReadonlyMap<string, DemoOrganisation>,
  employ: Hire,
): DemoDealer {
  const organisation = byCode.get(place.code)!
  const at = place.code.toLowerCase()
  const consultants = Array.from({ length: consultantsPerDealer }, (_, index) => {
    const staff = employ(`consultant${index === 0 ? '' : index + 1}.${at}`, organisation, 'consultant')
    return { staff, ...habitsOf(random, index) }
  })
  return {
    organisation,
    city: place.city,
    traffic: place.traffic,
    volume: place.volume,
    consultants,
    salesManager: employ(`sales-manager.${at}`, organisation, 'sales-manager'),
    dealerManager: employ(`dealer-manager.${at}`, organisation, 'dealer-manager'),
    inventoryManager: employ(`inventory-manager.${at}`, organisation, 'inventory-manager'),
    finance: employ(`finance.${at}`, organisation, 'finance'),
    serviceAdviser: employ(`service-adviser.${at}`, organisation, 'service-adviser'),
  }
}

/** The last consultant of each dealer is slow to answer; skills and habits differ everywhere. */
function habitsOf(random: Random, index: number): Omit<Consultant, 'staff'> {
  const isSlow = index === consultantsPerDealer - 1
  return {
    skill: between(random, -0.1, 0.3),
    answerHours: isSlow ? between(random, 14, 26) : between(random, 0.6, 2.5),
    lateDays: isSlow ? between(random, 2.2, 3.4) : between(random, 0.35, 0.9),
    offersDrive: pick(random, [0.5, 0.6, 0.75, 0.85]),
  }
}

export function shareInGroup(dealers: DemoDealer[]): void {
  const [first, second] = dealers
  if (!first || !second) return
  for (const desk of ['finance', 'inventoryManager'] as const) {
    const shared = first[desk]
    shared.roles.push({ role: shared.roles[0]!.role, organisationId: second.organisation.id })
    second[desk] = shared
  }
}

export function uniqueStaff(dealers: DemoDealer[]): DemoStaff[] {
  return [
    ...new Set(
      dealers.flatMap(dealer => [
        dealer.dealerManager,
        dealer.salesManager,
        ...dealer.consultants.map(consultant => consultant.staff),
        dealer.inventoryManager,
        dealer.finance,
        dealer.serviceAdviser,
      ]),
    ),
  ]
}
