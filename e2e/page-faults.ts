import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What is wrong with the page as it stands, in words; empty when nothing is. */
export async function pageFaults(page: Page): Promise<string[]> {
  return [
    ...(await axeFaults(page)),
    ...(await dictionaryKeys(page)),
    ...(await headingFaults(page)),
    ...(await overflow(page)),
  ]
}

/** Serious and critical findings of axe, each with the first place it was found at. */
async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

/** Words with dots between them, as `sale.stage.test-drive`; addresses and file names are none. */
const key = /(?<![\w@/.-])[a-z][a-zA-Z]*(\.[a-z][a-zA-Z-]*){1,3}(?![\w@/.-])/g
const notKeys = /\.(csv|xlsx|json|d\d\d)$|^(e\.g|i\.e)$|^(www|consultant|analyst|finance)\./

async function dictionaryKeys(page: Page): Promise<string[]> {
  const text = await page.locator('html').evaluate(html => {
    const attributes = ['aria-label', 'placeholder', 'title', 'alt']
    const labelled = [...html.querySelectorAll(attributes.map(name => `[${name}]`).join())]
    const labels = labelled.flatMap(element => attributes.map(name => element.getAttribute(name) ?? ''))
    return [html.ownerDocument.title, html.innerText, ...labels].join('\n')
  })
  return [...new Set(text.match(key) ?? [])].filter(word => !notKeys.test(word)).map(word => `key: ${word}`)
}

async function headingFaults(page: Page): Promise<string[]> {
  const headings = await page.locator('h1').count()
  return headings === 1 ? [] : [`${headings} h1`]
}

async function overflow(page: Page): Promise<string[]> {
  const by = await page.locator('html').evaluate(html => html.scrollWidth - html.clientWidth)
  return by > 0 ? [`${by} px wider than the screen`] : []
}
