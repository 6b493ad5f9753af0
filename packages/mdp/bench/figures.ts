import type { Figure, Language } from '../../proof/draw-figures.ts'
import { qValues, valueIteration } from '../index.ts'
import { funnel } from '../testing/small-models.ts'

const gamma = 0.95

const words = {
  en: {
    stages: ['Inquiry', 'Showroom', 'Test drive', 'Quote', 'Contract', 'Delivery', 'After-sales', 'Lost'],
    best: [
      'call at once',
      'guided showing',
      'accompany',
      'give 2 000 off',
      'deliver',
      'hand over',
      'wait',
      '',
    ],
    worth: 'what a sale is worth at this stage, and what is best there',
    bounds: 'value of an inquiry, by sweeps',
    lower: 'lower bound',
    upper: 'upper bound',
    unshifted: 'without the shift',
    exact: 'exact value',
  },
  zh: {
    stages: ['咨询', '展示', '试驾', '报价', '签约', '交付', '售后', '流失'],
    best: ['立即跟进', '专人讲解', '陪同试驾', '让价 2 000', '交车', '移交', '等待', ''],
    worth: '各阶段销售单的价值，以及该阶段的最优动作',
    bounds: '一条咨询的价值，随迭代次数',
    lower: '下界',
    upper: '上界',
    unshifted: '不加平移',
    exact: '精确值',
  },
} as const

export async function makeFigures(language: Language): Promise<Figure[]> {
  return [drawFunnel(language), drawBounds(language)]
}

function drawFunnel(language: Language): Figure {
  const { stages, best, worth } = words[language]
  const { value } = valueIteration(funnel, { gamma, epsilon: 1e-9 })
  const data = Array.from(value, (each, s) => ({
    value: Math.round(each),
    label: { formatter: [`{b|${format(each)}}`, best[s]].filter(Boolean).join('\n') },
  }))
  return {
    name: 'decision-process-funnel',
    option: {
      title: { text: worth, left: 'center', textStyle: { fontSize: 15, fontWeight: 'normal' } },
      grid: { left: 60, right: 20, top: 60, bottom: 40 },
      xAxis: {
        type: 'category',
        data: [...stages],
        axisTick: { show: false },
        axisLabel: { interval: 0, color: '#333' },
      },
      yAxis: { type: 'value', axisLabel: { color: '#555' } },
      series: [
        {
          type: 'bar',
          data,
          barWidth: '55%',
          itemStyle: { color: '#4c78a8' },
          label: {
            show: true,
            position: 'top',
            color: '#333',
            fontSize: 11,
            rich: { b: { fontWeight: 'bold', color: '#111', fontSize: 12, lineHeight: 16 } },
          },
        },
      ],
    },
  }
}

/** Sweep by sweep: what would be answered if the time were over now. */
function drawBounds(language: Language): Figure {
  const { bounds, lower, upper, unshifted, exact } = words[language]
  const sweeps = Array.from({ length: 30 }, (_, i) => i + 1)
  const answers = sweeps.map(iterationsMax =>
    valueIteration(funnel, { gamma, epsilon: 1e-9, iterationsMax, stop: 'span' }),
  )
  const plain = plainSweeps(sweeps.length)
  const truth = valueIteration(funnel, { gamma, epsilon: 1e-9 }).value[0]!
  const line = (name: string, data: number[], color: string, type: 'solid' | 'dashed' = 'solid') => ({
    type: 'line' as const,
    name,
    data: data.map((each, i) => [sweeps[i]!, each]),
    showSymbol: false,
    lineStyle: { color, width: 2, type },
    itemStyle: { color },
  })
  return {
    name: 'decision-process-bounds',
    option: {
      title: { text: bounds, left: 'center', textStyle: { fontSize: 15, fontWeight: 'normal' } },
      legend: { bottom: 0 },
      grid: { left: 60, right: 20, top: 45, bottom: 60 },
      xAxis: { type: 'value', min: 1, max: sweeps.length, splitLine: { show: false } },
      yAxis: { type: 'value', min: -1000, max: 3000 },
      series: [
        line(
          upper,
          answers.map(each => each.value[0]! + each.bounds.above),
          '#e45756',
        ),
        line(
          lower,
          answers.map(each => each.value[0]! - each.bounds.below),
          '#4c78a8',
        ),
        line(unshifted, plain, '#999999', 'dashed'),
        line(
          exact,
          sweeps.map(() => truth),
          '#222222',
          'dashed',
        ),
      ],
    },
  }
}

/** Plain sweeps from zero, as they are without bounds. */
function plainSweeps(count: number): number[] {
  let value = new Float64Array(funnel.stateCount)
  return Array.from({ length: count }, () => {
    const q = qValues(funnel, value, gamma)
    value = Float64Array.from({ length: funnel.stateCount }, (_, s) =>
      Math.max(...q.subarray(funnel.rowStart[s], funnel.rowStart[s + 1])),
    )
    return value[0]!
  })
}

function format(value: number): string {
  return Math.round(value).toLocaleString('en').replace(',', ' ')
}
