import { type Random, uuidAt } from './random.ts'

/** Purchase tax and VAT with the rules for new-energy cars, as enacted; an administrator edits them.
 *  A car without internal combustion or with a plug is new-energy. */
const rates = [
  {
    tax: 'vat',
    energy: 'any',
    valid_from: '2019-04-01',
    valid_to: null,
    rate_basis_points: 1300,
    reduction_basis_points: 0,
    reduction_minor_max: null,
    source: '财政部 税务总局 海关总署公告2019年第39号',
  },
  {
    tax: 'purchase-tax',
    energy: 'any',
    valid_from: '2019-07-01',
    valid_to: null,
    rate_basis_points: 1000,
    reduction_basis_points: 0,
    reduction_minor_max: null,
    source: '中华人民共和国车辆购置税法',
  },
  {
    tax: 'purchase-tax',
    energy: 'new-energy',
    valid_from: '2024-01-01',
    valid_to: '2025-12-31',
    rate_basis_points: 1000,
    reduction_basis_points: 10_000,
    reduction_minor_max: 3_000_000,
    source: '财政部 税务总局 工业和信息化部公告2023年第10号',
  },
  {
    tax: 'purchase-tax',
    energy: 'new-energy',
    valid_from: '2026-01-01',
    valid_to: '2027-12-31',
    rate_basis_points: 1000,
    reduction_basis_points: 5000,
    reduction_minor_max: 1_500_000,
    source: '财政部 税务总局 工业和信息化部公告2023年第10号',
  },
] as const

export function taxRateRows(random: Random, at: number) {
  return rates.map(rate => ({ id: uuidAt(random, at), ...rate }))
}
