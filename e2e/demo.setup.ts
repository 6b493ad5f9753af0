import type { TestProject } from 'vitest/node'
import { loadDemo } from '../database/demo/load-demo.ts'
import { businessDate } from '../src/platform/business-date.ts'
import { seals } from '../src/platform/server/crypto/seals.ts'
import { readOrMakeKeys } from '../src/platform/server/keys.ts'
import { startProduct } from '../src/platform/server/testing/product.ts'
import { createTestDatabase, productSettings } from '../src/platform/server/testing/test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product stands on the demo network. */
    demoAddress: string
  }
}

/** One product on a small demo network, for every file that only needs something to look at. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = project.getProvidedContext().testServer
  const database = await createTestDatabase(server)
  const settings = productSettings(database.urls.owner, server)
  const keys = await readOrMakeKeys(settings.FORECOURT_KEYS)
  await loadDemo({
    ownerUrl: database.urls.owner,
    seals: seals(keys),
    seed: 'forecourt',
    today: businessDate(new Date().toISOString(), 'Asia/Shanghai'),
    scale: 0.04,
  })
  const product = await startProduct({ env: settings })
  project.provide('demoAddress', product.address)
  return async () => {
    await product.stop()
    await database.drop()
  }
}
