import { currencyExponent, parseMinor, plainAmount } from '../../platform/money.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import { EditInPlace } from '../../platform/web/kit/EditInPlace.tsx'
import { count, moneyShort, percent } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { progressOf } from './pace.rules.ts'
import { type StoreTargets, setTarget, type TargetFigures } from './targets.contract.ts'
import { targetWords } from './targets.words.ts'

interface TargetCellProps {
  store: StoreTargets
  month: string
  who: string
  staffId: string | null
  line: NonNullable<StoreTargets['store']>
  figure: keyof TargetFigures
}

/** A target, edited where it stands, with what is done of it and whether that keeps pace. */
export function TargetCell({ store, month, who, staffId, line, figure }: TargetCellProps) {
  const t = useWords(targetWords)
  const act = useAct(setTarget, { topics: ['targets'] })
  const { version, currency, contracts, deliveries, amountMinor } = line.target
  const value = line.target[figure]
  const money = figure === 'amountMinor'
  const what = t(money ? 'amount' : figure)
  const save = async (typed: string) => {
    const next = readTyped(typed, money ? currency : null)
    if (next === undefined) throw new Error(t(money ? 'invalidAmount' : 'invalid'))
    const body = {
      dealerId: store.dealerId,
      month,
      staffId,
      contracts,
      deliveries,
      amountMinor,
      [figure]: next,
    }
    await act.act({ body, ifMatch: version })
  }
  const shown =
    value === null ? <span className="quiet">{t('none')}</span> : shownOf(value, money ? currency : null)
  return (
    <div className="target-cell">
      {store.mayEdit ? (
        <EditInPlace
          label={t('edit', { who, what })}
          value={value === null ? '' : money ? plainAmount(value, currency) : String(value)}
          save={save}
        >
          {shown}
        </EditInPlace>
      ) : (
        shown
      )}
      <Progress store={store} line={line} figure={figure} />
    </div>
  )
}

function Progress({ store, line, figure }: Pick<TargetCellProps, 'store' | 'line' | 'figure'>) {
  const t = useWords(targetWords)
  const money = figure === 'amountMinor'
  const { currency } = line.target
  const done = money
    ? (line.done.sums.find(sum => sum.currency === currency)?.deliveriesMinor ?? 0)
    : line.done[figure]
  const progress = progressOf(done, line.target[figure], store)
  const said = t('done', { done: shownOf(done, money ? currency : null) })
  if (!progress) return <small className="quiet">{said}</small>
  const { state, share, expected } = progress
  const pace = money ? moneyShort(Math.round(expected), currency) : count(Math.round(expected))
  return (
    <small className={state === 'behind' ? 'is-behind' : state === 'reached' ? 'is-reached' : 'quiet'}>
      {said} · {percent(share)} · {t(state, { expected: pace })}
    </small>
  )
}

function shownOf(value: number, currency: string | null): string {
  return currency === null ? count(value) : moneyShort(value, currency)
}

/** Null for nothing typed, undefined for what is no number. */
function readTyped(typed: string, currency: string | null): number | null | undefined {
  const plain = typed.replace(/[,，\s]/g, '')
  if (plain === '') return null
  if (currency === null) return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined
  const minor = parseMinor(plain, currency)
  return minor !== null && minor >= 0 && minor < 9 * 10 ** (9 + currencyExponent(currency))
    ? minor
    : undefined
}
