import AntForm from 'antd/es/form'
import { money } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import type { DepositType } from '../process/sale.contract.ts'
import { Sum } from '../steps/Sum.tsx'
import { contractWords } from './contract.words.ts'
import { earnestMinor } from './deposit.rules.ts'

/** How the deposit parts: what binds as 定金, what beyond the fifth is a prepayment, and what is left to pay. */
export function DepositSplit({ currency }: { currency: string }) {
  const t = useWords(contractWords)
  const form = AntForm.useFormInstance()
  const type: DepositType | 'none' | undefined = AntForm.useWatch('depositType', form)
  const price: unknown = AntForm.useWatch('priceMinor', form)
  const deposit: unknown = AntForm.useWatch('depositMinor', form)
  if (!isAmount(price) || !isAmount(deposit) || deposit > price || !type || type === 'none') return null
  const earnest = earnestMinor(type, deposit, price)
  const show = (minor: number) => money(minor, currency)
  return (
    <Sum
      lines={[
        { name: t('split.price'), value: show(price) },
        ...(type === 'earnest-money' ? [{ name: t('split.earnest'), value: show(earnest) }] : []),
        ...(deposit > earnest
          ? [{ name: t('split.excess'), value: show(deposit - earnest), ...overFifth(type) }]
          : []),
        { name: t('split.due'), value: show(price - deposit), tone: 'total' },
      ]}
    />
  )
}

function overFifth(type: DepositType) {
  return type === 'earnest-money' ? { tone: 'over' as const } : {}
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
