import { dateShort, moneyShort } from '../../platform/web/kit/figures.ts'
import { sinceWord, salesWords as t, trimWord } from '../sale-words.web.ts'
import type { SaleCard } from '../sales/board.contract.ts'

export interface CardOptions {
  now: number
  /** Whose it is: where several people's sales are shown. */
  owner: boolean
}

/** A card's plain markup: not a component, because a board holds hundreds. The board's own handlers serve
 *  the link and the dragging of them all. */
export function cardMarkup(card: SaleCard, { now, owner }: CardOptions) {
  const { id, customer, intentLevel, trim, carName, amountMinor, currency, stageSince, stuck } = card
  return (
    <>
      <a className="bcard-name" href={`/sales/${id}`} draggable={false} aria-describedby="board-help">
        {customer?.name ?? t('sale.noCustomer')}
      </a>
      {intentLevel && <b className={`bcard-level level-${intentLevel}`}>{intentLevel}</b>}
      <span className="bcard-car">{trim ? trimWord(trim) : (carName ?? t('sale.noCar'))}</span>
      {amountMinor !== null && (
        <span className="bcard-price">{moneyShort(amountMinor, currency ?? 'CNY')}</span>
      )}
      <span className="bcard-foot">
        {card.lossProposed ? (
          <em className="is-late">{t('board.lossProposed')}</em>
        ) : (
          card.followUpDueOn && (
            <em className={card.overdue ? 'is-late' : undefined}>
              {t(card.overdue ? 'board.overdue' : 'board.due', {
                date: dateShort(card.followUpDueOn, new Date(now)),
              })}
            </em>
          )
        )}
        {stageSince && (
          <em
            className={stuck ? 'bcard-age is-stuck' : 'bcard-age'}
            title={stuck ? t('sale.stuck') : undefined}
          >
            {sinceWord(stageSince, now)}
          </em>
        )}
        {owner && card.owner && <em className="bcard-owner">{card.owner.name}</em>}
      </span>
    </>
  )
}
