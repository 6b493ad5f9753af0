import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { z } from 'zod'

/** What every write answers that a test goes on with. */
const Written = z.object({ id: z.string(), version: z.number() })
export type Written = z.infer<typeof Written>

/** A write as the signed-in person of the page, for what a test needs but is not about. */
export async function write(
  page: Page,
  method: 'POST' | 'PATCH',
  path: string,
  data: object,
  version?: number,
): Promise<Written & Record<string, unknown>> {
  const headers: Record<string, string> = { 'idempotency-key': crypto.randomUUID(), 'accept-language': 'en' }
  if (version !== undefined) headers['if-match'] = `"${version}"`
  const answer = await page.request.fetch(path, { method, data, headers })
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return Written.loose().parse(await answer.json())
}

/** A reading as the signed-in person of the page. */
export async function read<S extends z.ZodType>(page: Page, path: string, schema: S): Promise<z.output<S>> {
  const answer = await page.request.get(path)
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return schema.parse(await answer.json())
}
