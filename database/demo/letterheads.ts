import type { OwnRules } from '../../src/network/store-rules/store-rules.contract.ts'
import { creditCode } from './credit-code.ts'
import type { DemoNetwork } from './network.ts'
import { type Place, places } from './places.ts'
import { seededRandom } from './random.ts'

/** What each store of the demo prints at the head of its sheets; no bank and no company of these names exists. */
export function letterheadRows({ organisations }: DemoNetwork, written_at: string): object[] {
  return places.map((place, index) => ({
    organisation_id: organisations.find(({ code }) => code === place.code)!.id,
    version: 1,
    document: letterheadOf(place, index),
    written_at,
  }))
}

function letterheadOf({ code, city, zh, area, street, telephone }: Place, index: number): OwnRules {
  return {
    legalName: `${city}${zh.replace(city, '').replace(/店$/, '')}汽车销售服务有限公司`,
    taxNumber: creditCode(seededRandom(`letterhead/${code}`), 900 + index, area),
    bankAccount: `示例银行${city}分行 9558 0000 ${String(index + 1).padStart(4, '0')} 0000`,
    address: street,
    telephone,
  }
}
