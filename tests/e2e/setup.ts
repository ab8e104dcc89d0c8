import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { FullConfig } from '@playwright/test'

const ROOT = resolve(__dirname, '../..')

type Stop = () => Promise<void>

/**
 * Starts a product for each worker, with a shop of its own: no test decides an order, ends a
 * session or changes a policy that another looks at meanwhile. Returns what stops them. With
 * SECUREFLOW_URL, SECUREFLOW_LOGIN and SECUREFLOW_PASSWORD set, all use that one.
 */
export default async function setup({ workers }: FullConfig): Promise<Stop | undefined> {
  if (process.env.SECUREFLOW_URL) return undefined
  const started = await Promise.all(Array.from({ length: workers }, (_, worker) => start(worker)))
  return async () => {
    await Promise.all(started.map((stop) => stop()))
  }
}

/** Starts one product and hands its lines on as environment variables that end in the worker. */
async function start(worker: number): Promise<Stop> {
  const python = join(ROOT, '.venv/bin/python')
  if (!existsSync(python)) throw new Error(`${python} is missing: run \`make setup\`.`)
  const product = spawn(python, ['-m', 'tests.e2e.serve'], {
    cwd: ROOT,
    env: { ...process.env, PYTHONPATH: join(ROOT, 'backend') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(product, 'exit')
  for await (const line of createInterface({ input: product.stdout })) {
    if (line === 'Ready') {
      return async () => {
        product.stdin.end()
        await ended
      }
    }
    const [, name, value] = /^(SECUREFLOW_\w+)=(.*)$/.exec(line) ?? []
    if (name && value) process.env[`${name}_${worker}`] = value
  }
  throw new Error('The product did not start; see above.')
}
