import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { QuotePaper } from '../sales/sale-papers.contract.ts'
import { quoteLinkWords } from './quote-links.words.ts'

const ShareQuote = lazy(() => import('./ShareQuote.tsx').then(found => ({ default: found.ShareQuote })))

/** Of a quote that was sent: a draft may still change. */
export function ShareButton({ saleId, quote }: { saleId: string; quote: QuotePaper }) {
  const t = useWords(quoteLinkWords)
  const [open, setOpen] = useState(false)
  const may = useMay('quotes', 'create')
  if (!may || quote.state !== 'sent') return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('share')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ShareQuote saleId={saleId} quote={quote} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
