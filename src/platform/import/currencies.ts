/** Currencies as people write them. */

const written: Readonly<Record<string, string>> = {
  rmb: 'CNY',
  'cn¥': 'CNY',
  '¥': 'CNY',
  元: 'CNY',
  圆: 'CNY',
  人民币: 'CNY',
  $: 'USD',
  us$: 'USD',
  美元: 'USD',
  hk$: 'HKD',
  港币: 'HKD',
  '£': 'GBP',
  英镑: 'GBP',
  '€': 'EUR',
  欧元: 'EUR',
  日元: 'JPY',
}

const shared: Readonly<Record<string, readonly string[]>> = {
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'HKD', 'TWD'],
  圆: ['CNY', 'JPY'],
  $: ['USD', 'HKD', 'AUD', 'CAD', 'NZD', 'SGD', 'TWD', 'MXN'],
}

const known = new Set(Intl.supportedValuesOf('currency'))

/** The ISO code of a symbol, a word or a code; null when it is none. */
export function currencyOf(text: string): string | null {
  const name = text.normalize('NFKC').trim()
  const code = written[name.toLowerCase()] ?? name.toUpperCase()
  return known.has(code) ? code : null
}

/** Whether what a cell says may mean this currency: ¥ is 元 and yen. */
export function currencyAgrees(symbol: string, currency: string): boolean {
  return shared[symbol.toLowerCase()]?.includes(currency) ?? currencyOf(symbol) === currency
}
