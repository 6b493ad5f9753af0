/** What was answered, or the message of a refusal. */
export async function orMessage<T>(work: () => T | Promise<T>): Promise<T | string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
