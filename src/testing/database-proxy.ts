import { connect as connectTo, createServer, type Socket } from 'node:net'

/** A wire to PostgreSQL that a test can cut, or strike at. */
export interface DatabaseProxy {
  readonly url: string
  /** Calls `strike` when a connection that sent `marker` has committed, and keeps the word from the server. */
  readonly killAtCommitAfter: (marker: string, strike: () => void) => void
  readonly cut: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/** Our own server listens on a socket file, whose folder stands escaped in the place of the host. */
function reach(target: URL): Socket {
  const host = decodeURIComponent(target.hostname)
  return host.startsWith('/')
    ? connectTo(`${host}/.s.PGSQL.${target.port}`)
    : connectTo(Number(target.port), host)
}

/** Stands between the server and PostgreSQL. Armed, it waits for a connection that has sent the marked
 *  statement, sees its COMMIT succeed, and strikes before passing the word on. */
export async function startProxy(target: URL): Promise<DatabaseProxy> {
  let isCut = false
  let armed: { marker: string; strike: () => void } | null = null
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    if (isCut) return void client.destroy()
    const upstream = reach(target)
    let isMarked = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy()) // the killed side of a pair
      socket.on('close', () => sockets.delete(socket))
    }
    client.on('data', bytes => {
      if (armed && bytes.includes(armed.marker)) isMarked = true
      upstream.write(bytes)
    })
    upstream.on('data', bytes => {
      if (armed && isMarked && bytes.includes('COMMIT\0')) armed.strike()
      else client.write(bytes)
    })
    client.on('end', () => upstream.end())
    upstream.on('end', () => client.end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no address')
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  return {
    url: url.href,
    killAtCommitAfter: (marker: string, strike: () => void) => {
      armed = { marker, strike }
    },
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
