import type { Role } from '../../src/platform/permissions.ts'
import { personName } from './names.ts'
import { between, pick, type Random, seededRandom, uuidAt } from './random.ts'

export interface DemoOrganisation {
  id: string
  parentId: string | null
  ancestorIds: string[]
  kind: 'manufacturer' | 'region' | 'group' | 'dealer'
  code: string
  nameZh: string
  nameEn: string
  legalEntityId: string | null
}

export interface DemoLegalEntity {
  id: string
  name: string
  creditCode: string
}

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

export interface DemoNetwork {
  root: DemoOrganisation
  organisations: DemoOrganisation[]
  legalEntities: DemoLegalEntity[]
  staff: DemoStaff[]
  dealers: DemoDealer[]
}

type Place = {
  code: string
  zh: string
  en: string
  city: string
  under: string
  traffic: number
  volume: number
}

const regions = [
  { code: 'R-EAST', name: 'east', zh: '华东大区', en: 'East Region' },
  { code: 'R-SOUTH', name: 'south', zh: '华南大区', en: 'South Region' },
  { code: 'R-NORTH', name: 'north', zh: '华北大区', en: 'North Region' },
] as const
const group = { code: 'G01', zh: '禾木汽车集团', en: 'Hemu Auto Group', under: 'R-EAST' } as const

// Two dealers of one group share their finance and their inventory manager.
const places: readonly Place[] = [
  {
    code: 'D01',
    zh: '澄野杭州云栖店',
    en: 'Chengye Hangzhou Yunqi',
    city: '杭州',
    under: 'G01',
    traffic: 1.18,
    volume: 1.14,
  },
  {
    code: 'D02',
    zh: '澄野宁波三江店',
    en: 'Chengye Ningbo Sanjiang',
    city: '宁波',
    under: 'G01',
    traffic: 1.0,
    volume: 1.0,
  },
  {
    code: 'D03',
    zh: '澄野苏州金鸡湖店',
    en: 'Chengye Suzhou Jinji Lake',
    city: '苏州',
    under: 'R-EAST',
    traffic: 1.06,
    volume: 1.06,
  },
  {
    code: 'D04',
    zh: '澄野广州珠江店',
    en: 'Chengye Guangzhou Pearl River',
    city: '广州',
    under: 'R-SOUTH',
    traffic: 1.12,
    volume: 1.05,
  },
  {
    code: 'D05',
    zh: '澄野深圳湾店',
    en: 'Chengye Shenzhen Bay',
    city: '深圳',
    under: 'R-SOUTH',
    traffic: 1.06,
    volume: 0.99,
  },
  {
    code: 'D06',
    zh: '澄野佛山岭南店',
    en: 'Chengye Foshan Lingnan',
    city: '佛山',
    under: 'R-SOUTH',
    traffic: 0.88,
    volume: 0.94,
  },
  {
    code: 'D07',
    zh: '澄野北京朝阳店',
    en: 'Chengye Beijing Chaoyang',
    city: '北京',
    under: 'R-NORTH',
    traffic: 0.98,
    volume: 0.95,
  },
  {
    code: 'D08',
    zh: '澄野天津海河店',
    en: 'Chengye Tianjin Haihe',
    city: '天津',
    under: 'R-NORTH',
    traffic: 0.86,
    volume: 0.9,
  },
]

/** One manufacturer, 3 regions, a group, 8 dealers, 70 people.
 *  @param at ms at which the network was entered */
export function demoNetwork(seed: string, at: number): DemoNetwork {
  const random = seededRandom(`${seed}/network`)
  const tree = plantTree(random, at)
  const people = hire(random, at)
  const office = hireOffice(tree.byCode, people)
  const dealers = places.map(place => hireDealer(random, place, tree.byCode, people))
  shareInGroup(dealers)
  const staff = [...office, ...uniqueStaff(dealers)]
  return { ...tree, staff, dealers }
}

function plantTree(random: Random, at: number) {
  const legalEntities: DemoLegalEntity[] = []
  const byCode = new Map<string, DemoOrganisation>()
  const plant = (
    kind: DemoOrganisation['kind'],
    node: { code: string; zh: string; en: string },
    under: string | null,
    company?: string,
  ) => {
    const parent = under === null ? null : byCode.get(under)!
    const id = uuidAt(random, at)
    const entity = company
      ? { id: uuidAt(random, at), name: company, creditCode: creditCode(random, legalEntities.length) }
      : null
    if (entity) legalEntities.push(entity)
    byCode.set(node.code, {
      id,
      parentId: parent?.id ?? null,
      ancestorIds: [...(parent?.ancestorIds ?? []), id],
      kind,
      code: node.code,
      nameZh: node.zh,
      nameEn: node.en,
      legalEntityId: entity?.id ?? null,
    })
  }
  plant('manufacturer', { code: 'CY', zh: '澄野汽车', en: 'Chengye Motors' }, null, '澄野汽车销售有限公司')
  for (const region of regions) plant('region', region, 'CY')
  plant('group', group, group.under, '禾木汽车集团有限公司')
  for (const place of places)
    plant(
      'dealer',
      place,
      place.under,
      `${place.city}${place.zh.slice(2 + place.city.length)}汽车销售服务有限公司`,
    )
  const organisations = [...byCode.values()]
  return { root: organisations[0]!, organisations, legalEntities, byCode }
}

type Hire = (username: string, organisation: DemoOrganisation, ...roles: Role[]) => DemoStaff

/** Everybody has another name. */
function hire(random: Random, at: number): Hire {
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

function hireOffice(byCode: ReadonlyMap<string, DemoOrganisation>, employ: Hire): DemoStaff[] {
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

function hireDealer(
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

function shareInGroup(dealers: DemoDealer[]): void {
  const [first, second] = dealers
  if (!first || !second) return
  for (const desk of ['finance', 'inventoryManager'] as const) {
    const shared = first[desk]
    shared.roles.push({ role: shared.roles[0]!.role, organisationId: second.organisation.id })
    second[desk] = shared
  }
}

function uniqueStaff(dealers: DemoDealer[]): DemoStaff[] {
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

const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 统一社会信用代码 (GB 32100-2015) with its check character. The organisation part begins with MADEM0, which
 *  the register has given to nobody.
 *  @param serial below 961 */
export function creditCode(random: Random, serial: number, area = '330100'): string {
  const letters = creditCodeAlphabet
  const organisation = `MADEM0${letters[Math.floor(serial / 31) % 31]}${letters[serial % 31]}`
  const body = `91${area}${organisation}${letters[Math.floor(random() * 31)]}`
  let sum = 0
  for (let position = 0; position < 17; position++)
    sum += letters.indexOf(body[position]!) * (3 ** position % 31)
  return body + letters[(31 - (sum % 31)) % 31]
}
