const codes = /^(08|57P0|53300|ECONN|EPIPE|ENOENT|ETIMEDOUT)/
const messages = /Connection terminated|timeout exceeded when trying to connect|not queryable/

/** Whether an error says that the database could not be reached: it may be back in a moment. */
export function isLostConnection(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return codes.test(String(code ?? '')) || messages.test(String(message ?? ''))
}
