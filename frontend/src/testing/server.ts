import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import type { Envelope } from '@/lib/api.gen'
import { eventStream } from './events'
import * as facts from './facts'
import * as known from './knownRules'
import * as measured from './measured'
import * as model from './models'
import * as people from './people'
import * as policies from './policies'
import * as previews from './previews'
import * as reviews from './reviews'
import * as sample from './samples'
import * as settings from './settings'

/**
 * The API of all tests: somebody is signed in and there is a little of everything. A test that
 * needs another answer says so: `server.use(http.get('/api/dashboard', () => failure(500)))`.
 */
export const server = setupServer(
  http.post('/api/auth/refresh', () => HttpResponse.json(sample.signedIn())),
  http.post('/api/auth/logout', () => HttpResponse.json({ authenticated: false })),
  eventStream,
  http.get('/api/me', () => HttpResponse.json(sample.me())),
  http.get('/api/dashboard', () => HttpResponse.json(sample.dashboard())),
  http.get('/api/transactions', () =>
    HttpResponse.json({ items: [sample.transactionRow()], next_cursor: null }),
  ),
  http.get('/api/transactions/:id', () => HttpResponse.json(sample.transaction())),
  http.get('/api/transactions/:id/similar', () => HttpResponse.json(facts.similar())),
  http.get('/api/transactions/:id/timeline', () => HttpResponse.json(facts.timeline())),
  http.get('/api/transactions/:id/linked', () => HttpResponse.json(facts.linked())),
  http.get('/api/customers', () =>
    HttpResponse.json({ items: [facts.customerRow()], next_cursor: null }),
  ),
  http.get('/api/customers/:id', () => HttpResponse.json(facts.customerDetail())),
  http.post('/api/feedback', () => HttpResponse.json(sample.feedback(), { status: 201 })),
  http.post('/api/predict', () => HttpResponse.json(sample.prediction())),
  http.get('/api/sample-data', () => HttpResponse.json({ state: 'none', done: 0, total: 0 })),
  http.get('/api/uploads', () => HttpResponse.json({ items: [sample.upload()] })),
  http.get('/api/uploads/:id', () => HttpResponse.json(sample.upload())),
  http.get('/api/costs', () => HttpResponse.json(settings.costSettings())),
  http.get('/api/review-settings', () => HttpResponse.json(settings.reviewSettings())),
  http.get('/api/reviews', () => HttpResponse.json(reviews.reviewPage([reviews.review()]))),
  http.get('/api/reviews/reasons', () => HttpResponse.json(reviews.reviewReasons())),
  http.get('/api/reviews/agreement', () => HttpResponse.json(measured.reviewAgreement())),
  http.get('/api/reviews/:id', () => HttpResponse.json(reviews.reviewDetail())),
  http.post('/api/reviews/:id/claim', () => HttpResponse.json(reviews.claimed())),
  http.delete('/api/reviews/:id/claim', () => new HttpResponse(null, { status: 204 })),
  http.get('/api/review-views', () => HttpResponse.json({ items: [reviews.reviewView()] })),
  http.get('/api/review-sample', () => HttpResponse.json(measured.reviewSample())),
  http.get('/api/models', () => HttpResponse.json(model.modelsAnswer())),
  http.get('/api/models/quality', () => HttpResponse.json(measured.qualityOverTime())),
  http.get('/api/models/drift', () => HttpResponse.json(measured.driftReport())),
  http.get('/api/models/comparison', () => HttpResponse.json(measured.comparison())),
  http.get('/api/models/:version', ({ params }) =>
    HttpResponse.json(model.modelDetail({ version: String(params.version) })),
  ),
  http.get('/api/policies', () =>
    HttpResponse.json({ items: policies.allPolicies(), next_cursor: null }),
  ),
  http.get('/api/policies/:version', ({ params }) => {
    const found = policies.allPolicies().find(({ version }) => String(version) === params.version)
    return found ? HttpResponse.json(policies.policyDetail(found)) : failure(404)
  }),
  http.post('/api/policies/preview', () => HttpResponse.json(previews.preview())),
  http.get('/api/rules', () => HttpResponse.json(known.knownRules())),
  http.get('/api/rules/:id(\\d+)', ({ params }) =>
    HttpResponse.json(known.ruleDetail({ id: Number(params.id) })),
  ),
  http.get('/api/rules/:id/quality', () => HttpResponse.json(known.ruleQuality())),
  http.get('/api/sessions', () => HttpResponse.json({ items: [people.sessionRow()] })),
  http.get('/api/team', () => HttpResponse.json({ items: [people.member()] })),
  http.get('/api/invitations', () => HttpResponse.json({ items: [people.invitation()] })),
  http.get('/api/keys', () => HttpResponse.json({ items: [people.key()] })),
)

/** An answer with the error envelope. */
export function failure(
  status: number,
  over: Partial<Omit<Envelope, 'code'>> & { code?: string } = {},
  headers: Record<string, string> = {},
) {
  const said = { code: 'internal_error', message: 'It did not work.', request_id: 'req-1', ...over }
  const envelope = { docs: `/docs/errors#${said.code}`, ...said }
  return HttpResponse.json(envelope, { status, headers })
}
