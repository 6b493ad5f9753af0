import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: string
}

/** One kept-alive connection with one request under way at a time. */
export interface Connection {
  readonly post: (path: string, headers: string, body: string) => Promise<Answer>
  readonly close: () => void
}

const headEnd = '\r\n\r\n'

/** HTTP by hand, because the client shares the cores with what is measured: fetch would take more of them than
 *  the server does. Bodies are plain ASCII, answers have a Content-Length. */
export async function openConnection(address: string): Promise<Connection> {
  const { hostname, port, host } = new URL(address)
  const socket = connect(Number(port), hostname).setNoDelay()
  await once(socket, 'connect')
  const receive = receiver(socket)
  return {
    post: (path, headers, body) => {
      const answer = receive()
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}content-length: ${body.length}${headEnd}${body}`,
        'latin1',
      )
      return answer
    },
    close: () => void socket.destroy(),
  }
}

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

function receiver(socket: Socket): () => Promise<Answer> {
  let received = ''
  let waiting: Waiting | null = null
  const fail = (error: Error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.setEncoding('latin1')
  socket.on('error', fail).on('close', () => fail(new Error('the server hung up')))
  socket.on('data', (chunk: string) => {
    received += chunk
    const answer = parse(received)
    if (!answer || !waiting) return
    const { resolve } = waiting
    received = ''
    waiting = null
    resolve(answer)
  })
  return () =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject }
    })
}

function parse(text: string): Answer | null {
  const end = text.indexOf(headEnd)
  if (end < 0) return null
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
  const body = text.slice(end + headEnd.length)
  return body.length < length ? null : { status: Number(text.slice(9, 12)), body }
}
