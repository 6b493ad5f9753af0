import type { FastifyInstance } from 'fastify'
import { seesNames } from '../../platform/permissions.ts'
import { problem } from '../../platform/problem.ts'
import { type Call, route } from '../../platform/server/http/route.ts'
import { holdsAt, type Scope } from '../../platform/server/scope.ts'
import type { Services } from '../../platform/server/services.ts'
import { presentCustomerName } from '../sales/present-sale.ts'
import { findSale } from '../sales/sale-page.sql.ts'
import { type ContractPaper, readSaleContract } from './contracts.contract.ts'
import { type AddendumRow, type ContractRow, findAddenda, findContract } from './contracts.sql.ts'

export function registerContractPaper(app: FastifyInstance, services: Services): void {
  route(app, services, readSaleContract, read)
}

async function read({ tx, scope, params }: Call<typeof readSaleContract>) {
  const sale = await findSale(tx, scope, params.id)
  if (!sale) throw problem('request.not-found')
  const row = await findContract(tx, sale.dealerId, params.id)
  if (!row) return { contract: null }
  return { contract: present(scope, sale.dealerId, row, await findAddenda(tx, sale.dealerId, row.id)) }
}

function present(
  scope: Scope,
  dealerId: string,
  row: ContractRow,
  addenda: readonly AddendumRow[],
): ContractPaper {
  const { id, number, priceMinor, currency, depositType, depositMinor, signedAt } = row
  const shown = holdsAt(scope, dealerId, seesNames)
  return {
    id,
    number,
    priceMinor,
    currency,
    depositType,
    depositMinor,
    signedBy: named(row.signedById, row.signedByName),
    signedAt,
    parties: {
      buyer: partyOf(scope, dealerId, row.buyer),
      title: titleOf(scope, dealerId, row, shown),
      contact: partyOf(scope, dealerId, row.contact),
    },
    addenda: addenda.map(({ agreedById, agreedByName, terms, ...addendum }) => ({
      ...addendum,
      terms: shown ? terms : '',
      agreedBy: named(agreedById, agreedByName),
    })),
  }
}

/** What was typed may name who pays: it is shown to whom names are. */
function titleOf(scope: Scope, dealerId: string, row: ContractRow, shown: boolean) {
  if (row.titleName !== null) {
    const [name, creditCode] = shown ? [row.titleName, row.titleCreditCode] : [null, null]
    return { name, nameMasked: !shown, creditCode, customerId: null }
  }
  const customer = partyOf(scope, dealerId, row.titleCustomer)
  return {
    name: customer?.name ?? null,
    nameMasked: customer?.nameMasked ?? false,
    creditCode: shown ? (row.titleCustomer?.creditCode ?? null) : null,
    customerId: customer?.id ?? null,
  }
}

function partyOf(scope: Scope, dealerId: string, party: ContractRow['buyer']) {
  if (!party) return null
  const { id: customerId, name: customerName, kind: customerKind } = party
  return presentCustomerName(scope, dealerId, { customerId, customerName, customerKind })
}

function named(id: string | null, name: string | null) {
  return id !== null && name !== null ? { id, name } : null
}
