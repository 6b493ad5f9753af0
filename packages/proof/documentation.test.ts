import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { valueIteration } from '../mdp/index.ts'
import { funnel } from '../mdp/testing/small-models.ts'

const folder = join(import.meta.dirname, '../../docs/engines')
const pages = readdirSync(folder).filter(name => name.endsWith('.md'))
const read = (page: string) => readFileSync(join(folder, page), 'utf8')

describe('the pages for analysts', () => {
  it('are there in both languages, each with its other', () => {
    const names = pages.filter(page => !page.endsWith('.zh.md')).map(page => page.slice(0, -3))
    expect(names).toEqual(['decision-process', 'forecast', 'stock-control'])
    for (const name of names) {
      expect(read(`${name}.md`)).toContain(`(${name}.zh.md)`)
      expect(read(`${name}.zh.md`)).toContain(`(${name}.md)`)
    }
  })

  it('name pictures and pages that are there', () => {
    for (const page of pages)
      for (const [, target = ''] of read(page).matchAll(/\]\(([^)#]+)\)/g))
        expect(existsSync(join(folder, target)), `${page}: ${target}`).toBe(true)
  })

  it('quote the figures that the engine gives', () => {
    const { value } = valueIteration(funnel, { gamma: 0.95 })
    const quoted = [value[3]!, value[4]!].map(each => Math.round(each).toLocaleString('en').replace(',', ' '))
    for (const page of ['decision-process.md', 'decision-process.zh.md'])
      for (const figure of quoted) expect(read(page)).toContain(figure)
  })
})
