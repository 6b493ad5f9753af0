import { useEffect } from 'react'
import { call } from '../../platform/web/answers/client.ts'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { logPrint, type SheetCode } from './prints.contract.ts'

/** However the page is printed, by its button or by the browser's own: it is put on record. */
export function useLoggedPrint(saleId: string, sheet: SheetCode): void {
  useEffect(() => {
    const log = () => {
      const asked = call(logPrint, { params: { id: saleId }, body: { sheet } })
      void asked.catch(problemNotice)
    }
    addEventListener('beforeprint', log)
    return () => removeEventListener('beforeprint', log)
  }, [saleId, sheet])
}
