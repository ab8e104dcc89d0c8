import { type APIRequestContext, expect } from '@playwright/test'
import { person, setting } from './fixtures'
import type { Person } from './people'

/** The access token of a person. */
export async function tokenOf(
  request: APIRequestContext,
  who: Omit<Person, 'name'> = person('merchant'),
): Promise<string> {
  const answer = await request.post('/api/auth/login', { data: who })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()).access_token
}

/** The test key of a person's merchant that the docs show as well. */
export async function testKeyOf(
  request: APIRequestContext,
  who?: Omit<Person, 'name'>,
): Promise<string> {
  const headers = { Authorization: `Bearer ${await tokenOf(request, who)}` }
  const answer = await request.get('/api/keys', { headers })
  const { items } = (await answer.json()) as { items: { mode: string; secret: string | null }[] }
  const secret = items.find(({ mode }) => mode === 'test')?.secret
  expect(secret).toMatch(/^sf_test_/)
  return secret ?? ''
}

/** Scores a payment as a program does, and answers with what came back. */
export async function score(
  request: APIRequestContext,
  payment: object,
  key = setting('SECUREFLOW_API_KEY'),
): Promise<{ transaction_id: number; score: number; decision: string }> {
  const headers = { 'X-API-Key': key }
  const answer = await request.post('/api/predict', { headers, data: payment })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}
