import { useMemo, useState } from 'react'
import { count, moneyShort } from '../../platform/web/kit/figures.ts'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { salesWords } from '../sale-words.web.ts'
import type { BoardColumn, SaleCard } from '../sales/board.contract.ts'
import { Zone } from './BoardDrag.tsx'
import { type BoardFilter, type ShownCards, useColumnCards } from './board-data.web.ts'
import { cardMarkup } from './card.tsx'

interface ColumnProps {
  column: BoardColumn
  filter: BoardFilter
  shown: ShownCards
  owner: boolean
}

export function Column({ column, filter, shown, owner }: ColumnProps) {
  const t = useWords(salesWords)
  const [wanted, setWanted] = useState(false)
  const { cards, loading, more } = useColumnCards(column, filter, wanted)
  shown.show(column.stage, cards)
  const left = column.count - cards.length
  return (
    <Zone stage={column.stage} className="bcolumn">
      <header className="bcolumn-head">
        <h2>{t(`stage.${column.stage}`)}</h2>
        <span className="bcolumn-count">{count(column.count)}</span>
        <span className="bcolumn-sum">
          {column.sums.map(({ currency, amountMinor }) => moneyShort(amountMinor, currency)).join(' · ')}
        </span>
      </header>
      <Cards cards={cards} owner={owner} />
      {cards.length === 0 && <p className="bcolumn-empty">{t('board.empty')}</p>}
      {left > 0 && (
        <button
          type="button"
          className="bcolumn-more"
          disabled={loading}
          onClick={() => (more ? more() : setWanted(true))}
        >
          {t('board.more', { count: Math.min(left, 100) })}
        </button>
      )}
    </Zone>
  )
}

/** Drawn once for its cards: what moves over the column does not touch them. */
function Cards({ cards, owner }: { cards: readonly SaleCard[]; owner: boolean }) {
  const language = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of a card follow the language
  return useMemo(() => {
    const now = Date.now()
    return (
      <ul className="bcards">
        {cards.map(card => (
          <li key={card.id} data-card={card.id} className="bcard">
            {cardMarkup(card, { now, owner })}
          </li>
        ))}
      </ul>
    )
  }, [cards, owner, language])
}
