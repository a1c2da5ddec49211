import 'react'

// Custom properties are part of CSS that React's types leave out.
declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined
  }
}
