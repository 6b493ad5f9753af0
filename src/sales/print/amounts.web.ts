import { money } from '../../platform/web/kit/figures.ts'
import { capitalAmount } from './capital-amount.rules.ts'

/** An amount in capitals, as papers about yuan carry it; another currency has none. */
export function capitals(minor: number, currency: string): string | null {
  return currency === 'CNY' ? `人民币${capitalAmount(minor)}` : null
}

/** Figures and capitals side by side. */
export function inBoth(minor: number, currency: string): string {
  return [money(minor, currency), capitals(minor, currency)].filter(Boolean).join('  ')
}
