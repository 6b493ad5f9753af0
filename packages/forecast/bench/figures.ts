import type { Figure, Language } from '../../proof/draw-figures.ts'
import { chooseForecast } from '../index.ts'
import { referenceCases } from '../testing/reference.ts'

const words = {
  en: {
    title: 'Car sales in Quebec, forecast of 1968 from what was known in 1967',
    history: 'history',
    forecast: 'forecast',
    actual: 'what came',
  },
  zh: {
    title: '魁北克汽车销量：用截至 1967 年的数据预测 1968 年',
    history: '历史',
    forecast: '预测',
    actual: '实际',
  },
}
const monthsShown = 48

export async function makeFigures(language: Language): Promise<Figure[]> {
  const { title, history, forecast: name, actual } = words[language]
  const { train, test } = referenceCases.find(each => each.name === 'quebec_car_sales')!
  const forecast = chooseForecast(train, { season: 12, horizon: test.length })
  const past = train.slice(-monthsShown)
  const at = (values: ArrayLike<number>, from: number) =>
    Array.from(values, (value, i) => [from + i, Math.round(value)])
  const line = (label: string, data: number[][], color: string, width: number) => ({
    type: 'line' as const,
    name: label,
    data,
    showSymbol: false,
    lineStyle: { color, width },
    itemStyle: { color },
  })
  return [
    {
      name: 'forecast-quebec',
      option: {
        title: { text: title, left: 'center', textStyle: { fontSize: 15, fontWeight: 'normal' } },
        legend: { bottom: 0, data: [history, actual, name, '80 %', '95 %'] },
        grid: { left: 60, right: 20, top: 45, bottom: 60 },
        xAxis: {
          type: 'value',
          min: 0,
          max: past.length + test.length,
          interval: 12,
          splitLine: { show: false },
          axisLabel: { formatter: (month: number) => String(1964 + month / 12) },
        },
        yAxis: { type: 'value' },
        series: [
          ...band('95 %', forecast.lower95, forecast.upper95, '#c6dbef', past.length),
          ...band('80 %', forecast.lower80, forecast.upper80, '#9ecae1', past.length),
          line(history, at(past, 0), '#333333', 1.5),
          line(actual, at(test, past.length), '#e45756', 2),
          line(name, at(forecast.mean, past.length), '#2171b5', 2),
        ],
      },
    },
  ]
}

/** A band between two lines: the lower one unseen, the difference filled above it. */
function band(name: string, lower: Float64Array, upper: Float64Array, color: string, from: number) {
  const base = {
    type: 'line' as const,
    stack: name,
    showSymbol: false,
    lineStyle: { opacity: 0 },
    itemStyle: { color },
  }
  return [
    { ...base, name: `${name} lower`, data: Array.from(lower, (value, i) => [from + i, Math.round(value)]) },
    {
      ...base,
      name,
      areaStyle: { color, opacity: 1 },
      data: Array.from(upper, (value, i) => [from + i, Math.round(value - lower[i]!)]),
    },
  ]
}
