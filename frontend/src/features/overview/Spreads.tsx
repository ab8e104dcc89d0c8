import { Concentration, type ConcentrationProps } from './Concentration'
import { ScoreSpread } from './ScoreSpread'

/** How scores spread, and where fraud concentrates. */
export default function Spreads(props: ConcentrationProps) {
  return (
    <>
      <ScoreSpread dashboard={props.dashboard} />
      <Concentration {...props} />
    </>
  )
}
