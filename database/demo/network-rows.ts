import { matchKeyOf } from '../../src/inventory/models/match-key.rules.ts'
import { nameSearch } from '../../src/network/staff/name-search.ts'
import { defaultRules } from '../../src/network/store-rules/store-rules.rules.ts'
import { defaultDefinition } from '../../src/sales/process/default-definition.rules.ts'
import { timeZone } from './calendar.ts'
import { type Catalogue, make } from './catalogue.ts'
import type { Batch } from './copy-rows.ts'
import { letterheadRows } from './letterheads.ts'
import type { DemoNetwork } from './network.ts'
import { demoTaxRates } from './tax-rates.ts'

/** The tables that the whole network shares.
 *  @param at ms at which they were entered */
export function networkRows(network: DemoNetwork, catalogue: Catalogue, at: number): Batch[] {
  const created_at = new Date(at).toISOString()
  return [
    ...treeRows(network, created_at),
    ...staffRows(network, created_at),
    {
      table: 'app.process_definitions',
      rows: [
        {
          organisation_id: network.root.id,
          version: 1,
          document: defaultDefinition,
          published_at: created_at,
        },
      ],
    },
    {
      table: 'app.store_rules',
      rows: [
        {
          organisation_id: network.root.id,
          version: 1,
          document: { week: defaultRules.week, firstResponseMinutes: 30, warnAtPercent: 70, holidays },
          written_at: created_at,
        },
        ...letterheadRows(network, created_at),
      ],
    },
    { table: 'app.tax_rates', rows: taxRateRows() },
    ...catalogueRows(catalogue, created_at),
  ]
}

/** Stores close on the eve and the first two days of the Spring Festival, and for National Day. */
const holidays = [
  { day: '2026-02-16', name: '除夕', hours: null },
  { day: '2026-02-17', name: '春节', hours: null },
  { day: '2026-02-18', name: '春节', hours: null },
  { day: '2026-10-01', name: '国庆节', hours: null },
  { day: '2027-02-05', name: '除夕', hours: null },
  { day: '2027-02-06', name: '春节', hours: null },
  { day: '2027-02-07', name: '春节', hours: null },
  { day: '2027-10-01', name: '国庆节', hours: null },
]

function taxRateRows(): object[] {
  return demoTaxRates.map(rate => ({
    id: rate.id,
    tax: rate.tax,
    energy: rate.energy,
    currency: rate.currency,
    valid_from: rate.validFrom,
    valid_to: rate.validTo,
    rate_basis_points: rate.rateBasisPoints,
    reduction_basis_points: rate.reductionBasisPoints,
    reduction_minor_max: rate.reductionMinorMax,
    source: rate.source,
  }))
}

function treeRows({ organisations, root }: DemoNetwork, created_at: string): Batch[] {
  return [
    {
      table: 'app.organisations',
      rows: organisations.map(node => ({
        id: node.id,
        parent_id: node.parentId,
        ancestor_ids: node.ancestorIds,
        kind: node.kind,
        code: node.code,
        name_zh: node.nameZh,
        name_en: node.nameEn,
        time_zone: node === root ? timeZone : null,
        currency: node === root ? 'CNY' : null,
        created_at,
      })),
    },
    {
      table: 'app.organisation_moves',
      rows: organisations.map(node => ({
        organisation_id: node.id,
        moved_at: created_at,
        parent_id: node.parentId,
      })),
    },
  ]
}

function staffRows({ staff }: DemoNetwork, created_at: string): Batch[] {
  return [
    {
      table: 'app.staff',
      rows: staff.map(person => ({
        id: person.id,
        organisation_id: person.organisationId,
        username: person.username,
        name: person.name,
        name_search: nameSearch(person.name),
        locale: 'zh',
        created_at,
      })),
    },
    {
      table: 'app.staff_roles',
      rows: staff.flatMap(person =>
        person.roles.map(({ role, organisationId }) => ({
          staff_id: person.id,
          organisation_id: organisationId,
          role,
          granted_at: created_at,
        })),
      ),
    },
  ]
}

function catalogueRows({ models, trims }: Catalogue, created_at: string): Batch[] {
  return [
    {
      table: 'app.models',
      rows: models.map(({ id, code, nameZh, nameEn }) => ({
        id,
        code,
        make,
        name_zh: nameZh,
        name_en: nameEn,
        created_at,
      })),
    },
    {
      table: 'app.trims',
      rows: trims.map(trim => ({
        id: trim.id,
        model_id: trim.modelId,
        code: trim.code,
        name_zh: trim.nameZh,
        name_en: trim.nameEn,
        match_key: matchKeyOf(trim.nameEn),
        energy: trim.energy,
        list_price_minor: trim.listPriceMinor,
        currency: 'CNY',
        created_at,
      })),
    },
  ]
}
