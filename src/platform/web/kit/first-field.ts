const fields = [
  'input:not([type=hidden], [type=file], :disabled)',
  'textarea:not(:disabled)',
  'select:not(:disabled)',
].join(', ')

/** Puts the focus where a person begins: on the first field inside. Not on touch screens, where the keyboard
 *  would rise over what is to be read first.
 *  @returns whether there was a field to go to */
export function focusFirstField(within: Element): boolean {
  if (!matchMedia('(pointer: fine)').matches) return false
  const first = within.querySelector<HTMLElement>(fields)
  first?.focus({ preventScroll: true })
  return first !== null
}
