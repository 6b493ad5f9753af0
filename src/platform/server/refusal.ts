/** A reason not to start that the operator can act on: printed as one sentence, without a stack. */
export class Refusal extends Error {
  override name = 'Refusal'
}
