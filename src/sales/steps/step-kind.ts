import { type ActionKind, actionKinds } from '../process/action.contract.ts'

/** The actions that a person takes on an existing sale; the others are begun elsewhere or by the system. */
export type StepKind = Exclude<ActionKind, (typeof elsewhere)[number]>

const elsewhere = [
  'open-inquiry',
  'import-sale',
  'expire-reservation',
  'offer-car',
] as const satisfies readonly ActionKind[]

export function isStep(kind: string): kind is StepKind {
  return actionKinds.some(each => each === kind && !elsewhere.some(other => other === each))
}
