import { sql } from 'kysely'
import type { CustomerKind } from '../../customers/people/customers.contract.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ContractPaper } from './contracts.contract.ts'

/** Which of these are customers of the store. */
export async function findStoreCustomers(
  tx: Tx,
  dealerId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('customers')
    .select('id')
    .where('dealer_id', '=', dealerId)
    .where('id', 'in', ids)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

interface PartyRow {
  readonly id: string
  readonly name: string
  readonly kind: CustomerKind
  readonly creditCode: string | null
}

export interface ContractRow extends Omit<ContractPaper, 'parties' | 'addenda' | 'signedBy'> {
  readonly signedById: string | null
  readonly signedByName: string | null
  readonly buyer: PartyRow | null
  readonly titleCustomer: PartyRow | null
  readonly titleName: string | null
  readonly titleCreditCode: string | null
  readonly contact: PartyRow | null
}

/** The live or last contract of a sale; each party that is not named is the sale's customer. */
export async function findContract(tx: Tx, dealerId: string, saleId: string): Promise<ContractRow | null> {
  const party = (column: string) => sql`(select jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind,
      'creditCode', c.credit_code) from customers c where c.dealer_id = h.dealer_id
      and c.id = coalesce(${sql.ref(column)}, s.customer_id))`
  const { rows } = await sql<ContractRow>`
    select h.id, h.number, h.price_minor as "priceMinor", h.currency, h.deposit_type as "depositType",
           h.deposit_minor as "depositMinor", h.signed_by as "signedById", o.name as "signedByName",
           h.signed_at as "signedAt", p.title_name as "titleName", p.title_credit_code as "titleCreditCode",
           ${party('p.buyer_id')} as buyer, ${party('p.contact_id')} as contact,
           (select jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'creditCode', c.credit_code)
              from customers c where c.dealer_id = h.dealer_id
               and c.id = coalesce(p.title_id, p.buyer_id, s.customer_id)) as "titleCustomer"
      from contracts h
      cross join lateral (select * from sales s where s.dealer_id = h.dealer_id and s.id = h.sale_id limit 1) s
      left join lateral (select * from contract_parties p
                          where p.dealer_id = h.dealer_id and p.id = h.id limit 1) p on true
      left join staff o on o.id = h.signed_by
     where h.dealer_id = ${dealerId} and h.sale_id = ${saleId}
     order by h.ended_at nulls first, h.signed_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export interface AddendumRow extends Omit<ContractPaper['addenda'][number], 'agreedBy'> {
  readonly agreedById: string | null
  readonly agreedByName: string | null
}

/** The addenda of a contract in their order. */
export async function findAddenda(tx: Tx, dealerId: string, contractId: string): Promise<AddendumRow[]> {
  const { rows } = await sql<AddendumRow>`
    select a.id, a.ordinal, a.reason, a.price_before_minor as "priceBeforeMinor", a.price_minor as "priceMinor",
           a.delivery_on as "deliveryOn", a.terms, a.agreed_by as "agreedById", o.name as "agreedByName",
           a.agreed_at as "agreedAt"
      from addenda a left join staff o on o.id = a.agreed_by
     where a.dealer_id = ${dealerId} and a.contract_id = ${contractId} order by a.ordinal limit 500`.execute(
    tx,
  )
  return rows
}
