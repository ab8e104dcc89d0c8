import { useSyncExternalStore } from 'react'

/** A request to show as code and to send. */
export interface Call {
  method: string
  /** With its query, from /api on. */
  path: string
  headers?: Record<string, string>
  body?: unknown
  /** Who sends it: a program with its key unless said, a person with their token, or nobody. */
  as?: 'key' | 'person' | 'nobody'
  /** The name of a file to send in the field `file`, instead of a body. */
  file?: string
}

export const LANGUAGES = ['curl', 'python', 'node', 'php'] as const
export type Language = (typeof LANGUAGES)[number]

/** How a language writes a value of JSON. */
interface Style {
  words: { true: string; false: string; null: string }
  list: [string, string]
  object: [string, string]
  quote: (text: string) => string
  key: (name: string) => string
}

const single = (text: string) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`
const JS_WORDS = { true: 'true', false: 'false', null: 'null' }

const STYLES: Record<'python' | 'node' | 'php', Style> = {
  python: {
    words: { true: 'True', false: 'False', null: 'None' },
    list: ['[', ']'],
    object: ['{', '}'],
    quote: (text) => JSON.stringify(text),
    key: (name) => `${JSON.stringify(name)}: `,
  },
  node: {
    words: JS_WORDS,
    list: ['[', ']'],
    object: ['{', '}'],
    quote: single,
    key: (name) => `${/^\w+$/.test(name) ? name : single(name)}: `,
  },
  php: {
    words: JS_WORDS,
    list: ['[', ']'],
    object: ['[', ']'],
    quote: single,
    key: (name) => `${single(name)} => `,
  },
}

/** `value` as `language` writes it; its lines after the first stand `indent` to the right. */
function literal(value: unknown, style: Style, step: string, indent: string): string {
  if (typeof value === 'string') return style.quote(value)
  if (value === null || typeof value !== 'object') {
    return style.words[String(value) as 'true'] ?? String(value)
  }
  const [open, close] = Array.isArray(value) ? style.list : style.object
  const inner = indent + step
  const rows = Array.isArray(value)
    ? value.map((item) => literal(item, style, step, inner))
    : Object.entries(value).map(
        ([name, item]) => style.key(name) + literal(item, style, step, inner),
      )
  if (!rows.length) return open + close
  return `${open}\n${rows.map((row) => `${inner}${row},\n`).join('')}${indent}${close}`
}

const WHO: Record<NonNullable<Call['as']>, (key: string) => Record<string, string>> = {
  key: (key) => ({ 'X-API-Key': key }),
  person: () => ({ Authorization: 'Bearer …' }),
  nobody: () => ({}),
}

export const JSON_TYPE = 'application/json'

/** Every header of `call`, without those a language adds by itself. */
function headersOf({ as = 'key', headers }: Call, key: string, type = {}): Record<string, string> {
  return { ...WHO[as](key), ...type, ...headers }
}

/** The same with the type of its body, where a language does not say it by itself. */
export function typedHeadersOf(call: Call, key: string): Record<string, string> {
  return headersOf(call, key, call.body === undefined ? {} : { 'Content-Type': JSON_TYPE })
}

function curl(call: Call, origin: string, key: string): string {
  const headers = typedHeadersOf(call, key)
  const lines = [`curl${call.method === 'GET' ? '' : ` -X ${call.method}`} '${origin}${call.path}'`]
  for (const [name, value] of Object.entries(headers)) lines.push(`-H '${name}: ${value}'`)
  if (call.file) lines.push(`-F 'file=@${call.file}'`)
  if (call.body !== undefined) {
    const json = JSON.stringify(call.body, null, 2).replace(/\n/g, '\n  ')
    lines.push(`-d '${json.replace(/'/g, `'\\''`)}'`)
  }
  return lines.join(' \\\n  ')
}

function python(call: Call, origin: string, key: string): string {
  const value = (given: unknown) => literal(given, STYLES.python, '    ', '    ')
  const rows = [`"${origin}${call.path}"`, `headers=${value(headersOf(call, key))}`]
  if (call.body !== undefined) rows.push(`json=${value(call.body)}`)
  if (call.file) rows.push(`files={"file": open("${call.file}", "rb")}`)
  rows.push('timeout=10')
  return `import requests

answer = requests.${call.method.toLowerCase()}(
${rows.map((row) => `    ${row},\n`).join('')})
print(answer.status_code, answer.text)`
}

function node(call: Call, origin: string, key: string): string {
  const value = (given: unknown, indent: string) => literal(given, STYLES.node, '  ', indent)
  const headers = typedHeadersOf(call, key)
  const rows = [`method: '${call.method}'`, `headers: ${value(headers, '  ')}`]
  if (call.body !== undefined) rows.push(`body: JSON.stringify(${value(call.body, '  ')})`)
  const before = call.file
    ? `import { openAsBlob } from 'node:fs'

const body = new FormData()
body.append('file', await openAsBlob('${call.file}'), '${call.file}')

`
    : ''
  if (call.file) rows.push('body')
  return `${before}const answer = await fetch('${origin}${call.path}', {
${rows.map((row) => `  ${row},\n`).join('')}})
console.log(answer.status, await answer.text())`
}

function php(call: Call, origin: string, key: string): string {
  const value = (given: unknown) => literal(given, STYLES.php, '    ', '    ')
  const headers = Object.entries(typedHeadersOf(call, key)).map(
    ([name, text]) => `${name}: ${text}`,
  )
  const rows = [
    `CURLOPT_CUSTOMREQUEST => '${call.method}'`,
    'CURLOPT_RETURNTRANSFER => true',
    `CURLOPT_HTTPHEADER => ${value(headers)}`,
  ]
  if (call.body !== undefined) {
    rows.push(`CURLOPT_POSTFIELDS => json_encode(${value(call.body)})`)
  }
  if (call.file) rows.push(`CURLOPT_POSTFIELDS => ['file' => new CURLFile('${call.file}')]`)
  return `<?php
$call = curl_init('${origin}${call.path}');
curl_setopt_array($call, [
${rows.map((row) => `    ${row},\n`).join('')}]);
echo curl_exec($call);`
}

const WRITERS = { curl, python, node, php }

/** The code that sends `call` to `origin` with `key`. */
export function snippet(language: Language, call: Call, origin: string, key: string): string {
  return WRITERS[language](call, origin, key)
}

const KEY = 'sf-language'
const listeners = new Set<() => void>()
const chosen = (): Language =>
  LANGUAGES.find((language) => language === localStorage.getItem(KEY)) ?? 'curl'

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language a reader wants to see, the same in every example and the next time. */
export function useLanguage(): [Language, (next: Language) => void] {
  const language = useSyncExternalStore(subscribe, chosen)
  const choose = (next: Language) => {
    localStorage.setItem(KEY, next)
    for (const listener of listeners) listener()
  }
  return [language, choose]
}
