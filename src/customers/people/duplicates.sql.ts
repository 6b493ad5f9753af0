import { sql } from 'kysely'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { CustomerKind } from './customers.contract.ts'
import type { DuplicateKey } from './duplicates.contract.ts'

export interface DuplicateRow {
  readonly id: string
  readonly dealerId: string
  readonly number: string
  readonly kind: CustomerKind
  readonly name: string
  readonly ownerId: string | null
  readonly phoneSealed: Buffer | null
  readonly by: DuplicateKey[]
}

export interface DuplicateKeys {
  readonly phoneIndex: Buffer | null
  readonly idNumberIndex: Buffer | null
  readonly creditCode: string | null
  readonly name: string | null
}

/** Customers of one store that share a phone, a document, a credit code or the very same name. */
export async function findDuplicates(tx: Tx, dealerId: string, keys: DuplicateKeys): Promise<DuplicateRow[]> {
  const { rows } = await sql<DuplicateRow>`
    with shared as (
      select customer_id as id, case kind when 'phone' then 'phone' else 'id-number' end as key
        from contact_points
       where dealer_id = ${dealerId} and removed_at is null
         and (kind = 'phone' and full_index = ${keys.phoneIndex}::bytea
              or kind in ('id-number', 'licence-number') and full_index = ${keys.idNumberIndex}::bytea)
      union
      select id, 'credit-code' from customers where dealer_id = ${dealerId} and credit_code = ${keys.creditCode}::text
      union
      select id, 'name' from customers where dealer_id = ${dealerId} and name = ${keys.name}::text)
    select c.id, c.dealer_id as "dealerId", c.number, c.kind, c.name, c.owner_id as "ownerId",
           shared.by,
           (select p.sealed from contact_points p
             where p.dealer_id = ${dealerId} and p.customer_id = c.id and p.kind = 'phone' and p.removed_at is null
             order by p.created_at, p.id limit 1) as "phoneSealed"
      from (select id, array_agg(key order by key) as by from shared group by id) shared
      cross join lateral (select * from customers c where c.dealer_id = ${dealerId} and c.id = shared.id limit 1) c
     where c.merged_into_id is null
     order by c.id desc limit 20`.execute(tx)
  return rows
}
