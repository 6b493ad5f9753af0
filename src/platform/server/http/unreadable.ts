import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ProblemCode } from '../../contract.ts'
import { describe } from '../../problem.ts'
import type { ProblemBook } from './problem-answers.ts'

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'request.head-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too-slow',
}

/** Bytes that are no request of HTTP, or a head without end: one problem, and the connection ends, because what
 *  follows on it could be read as anything. */
export function answerUnreadable(
  { catalogue }: ProblemBook,
  error: NodeJS.ErrnoException,
  socket: Pick<Socket, 'writable' | 'destroyed' | 'write' | 'destroy'>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const code = codes[error.code ?? ''] ?? 'request.unreadable'
  const type = catalogue[code]
  if (!type) throw new Error(`the catalogue of problems lacks ${code}`)
  const body = JSON.stringify({
    type: `/api/docs/problems/${code}`,
    status: type.status,
    code,
    ...describe(type, 'en', {}),
  })
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${type.status} ${STATUS_CODES[type.status]}`,
        'content-type: application/problem+json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'x-content-type-options: nosniff',
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    )
  socket.destroy()
}
