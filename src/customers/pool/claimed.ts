import type { Call } from '../../platform/server/http/route.ts'

/** A slice above that keeps what a customer brings along when somebody claims them, in the same transaction.
 *  @returns how much came along */
export type Claimed = (
  call: Pick<
    Call<unknown>,
    'tx' | 'scope' | 'actor' | 'now' | 'newId' | 'requestId' | 'announce' | 'services'
  >,
  customer: { readonly dealerId: string; readonly id: string },
) => Promise<number>
