import { getRouteApi } from '@tanstack/react-router'
import { Frame } from './Shell'
import { Visitor } from './Visitor'

const route = getRouteApi('/open')

/** The frame around pages that are open to all: the usual one for whoever is signed in. */
export default function OpenShell() {
  const { me } = route.useRouteContext()
  return me ? <Frame me={me} /> : <Visitor />
}
