import { expect, test } from 'vitest'
import { Availability, CertificateState, EpisodeState } from '../inventory/vehicles/vehicles.contract.ts'
import { PaymentMethod } from './payments/payments.contract.ts'
import { Actor, actionKinds, QuoteLine } from './process/action.contract.ts'
import { defaultDefinition } from './process/default-definition.rules.ts'
import { eventNames } from './process/event.contract.ts'
import { DefinitionFinding, stageChecks } from './process/process.contract.ts'
import { refusalCodes, Warning } from './process/refusal.contract.ts'
import {
  ContactChannel,
  ContactDirection,
  ContactResult,
  DefaultingParty,
  DepositType,
  deliveryItems,
  intentLevels,
  Origin,
  Quote,
  Sale,
  stageCodes,
  TestDrive,
} from './process/sale.contract.ts'
import { PaymentPaper } from './sales/sale-papers.contract.ts'
import { saleTabs } from './sales/sales.contract.ts'
import { salesProblems } from './sales.problems.ts'
import { salesEn, salesZh } from './sales.words.ts'

const codes: [list: keyof typeof salesZh, codes: readonly string[]][] = [
  ['stage', stageCodes],
  ['action', actionKinds],
  ['event', eventNames],
  ['level', intentLevels],
  ['levelMeaning', intentLevels],
  ['channel', ContactChannel.options],
  ['contactDirection', ContactDirection.options],
  ['contactResult', ContactResult.options],
  ['item', deliveryItems],
  ['check', stageChecks],
  ['depositType', DepositType.options],
  ['defaultingParty', DefaultingParty.options],
  ['disposition', Sale.shape.cancellation.unwrap().shape.disposition.options],
  ['testDriveState', TestDrive.shape.state.options],
  ['quoteState', Quote.shape.state.options],
  ['quoteLine', QuoteLine.shape.kind.options],
  ['paymentPurpose', PaymentPaper.shape.purpose.options],
  ['paymentMethod', [...PaymentMethod.options, ...defaultDefinition.paymentMethods]],
  ['actorKind', Actor.shape.kind.options],
  ['origin', Origin.options],
  ['warning', Warning.shape.code.options],
  ['finding', DefinitionFinding.shape.code.options],
  ['availability', Availability.options],
  ['episodeState', EpisodeState.options],
  ['certificate', CertificateState.options],
  ['source', defaultDefinition.sources],
  ['followUpResult', defaultDefinition.followUpResults],
  ['winReason', defaultDefinition.winReasons],
  ['lossReason', defaultDefinition.lossReasons],
  ['cancellationReason', defaultDefinition.cancellationReasons],
  ['field', defaultDefinition.requiredFields.map(({ field }) => field)],
]

test.each(codes)('every code of "%s" has its word in both languages', (list, all) => {
  expect(all.length).toBeGreaterThan(0)
  for (const dictionary of [salesZh, salesEn])
    expect(all.filter(code => !(code in (dictionary[list] as object)))).toEqual([])
})

test('every tab of the list has its word', () => {
  for (const tab of saleTabs) expect([salesZh.list.tab[tab], salesEn.list.tab[tab]].every(Boolean)).toBe(true)
})

test('every refusal of the process reads in both languages', () => {
  const catalogue: Readonly<Record<string, { zh: { title: string }; en: { title: string } }>> = salesProblems
  expect(refusalCodes.filter(code => !catalogue[code]?.zh.title || !catalogue[code]?.en.title)).toEqual([])
})

test('both languages have the same keys, and none is empty', () => {
  const chinese = leaves(salesZh)
  const english = leaves(salesEn).filter(([key]) => !key.endsWith('_one'))
  expect(english.map(([key]) => key)).toEqual(chinese.map(([key]) => key))
  expect([...chinese, ...english].filter(([, word]) => word.trim() === '')).toEqual([])
})

function leaves(tree: object, prefix = ''): [key: string, word: string][] {
  return Object.entries(tree)
    .flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : leaves(value as object, `${prefix}${key}.`),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1))
}
