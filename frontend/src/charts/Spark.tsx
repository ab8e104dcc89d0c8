interface SparkProps {
  /** Of one kind, oldest first, on a scale from 0 to `max`. */
  values: readonly number[]
  max: number
  /** What they are, with the values, as text. */
  label: string
}

const WIDTH = 72
const HEIGHT = 20
const EDGE = 2.5

/** A word-sized line with a dot at its end: where it comes from, not how much it is. */
export function Spark({ values, max, label }: SparkProps) {
  if (!values.length) return null
  const x = (index: number) =>
    EDGE +
    ((WIDTH - 2 * EDGE) * (index + (values.length === 1 ? 1 : 0))) / Math.max(values.length - 1, 1)
  const y = (value: number) => HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * value) / max
  const last = values.length - 1
  return (
    <svg role="img" aria-label={label} width={WIDTH} height={HEIGHT} className="block">
      <polyline
        points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        className="stroke-series-1"
      />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.5" className="fill-series-1" />
    </svg>
  )
}
