import { createRandom } from '../../mdp/index.ts'
import type { Figure, Language } from '../../proof/draw-figures.ts'
import { newsvendor, poissonDemand, protectionDemand, replay } from '../index.ts'

const words = {
  en: {
    level: 'cost of a level of stock (6 asked for on average, too many costs 1, too few costs 4)',
    holding: 'too many',
    shortage: 'too few',
    total: 'both',
    best: 'best',
    replay: 'three years replayed: ordering up to a level, delivered two months later',
    stock: 'on hand at the end of the month',
    asked: 'asked for',
    lost: 'not served',
  },
  zh: {
    level: '备货水平的费用（平均需求 6 台，多一台费 1，少一台费 4）',
    holding: '多了',
    shortage: '少了',
    total: '合计',
    best: '最优',
    replay: '回放三年：按目标水平补货，两个月后到货',
    stock: '月末在库',
    asked: '需求',
    lost: '未满足',
  },
}

export async function makeFigures(language: Language): Promise<Figure[]> {
  return [drawLevel(language), drawReplay(language)]
}

function drawLevel(language: Language): Figure {
  const { level: title, holding, shortage, total, best } = words[language]
  const demand = poissonDemand(6)
  const levels = Array.from({ length: 17 }, (_, i) => i)
  const { level, cost } = newsvendor({ demand, overageCost: 1, underageCost: 4 })
  const line = (name: string, costOf: (units: number) => number, color: string, width = 1.5) => ({
    type: 'line' as const,
    name,
    data: levels.map(units => [units, Number(costOf(units).toFixed(3))]),
    symbolSize: 5,
    lineStyle: { color, width },
    itemStyle: { color },
  })
  return {
    name: 'stock-level',
    option: {
      title: { text: title, left: 'center', textStyle: { fontSize: 15, fontWeight: 'normal' } },
      legend: { bottom: 0 },
      grid: { left: 50, right: 20, top: 45, bottom: 60 },
      xAxis: { type: 'value', min: 0, max: 16, interval: 2, splitLine: { show: false } },
      yAxis: { type: 'value', max: 25 },
      series: [
        line(holding, units => demand.complementaryLoss(units), '#4c78a8'),
        line(shortage, units => 4 * demand.loss(units), '#f58518'),
        {
          ...line(total, units => demand.complementaryLoss(units) + 4 * demand.loss(units), '#222222', 2.5),
          markPoint: {
            symbolSize: 46,
            itemStyle: { color: '#54a24b' },
            data: [{ coord: [level, cost], value: level, name: best }],
          },
        },
      ],
    },
  }
}

function drawReplay(language: Language): Figure {
  const { replay: title, stock, asked, lost } = words[language]
  const random = createRandom(7)
  const monthly = poissonDemand(6)
  const demand = Array.from({ length: 36 }, () => monthly.quantile(random.uniform()))
  const protection = protectionDemand({ demand: monthly, leadTime: 2 })
  const { level } = newsvendor({ demand: protection, overageCost: 3, underageCost: 8 })
  const { trace } = replay({
    demand,
    policy: ({ position }) => Math.max(0, level - position),
    leadTime: 2,
    initialStock: 6,
    initialPipeline: [6, 6],
    unmet: 'lost',
    costs: { holding: 1, shortage: 8 },
  })
  const months = trace.map(({ period }) => String(period + 1))
  return {
    name: 'stock-replay',
    option: {
      title: { text: title, left: 'center', textStyle: { fontSize: 15, fontWeight: 'normal' } },
      legend: { bottom: 0 },
      grid: { left: 45, right: 20, top: 45, bottom: 60 },
      xAxis: { type: 'category', data: months, axisLabel: { interval: 5 } },
      yAxis: { type: 'value' },
      series: [
        {
          type: 'bar',
          name: stock,
          data: trace.map(({ onHand }) => onHand),
          itemStyle: { color: '#9ecae1' },
        },
        {
          type: 'bar',
          name: lost,
          data: trace.map(({ lost: each }) => each),
          itemStyle: { color: '#e45756' },
        },
        {
          type: 'line',
          name: asked,
          data: trace.map(({ demand: each }) => each),
          symbolSize: 5,
          lineStyle: { color: '#333', width: 1.5 },
          itemStyle: { color: '#333' },
        },
      ],
    },
  }
}
