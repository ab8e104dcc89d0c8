import { createHmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type APIRequestContext, type APIResponse, expect, type Page } from '@playwright/test'
import { person, setting } from './fixtures'

export interface Person {
  name: string
  email: string
  password: string
}

let made = 0

/** An address nobody has yet. */
export function freshEmail(): string {
  made += 1
  return `person-${process.pid}-${Date.now()}-${made}@northwind.example`
}

/** The path of the latest link mailed to `email` that begins with `start`, such as "/invite/". */
export async function linkFor(email: string, start: string): Promise<string> {
  const folder = setting('SECUREFLOW_OUTBOX')
  let found = ''
  await expect(async () => {
    for (const name of (await readdir(folder)).sort()) {
      const mail = await readFile(join(folder, name), 'utf8')
      // Long lines of a mail end in "=" and go on in the next.
      const text = mail.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
      if (!text.includes(email)) continue
      found = new RegExp(`https?://[^/\\s]+(${start}[\\w-]+)`).exec(text)?.[1] ?? found
    }
    expect(found, `a mail to ${email} with ${start}`).not.toBe('')
  }).toPass()
  return found
}

async function answered<Answer>(answer: APIResponse): Promise<Answer> {
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

/** A new member of the demo merchant, who has followed the invitation's link. */
export async function newMember(request: APIRequestContext, role: string): Promise<Person> {
  const owner = await answered<{ access_token: string }>(
    await request.post('/api/auth/login', { data: person('merchant') }),
  )
  const member = { name: 'Sam Ortiz', email: freshEmail(), password: 'four plain words here' }
  await answered(
    await request.post('/api/invitations', {
      data: { email: member.email, role },
      headers: { Authorization: `Bearer ${owner.access_token}` },
    }),
  )
  const token = (await linkFor(member.email, '/invite/')).split('/').at(-1)
  const { name, password } = member
  await answered(await request.post(`/api/auth/invitations/${token}`, { data: { name, password } }))
  await request.post('/api/auth/logout')
  return member
}

/** Fills the form of the sign-in page and sends it. */
export async function signIn(page: Page, { email, password }: Omit<Person, 'name'>): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator app shows for `secret`, `steps` of half a minute from now (RFC 6238). */
export function codeOf(secret: string, steps = 0): string {
  const bits = [...secret].map((char) => BASE32.indexOf(char).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const digest = createHmac('sha1', Buffer.from(bytes)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000
  return String(number).padStart(6, '0')
}
