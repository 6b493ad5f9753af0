import type { TaxRate } from './purchase-tax.rules.ts'

/** The rates a new Chinese network starts with; from then on an administrator edits the table. */
export const statutoryRates: readonly (TaxRate & { readonly source: string })[] = [
  {
    tax: 'vat',
    energy: 'any',
    currency: 'CNY',
    validFrom: '2019-04-01',
    validTo: null,
    rateBasisPoints: 1300,
    reductionBasisPoints: 0,
    reductionMinorMax: null,
    source: '财政部 税务总局 海关总署公告2019年第39号',
  },
  {
    tax: 'purchase-tax',
    energy: 'any',
    currency: 'CNY',
    validFrom: '2019-07-01',
    validTo: null,
    rateBasisPoints: 1000,
    reductionBasisPoints: 0,
    reductionMinorMax: null,
    source: '《中华人民共和国车辆购置税法》第四条',
  },
  {
    tax: 'purchase-tax',
    energy: 'new-energy',
    currency: 'CNY',
    validFrom: '2024-01-01',
    validTo: '2025-12-31',
    rateBasisPoints: 1000,
    reductionBasisPoints: 10_000,
    reductionMinorMax: 3_000_000,
    source: '财政部 税务总局 工业和信息化部公告2023年第10号',
  },
  {
    tax: 'purchase-tax',
    energy: 'new-energy',
    currency: 'CNY',
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    rateBasisPoints: 1000,
    reductionBasisPoints: 5000,
    reductionMinorMax: 1_500_000,
    source: '财政部 税务总局 工业和信息化部公告2023年第10号',
  },
]
