/** What is cut off by its place says itself in full under the pointer, wherever it stands. */
export function tellWholeText(): () => void {
  const tell = ({ target }: PointerEvent) => {
    const cut = target instanceof Element ? target.closest<HTMLElement>(mayBeCut) : null
    if (!cut || (cut.title && cut.title !== told.get(cut))) return
    const whole = cut.scrollWidth > cut.clientWidth ? (cut.textContent?.trim() ?? '') : ''
    told.set(cut, whole)
    if (cut.title !== whole) cut.title = whole
  }
  document.addEventListener('pointerover', tell, { passive: true })
  return () => document.removeEventListener('pointerover', tell)
}

const mayBeCut = '.clip, .table td, .mark, .bcard-name, .bcard-car, .bcard-owner, .ant-select-content-value'
/** Titles given here follow the text; those that a page gave stay. */
const told = new WeakMap<HTMLElement, string>()
