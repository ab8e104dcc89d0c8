import type { Burst, Shield } from '@/lib/api.gen'

/** Believable answers about the shield, complete by type. */

export function burst(over: Partial<Burst> = {}): Burst {
  return {
    key: '9f2b6c1d0e8a4753bb10c2d4e6f80912',
    kind: 'ip',
    value: '203.0.113.7',
    text: 'Card testing from 203.0.113.7: 1,664 stopped',
    since: '2026-11-21T09:30:00Z',
    until: '2026-11-21T11:29:00Z',
    stopped: 1664,
    let_through: 7,
    ...over,
  }
}

export function shield(over: Partial<Shield> = {}): Shield {
  const days = Array.from({ length: 28 }, (_, ago) => ({
    day: new Date(Date.UTC(2026, 10, 21 - 27 + ago)).toISOString().slice(0, 10),
    caught: ago === 27 ? 1664 : 0,
    stopped: ago === 27 ? 1664 : 0,
  }))
  return {
    mode: 'live',
    effect: 'block',
    bursts: [burst()],
    days,
    watches: [
      { kind: 'ip', newcomers: 7 },
      { kind: 'device', newcomers: 7 },
      { kind: 'customer', newcomers: 7 },
      { kind: 'card_bin', newcomers: 25 },
      { kind: 'email', newcomers: 25 },
    ],
    window_seconds: 600,
    lasts_seconds: 3600,
    ...over,
  }
}
