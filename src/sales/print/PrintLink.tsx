import { Link } from '@tanstack/react-router'
import { useWords } from '../../platform/web/words/words.ts'
import { printWords } from './print.words.ts'

interface PrintLinkProps {
  saleId: string
  sheet: 'quote' | 'contract' | 'receipt' | 'test-drive' | 'delivery'
  /** the quote, payment or test drive; left out where a sale has one */
  of?: string
  /** what is printed, for those who hear the link alone */
  name: string
}

/** Opens the sheet of a paper beside it. */
export function PrintLink({ saleId, sheet, of, name }: PrintLinkProps) {
  const t = useWords(printWords)
  return (
    <Link
      to={`/print/sales/$id/${sheet}`}
      params={{ id: saleId }}
      search={of === undefined ? {} : { of }}
      className="print-link"
      aria-label={`${t('print')} ${name}`}
    >
      {t('print')}
    </Link>
  )
}
