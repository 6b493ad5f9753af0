import type { Tx } from '../../platform/server/database/connect.ts'

export interface Conversion {
  readonly dealerId: string
  readonly leadId: string
  readonly customerId: string
  readonly saleId: string
}

/** A lead becomes a sale, in the sale's own transaction; only an open one can.
 *  @returns whether it was open */
export async function markLeadConverted(tx: Tx, conversion: Conversion): Promise<boolean> {
  const converted = await tx
    .updateTable('leads')
    .set(eb => ({
      state: 'converted',
      customer_id: conversion.customerId,
      sale_id: conversion.saleId,
      version: eb('version', '+', 1),
    }))
    .where('dealer_id', '=', conversion.dealerId)
    .where('id', '=', conversion.leadId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return converted !== undefined
}
