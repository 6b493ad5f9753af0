import { createServer } from 'node:http'
import { connect, type DatabaseUrls } from './platform/server/database/connect.ts'
import type { Settings } from './platform/server/settings.ts'

export interface RunningServer {
  listen(): Promise<string>
  close(): Promise<void>
}

export async function startServer(settings: Settings, urls: DatabaseUrls): Promise<RunningServer> {
  const app = connect(urls.app)
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/livez' || request.url === '/readyz' ? 200 : 404).end()
  })
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(settings.port, settings.host, () => {
          const address = server.address()
          const port = typeof address === 'object' && address ? address.port : settings.port
          resolve(`http://${settings.host}:${port}`)
        })
      }),
    close: async () => {
      await new Promise(resolve => server.close(resolve))
      await app.destroy()
    },
  }
}
