import { docs as t } from '@/messages/en'
import { CodeBlock } from '@/ui/CodeBlock'
import { examplesOf, type Operation, type Response, type Spec } from './openapi'
import { Prose } from './Prose'
import { SchemaView } from './SchemaView'

/** What it answers: the good answers with their fields, the errors with their codes. */
export function Answers({ spec, operation }: { spec: Spec; operation: Operation }) {
  const all = Object.entries(operation.responses)
  const good = all.filter(([status]) => /^[23]/.test(status))
  const bad = all.filter(([status]) => !/^[23]/.test(status))
  return (
    <>
      {good.map(([status, response]) => (
        <Good key={status} spec={spec} status={status} response={response} />
      ))}
      <h3 className="pt-2 text-md font-semibold">{t.errors}</h3>
      <ul className="flex flex-col gap-1 text-base">
        {bad.map(([status, response]) => (
          <li key={status}>
            {status !== 'default' && <span className="font-semibold">{status} </span>}
            <Prose text={codesOf(response)} />
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-2">
        <Prose text={t.seeErrors} />
      </p>
    </>
  )
}

function Good({ spec, status, response }: { spec: Spec; status: string; response: Response }) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <h3 className="text-md font-semibold">
        {status} <span className="font-normal text-ink-2">{response.description}</span>
      </h3>
      {Object.entries(response.content ?? {}).map(([type, media]) => (
        <div key={type} className="flex min-w-0 flex-col gap-3">
          {media.schema && <SchemaView spec={spec} schema={media.schema} />}
          {/json/.test(type) ? (
            examplesOf(spec, media).map(({ name, value }) => (
              <CodeBlock
                key={name}
                label={name || t.exampleAnswer}
                code={JSON.stringify(value, null, 2)}
              />
            ))
          ) : (
            <p className="font-mono text-xs text-ink-2">{type}</p>
          )}
        </div>
      ))}
    </div>
  )
}

/** The codes of an answer, by whose names its examples stand, each leading to its fix. */
function codesOf({ description, content = {} }: Response): string {
  const codes = Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples))
  return codes.map((code) => `[\`${code}\`](/docs/errors#${code})`).join(', ') || description
}
