import { execFile } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { setting } from './fixtures'
import type { Person } from './people'

const ROOT = resolve(__dirname, '../..')

/** What `secureflow …` answers, beside the product that runs. */
async function secureflow(args: string[], input = ''): Promise<Record<string, unknown>> {
  const running = promisify(execFile)(
    join(ROOT, '.venv/bin/python'),
    ['-m', 'secureflow.cli', ...args, '--json'],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PYTHONPATH: join(ROOT, 'backend'),
        SECUREFLOW_DATA: dirname(setting('SECUREFLOW_OUTBOX')),
      },
    },
  )
  running.child.stdin?.end(input)
  return JSON.parse((await running).stdout)
}

/** The owner of a merchant that was made just now: a test key, and no payment of any kind. */
export async function newOwner(): Promise<Omit<Person, 'name'>> {
  const email = `owner-${process.pid}-${Date.now()}@beginner.example`
  const password = 'a shop that opens today'
  const { merchant } = await secureflow(['create-merchant', 'Beginner', '--currency', 'EUR'])
  const who = ['--merchant', String(merchant), '--email', email, '--name', 'Ida Holm']
  await secureflow(['create-user', ...who, '--role', 'owner', '--password-stdin'], password)
  return { email, password }
}
