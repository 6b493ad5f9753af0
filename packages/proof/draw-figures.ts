import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EChartsOption } from 'echarts'
import { init } from 'echarts'

export type Language = 'en' | 'zh'

/** A picture of the documentation, drawn from what an engine computed a moment ago. */
export interface Figure {
  /** file name without language and ending */
  readonly name: string
  readonly option: EChartsOption
}

const size = { width: 760, height: 360 }
const fontFamily = 'Helvetica, Arial, Noto Sans CJK SC, Microsoft YaHei, sans-serif' // unquoted: it stands in an attribute

/** Writes NAME.en.svg and NAME.zh.svg of each figure. Drawn without a browser, on white: GitHub shows both themes. */
export async function drawFigures(
  folder: string,
  makers: readonly ((language: Language) => Promise<Figure[]>)[],
): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (const language of ['en', 'zh'] as const)
    for (const make of makers)
      for (const { name, option } of await make(language)) {
        const path = join(folder, `${name}.${language}.svg`)
        await writeFile(path, draw(option))
        paths.push(path)
      }
  return paths
}

function draw(option: EChartsOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption({ animation: false, backgroundColor: '#ffffff', textStyle: { fontFamily }, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return `${svg}\n`
}
