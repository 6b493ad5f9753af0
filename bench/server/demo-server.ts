import { join } from 'node:path'
import type { DatabaseUrls } from '../../src/platform/server/database/connect.ts'
import { openDatabase } from '../../src/platform/server/postgres/open-database.ts'
import { type Product, startProduct } from '../../src/platform/server/testing/product.ts'
import { demoFolder } from '../demo/demo-folder.ts'

export interface DemoServer extends Product {
  /** of the database that the server works on */
  readonly urls: DatabaseUrls
}

/** The product as its users run it, in a process of its own on the demo network, for the time of `work`. */
export async function withDemoServer<T>(work: (server: DemoServer) => Promise<T>): Promise<T> {
  const { folder } = await demoFolder()
  const settings = { port: 0, host: '127.0.0.1', dataFolder: folder, databaseUrl: undefined, proxies: [] }
  const database = await openDatabase({ ...settings, keysFile: join(folder, 'keys.json') }, () => undefined)
  try {
    const urls = await database.migrate()
    const product = await startProduct({ env: { FORECOURT_DATA: folder } })
    try {
      return await work({ ...product, urls })
    } finally {
      await product.stop()
    }
  } finally {
    await database.close()
  }
}
