/** The same drawing as public/favicon.svg, in the colours of the theme. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d4fb8" />
      <path d="M5.5 20.5h21" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <path
        d="M8 20.5v-4.3c0-.6.3-1.1.8-1.4l2.5-1.4 2.3-3.4c.6-.9 1.6-1.4 2.7-1.4h4.2c1 0 1.9.5 2.4 1.3l2.4 3.7c.4.7.7 1.5.7 2.3v4.6"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="23.5" r="2.1" fill="#f5b84b" />
      <circle cx="20.6" cy="23.5" r="2.1" fill="#f5b84b" />
    </svg>
  )
}
