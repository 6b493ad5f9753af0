import { useEffect } from 'react'
import { answerQuery, queryClient } from '../../platform/web/answers/answers.ts'
import { readSale } from '../sales/sale-page.contract.ts'
import type { Today } from './today.contract.ts'

const salesMax = 20
const freshForMs = 600_000
const afterPageMs = 2_000

/** On the phone, the sales of the day's contacts are read beforehand, one after another: their results can then be
 *  entered without a network. */
export function useSalesAtHand(today: Today | undefined, phone: boolean): void {
  useEffect(() => {
    if (!today || !phone) return
    const contacts = [...today.newInquiries, ...today.followUps] // what is overdue comes first in each
    const ids = [...new Set(contacts.map(({ saleId }) => saleId))].slice(0, salesMax)
    let left = false
    const read = async () => {
      for (const id of ids) {
        if (left) return
        const query = answerQuery(readSale, { params: { id } })
        await queryClient.prefetchQuery({ ...query, staleTime: freshForMs }) // fails in silence
      }
    }
    const timer = setTimeout(() => void read(), afterPageMs)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [today, phone])
}
