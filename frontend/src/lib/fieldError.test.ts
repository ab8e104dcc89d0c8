import { expect, test } from 'vitest'
import { ApiError } from './errors'
import { fieldError } from './fieldError'

const error = (field: string | null, message: string, fix: string | null = null) =>
  new ApiError({ code: 'invalid_input', message, field, fix, request_id: 'r' }, 422)

test('what the API says of a field reads as a sentence under it', () => {
  expect(fieldError(error('name', 'name: must not be empty'), 'name')).toBe('Must not be empty.')
  const long = error('password', 'password: is common.', 'Take other words.')
  expect(fieldError(long, 'password')).toBe('Is common. Take other words.')
  const one = error('addresses[1]', 'addresses[1]: is not one')
  expect(fieldError(one, 'addresses')).toBe('Is not one.')
})

test('what is about something else is not', () => {
  expect(fieldError(error('name', 'name: no'), 'password')).toBeUndefined()
  expect(fieldError(error(null, 'No.'), 'name')).toBeUndefined()
  expect(fieldError(new Error('no'), 'name')).toBeUndefined()
})
