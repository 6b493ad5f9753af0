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
  // The legacy way needs no second page for each run; there are no frames that it could miss.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

/** Words with dots between them, as `sale.stage.test-drive`; addresses and file names are none. */
const key = /(?<![\w@/.-])[a-z][a-zA-Z]*(\.[a-z][a-zA-Z-]*){1,3}(?![\w@/.-])/g
const notKeys = /\.(csv|xlsx|json|d\d\d)$|^(e\.g|i\.e)$|^(www|consultant|analyst|finance)\./

/** Everything that a person or a screen reader is told. (As text: the browser's types are not the tests'.) */
const readAll = `[document.title, document.body.innerText,
  ...['aria-label', 'placeholder', 'title', 'alt'].flatMap(name =>
    [...document.querySelectorAll('[' + name + ']')].map(element => element.getAttribute(name)))].join('\\n')`

async function dictionaryKeys(page: Page): Promise<string[]> {
  const text = await page.evaluate<string>(readAll)
  return [...new Set(text.match(key) ?? [])].filter(word => !notKeys.test(word)).map(word => `key: ${word}`)
}

async function headingFaults(page: Page): Promise<string[]> {
  const headings = await page.locator('h1').count()
  return headings === 1 ? [] : [`${headings} h1`]
}

/** How much wider than the screen the page is, or the part of it that scrolls. */
const excess = `Math.max(...['html', '#main'].flatMap(selector =>
  [...document.querySelectorAll(selector)].map(element => element.scrollWidth - element.clientWidth)))`

async function overflow(page: Page): Promise<string[]> {
  const by = await page.evaluate<number>(excess)
  return by > 0 ? [`${by} px wider than the screen`] : []
}
