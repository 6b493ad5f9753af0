import { Link } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { Dated, Money } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { StageMark } from '../LevelMark.tsx'
import { carWord, salesWords, trimWord } from '../sale-words.web.ts'
import { listSales, type SaleLine } from './sales.contract.ts'
import './customer-sales.css'

const most = 20

/** The sales of one customer, on the customer's page. */
export function CustomerSales({ id }: { id: string }) {
  const t = useWords(salesWords)
  const { data, error } = useAnswer(listSales, { query: { customerId: id, limit: most } })
  return (
    <section className="panel panel-section">
      <h2>{t('ofCustomer.title')}</h2>
      <FailedReading failure={error} />
      {!data && !error && <Lines count={3} />}
      {data?.items.length === 0 && <p className="quiet">{t('ofCustomer.none')}</p>}
      <ul className="customer-sales">
        {data?.items.map(line => (
          <SaleOfCustomer key={line.id} line={line} />
        ))}
      </ul>
      {data?.nextCursor && (
        <Link to="/sales" search={{ customerId: id }}>
          {t('ofCustomer.all')}
        </Link>
      )}
    </section>
  )
}

function SaleOfCustomer({ line }: { line: SaleLine }) {
  const { id, number, stage, trim, car, amountMinor, currency, inquiredOn } = line
  return (
    <li>
      <Link to="/sales/$id" params={{ id }}>
        <span>
          <strong className="num">{number}</strong>
          <StageMark stage={stage} />
          <Money minor={amountMinor} currency={currency ?? 'CNY'} />
        </span>
        <span className="quiet">
          <span className="clip">{trim ? trimWord(trim) : car ? carWord(car) : ''}</span>
          <Dated day={inquiredOn} />
        </span>
      </Link>
    </li>
  )
}
