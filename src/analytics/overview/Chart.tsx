import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useAppearance } from '../../platform/web/design/appearance.ts'
import { useLanguage } from '../../platform/web/words/words.ts'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export interface ChartData {
  readonly label: string
  /** what stands along the axis, in order */
  readonly names: readonly string[]
  readonly series: readonly {
    readonly name: string
    readonly kind: 'bar' | 'line'
    readonly values: readonly (number | null)[]
  }[]
  /** names run downwards, for long ones */
  readonly lying?: true
}

/** A chart as SVG, drawn again when its data, the width or the colours change. */
export function Chart({ data }: { data: ChartData }) {
  const host = useRef<HTMLDivElement>(null)
  const { dark } = useAppearance()
  const language = useLanguage()
  useEffect(() => {
    if (!host.current) return
    const chart = init(host.current, null, { renderer: 'svg', locale: language === 'zh' ? 'ZH' : 'EN' })
    chart.setOption(optionOf(data, coloursOf(host.current, dark)))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(host.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [data, dark, language])
  return <div ref={host} className="chart" role="img" aria-label={data.label} />
}

interface Colours {
  readonly text: string
  readonly line: string
  readonly surface: string
  readonly palette: readonly string[]
}

/** The tokens of the page, which change with its appearance. */
function coloursOf(element: Element, _dark: boolean): Colours {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    text: token('text-2'),
    line: token('line'),
    surface: token('raised'),
    palette: ['primary', 'teal', 'violet', 'amber', 'green', 'red'].map(token),
  }
}

function optionOf({ label, names, series, lying }: ChartData, { text, line, surface, palette }: Colours) {
  const names_ = { type: 'category' as const, data: [...names], inverse: lying, axisLabel: { color: text } }
  const values = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { color: text },
    splitLine: { lineStyle: { color: line } },
  }
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    color: [...palette],
    grid: { left: 8, right: 16, top: series.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
    legend:
      series.length > 1 ? { top: 0, left: 0, textStyle: { color: text }, icon: 'roundRect' } : undefined,
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: text },
    },
    xAxis: lying ? values : names_,
    yAxis: lying ? names_ : values,
    series: series.map(({ name, kind, values: data }) => ({
      name,
      type: kind,
      data: [...data],
      barMaxWidth: 22,
      ...(kind === 'line' && {
        symbol: 'diamond',
        symbolSize: 7,
        lineStyle: { type: 'dashed' as const, width: 2 },
      }),
    })),
  }
}
