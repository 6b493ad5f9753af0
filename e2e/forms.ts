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

/** Opens one of the steps that a sale offers: on the phone the likeliest stands at the thumb, others behind it. */
export async function take(page: Page, step: string): Promise<void> {
  const button = page.getByRole('button', { name: step, exact: true }).first()
  const others = page.getByRole('button', { name: /^(其他操作|More actions)$/ })
  await button.or(others).first().waitFor()
  if (!(await button.isVisible()) && (await others.isVisible())) await others.click()
  await button.click()
  await page.getByRole('dialog', { name: step }).waitFor()
}

/** Sends the open form, which closes when it was accepted. */
export async function submit(page: Page, label: string): Promise<void> {
  await openForm(page).getByRole('button', { name: label, exact: true }).click()
  await openForm(page).waitFor({ state: 'hidden' })
}
