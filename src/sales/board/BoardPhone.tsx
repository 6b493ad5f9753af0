import { getRouteApi } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { usePatchSearch } from '../../platform/web/address.ts'
import { count, moneyShort } from '../../platform/web/kit/figures.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Menu } from '../../platform/web/kit/Menu.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { type StageCode, stageCodes } from '../process/sale.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { BoardColumn, SaleCard } from '../sales/board.contract.ts'
import { type BoardFilter, useColumnCards } from './board-data.web.ts'
import { cardMarkup } from './card.tsx'
import { stepTo } from './drop.rules.ts'
import { useOpenCard } from './open-card.web.ts'

const routeApi = getRouteApi('/shell/board')

interface BoardPhoneProps {
  columns: readonly BoardColumn[]
  filter: BoardFilter
  onMove: (card: SaleCard, zone: StageCode) => void
}

/** One stage at a time; a card is moved by naming where to. */
export function BoardPhone({ columns, filter, onMove }: BoardPhoneProps) {
  const t = useWords(salesWords)
  const { stage } = routeApi.useSearch()
  const patch = usePatchSearch<{ stage: string }>()
  const column =
    columns.find(each => each.stage === stage) ?? columns.find(each => each.count > 0) ?? columns[0]
  if (!column) return null
  return (
    <div className="pboard">
      <nav className="pboard-stages" aria-label={t('sale.stages')}>
        {columns.map(each => (
          <button
            key={each.stage}
            type="button"
            aria-current={each === column ? 'page' : undefined}
            onClick={() => patch({ stage: each.stage })}
          >
            {t(`stage.${each.stage}`)} <small>{count(each.count)}</small>
          </button>
        ))}
      </nav>
      <p className="pboard-sum">
        {column.sums.map(({ currency, amountMinor }) => moneyShort(amountMinor, currency)).join(' · ')}
      </p>
      <Cards key={column.stage} column={column} filter={filter} onMove={onMove} />
    </div>
  )
}

interface CardsProps {
  column: BoardColumn
  filter: BoardFilter
  onMove: (card: SaleCard, zone: StageCode) => void
}

function Cards({ column, filter, onMove }: CardsProps) {
  const t = useWords(salesWords)
  const team = useMay('assignments', 'create')
  const box = useRef<HTMLDivElement>(null)
  const { cards, more, loading } = useColumnCards(column, filter, column.nextCursor !== null)
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => box.current,
    estimateSize: () => 104,
    overscan: 8,
    getItemKey: index => cards[index]?.id ?? index,
  })
  const open = useOpenCard()
  const left = column.count - cards.length
  const now = Date.now()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are links; their clicks are served here
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div className="pboard-box" ref={box} onClick={open}>
      {cards.length === 0 && <p className="bcolumn-empty">{t('board.empty')}</p>}
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const card = cards[index]
          return (
            card && (
              <li
                key={key}
                data-index={index}
                data-card={card.id}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                <div className="bcard">{cardMarkup(card, { now, owner: team })}</div>
                <MoveMenu card={card} onMove={onMove} />
              </li>
            )
          )
        })}
      </ul>
      {left > 0 && more && (
        <button type="button" className="bcolumn-more" disabled={loading} onClick={more}>
          {t('board.more', { count: Math.min(left, 100) })}
        </button>
      )}
    </div>
  )
}

function MoveMenu({ card, onMove }: { card: SaleCard; onMove: CardsProps['onMove'] }) {
  const t = useWords(salesWords)
  const name = card.customer?.name ?? card.number
  const zones = stageCodes.filter(zone => stepTo(zone, card) !== null)
  return (
    <div className="pcard-move">
      <Menu
        label={t('board.moveTitle', { name })}
        side="end"
        button={<Icon name="more" />}
        items={zones.map(zone => ({
          label: `${t('board.move')} ${t(`stage.${zone}`)}`,
          danger: zone === 'lost' || zone === 'cancelled',
          run: () => onMove(card, zone),
        }))}
      />
    </div>
  )
}
