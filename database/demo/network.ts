import {
  type DemoDealer,
  type DemoStaff,
  hire,
  hireDealer,
  hireOffice,
  shareInGroup,
  uniqueStaff,
} from './people.ts'
import { type DemoOrganisation, group, places, regions } from './places.ts'
import { type Random, seededRandom, uuidAt } from './random.ts'

export interface DemoNetwork {
  root: DemoOrganisation
  organisations: DemoOrganisation[]
  staff: DemoStaff[]
  dealers: DemoDealer[]
}

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
  const byCode = new Map<string, DemoOrganisation>()
  const plant = (
    kind: DemoOrganisation['kind'],
    node: { code: string; zh: string; en: string },
    under: string | null,
  ) => {
    const parent = under === null ? null : byCode.get(under)!
    const id = uuidAt(random, at)
    byCode.set(node.code, {
      id,
      parentId: parent?.id ?? null,
      ancestorIds: [...(parent?.ancestorIds ?? []), id],
      kind,
      code: node.code,
      nameZh: node.zh,
      nameEn: node.en,
    })
  }
  plant('manufacturer', { code: 'CY', zh: '澄野汽车', en: 'Chengye Motors' }, null)
  for (const region of regions) plant('region', region, 'CY')
  plant('group', group, group.under)
  for (const place of places) plant('dealer', place, place.under)
  const organisations = [...byCode.values()]
  return { root: organisations[0]!, organisations, byCode }
}
