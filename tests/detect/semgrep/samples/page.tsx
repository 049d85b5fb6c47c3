import React, { useState } from 'react'
import * as path from 'path'

const base = '/static'
const labels = { open: 'Open', close: 'Close' }

type Props = { name: string; onError: (err: any) => void }

export function Picture({ name }: Props) {
  const file = path.join(base, name)
  return <img src={`${base}/${file}`} alt={name} />
}

export const Page: React.FC<Props> = (props: any) => {
  const [text, setText] = useState('')
  const parsed = eval(text)
  if (parsed == null) {
    return <p>{labels.open}</p>
  }
  return (
    <div className={`page ${props.name}`}>
      <input value={text} onChange={(event: any) => setText(event.target.value)} />
      <Picture name={props.name} onError={(err: any) => console.log(err)} />
    </div>
  )
}

export class Boundary extends React.Component<Props> {
  state = { failed: false }

  componentDidCatch(error: unknown) {
    const seen: Record<string, unknown> = {}
    seen[String(error)] = true
    this.setState({ failed: true, seen })
  }

  title() {
    return this.props
  }

  render() {
    return this.state.failed ? <b>{`failed ${this.props.name}`}</b> : <>{this.props.children}</>
  }
}

export default React.memo(Page)
