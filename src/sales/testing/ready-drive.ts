interface Steps {
  readonly step: (path: string, body: object) => Promise<{ status: number; text: string }>
}

/** Makes a booked drive ready to start: its licence looked at, its agreement signed on paper.
 *  @throws Error when the process refuses */
export async function makeReady(sale: Steps, testDriveId: string | undefined): Promise<void> {
  const licence = { licenceClass: 'C1', validUntil: '2090-01-01' }
  for (const [path, body] of [
    ['licence', licence],
    ['agreement', { signature: null, textLanguage: 'zh' }],
  ] as const) {
    const answer = await sale.step(`test-drives/${testDriveId}/${path}`, body)
    if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`)
  }
}
