import type { Locator, Page } from 'playwright-core'

/** Chooses in one of the library's lists: types to find, and takes the option that says so. */
export async function choose(field: Locator, option: string | RegExp, typed?: string): Promise<void> {
  await field.click()
  if (typed) await field.fill(typed)
  const options = field.page().locator('.ant-select-dropdown:visible .ant-select-item-option')
  await options.filter({ hasText: option }).first().click()
}

/** Types a day as 'YYYY-MM-DD'. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  await field.fill(day)
  await field.press('Enter')
}

/** The form that is open over the page. */
export function openForm(page: Page): Locator {
  return page.getByRole('dialog')
}
