import { actors, callTypes, scoreKinds } from '../../event/index.ts'
import { needOf } from '../access/needs.ts'
import type { Need } from '../access/role.ts'
import type { OtherAnswers } from '../contract/operate.ts'
import { ref, type Schema } from './shapes.ts'

/** A route that is no question of the contract: a stream, a file, a probe, events that come in. */
export interface Other {
  readonly says: string
  /** who may: as routes of the contract say it, or who has a write key */
  readonly role: Need | 'writer'
  readonly type: string
  /** what its body may be, by type */
  readonly body?: Readonly<Record<string, Schema>>
  /** its parameters in the address, each a text that may be left out */
  readonly query?: Readonly<Record<string, string>>
  /** another status with the same answer */
  readonly more?: number
}

const json = 'application/json'
const text = { type: 'string' }
const anything = { type: 'object' }
const oneCall: Schema = {
  type: 'object',
  description: 'A call of Segment’s shape, 32 KB at most; what else it holds is let be.',
  properties: {
    messageId: { ...text, description: 'an id counts once for a writer; without one, each request is new' },
    userId: { type: ['string', 'number', 'null'] },
    anonymousId: { type: ['string', 'number', 'null'] },
    previousId: { ...text, description: 'of an alias: the id that it had before' },
    event: { ...text, description: 'of a track: what happened' },
    name: { ...text, description: 'of a page or screen' },
    timestamp: { type: ['string', 'number', 'null'], description: 'when it happened, with its zone; without it, now' },
    sentAt: { ...text, description: 'by the sender’s clock, which is put right by it' },
    properties: anything,
    traits: anything,
    context: {
      type: 'object',
      properties: {
        throughline: {
          type: 'object',
          properties: {
            ...Object.fromEntries(['case', 'channel', 'team', 'system', 'partner', 'text'].map((name) => [name, text])),
            actor: { enum: [...actors] },
            score: {
              type: 'object',
              properties: { kind: { enum: [...scoreKinds] }, value: { type: 'number' } },
            },
          },
        },
      },
    },
    writeKey: { ...text, description: 'the key, where it is not in Authorization' },
  },
}
const aBatch: Schema = {
  type: 'object',
  description: '512 KB at most.',
  required: ['batch'],
  properties: {
    batch: {
      type: 'array',
      items: { allOf: [{ $ref: ref('Call') }, { type: 'object', properties: { type: { enum: [...callTypes] } } }] },
    },
    sentAt: text,
    context: anything,
    writeKey: text,
  },
}
const aCloudEvent: Schema = {
  type: 'object',
  description: 'CloudEvents 1.0; extensions are fields or properties.',
  required: ['specversion', 'id', 'source', 'type'],
  properties: {
    specversion: { const: '1.0' },
    id: text,
    source: text,
    type: { ...text, description: 'what happened' },
    subject: { ...text, description: 'the user' },
    time: text,
    data: {},
  },
}
const bytes: Schema = { type: 'string', contentMediaType: 'application/octet-stream' }
export const calls = { Call: oneCall, Batch: aBatch, CloudEvent: aCloudEvent }

const takes = { role: 'writer', type: json, body: { [json]: { $ref: ref('Call') } } } as const
const takesMany = { ...takes, body: { [json]: { $ref: ref('Batch') } } } as const

/** Each is mounted by hand; a test holds this list against what is mounted. */
export const others: { readonly [Key in keyof OtherAnswers]: Other } = {
  'GET /health': { says: 'The process is up', role: 'open', type: json },
  'GET /ready': { says: 'It can take events and answer questions', role: 'open', type: json, more: 503 },
  'GET /metrics': { says: 'What it counts, as Prometheus reads it', role: 'open', type: 'text/plain' },
  'GET /api/openapi.json': { says: 'This document', role: 'open', type: json },
  'GET /api/live': {
    says: 'Changes as they happen, at most once a second: { kind: changed, events, moved }',
    role: needOf['GET /api/live'],
    type: 'text/event-stream',
  },
  'GET /api/sign-in/oidc/:provider': {
    says: 'Leads a browser to a provider of sign-in',
    role: needOf['GET /api/sign-in/oidc/:provider'],
    type: 'text/html',
  },
  'GET /api/auth/callback/:provider': {
    says: 'Where the provider leads back to',
    role: needOf['GET /api/auth/callback/:provider'],
    type: 'text/html',
    query: { code: 'by the provider', state: 'as it was sent there', iss: 'who the provider is', error: 'why not' },
  },
  'GET /api/imports/:import/progress': {
    says: 'How an import goes, until it ends: its state in each event',
    role: needOf['GET /api/imports/:import/progress'],
    type: 'text/event-stream',
  },
  'GET /api/imports/:import/refused.csv': {
    says: 'Every refused row',
    role: needOf['GET /api/imports/:import/refused.csv'],
    type: 'text/csv',
  },
  'POST /v1/track': { says: 'Something happened', ...takes },
  'POST /v1/t': { says: 'As /v1/track', ...takes },
  'POST /v1/identify': { says: 'Who a customer is', ...takes },
  'POST /v1/i': { says: 'As /v1/identify', ...takes },
  'POST /v1/page': { says: 'A page was viewed', ...takes },
  'POST /v1/p': { says: 'As /v1/page', ...takes },
  'POST /v1/screen': { says: 'A screen was viewed', ...takes },
  'POST /v1/s': { says: 'As /v1/screen', ...takes },
  'POST /v1/group': { says: 'A customer belongs to a group', ...takes },
  'POST /v1/g': { says: 'As /v1/group', ...takes },
  'POST /v1/alias': { says: 'Two ids are one customer', ...takes },
  'POST /v1/a': { says: 'As /v1/alias', ...takes },
  'POST /v1/batch': { says: 'Several calls at once', ...takesMany },
  'POST /v1/b': { says: 'As /v1/batch', ...takesMany },
  'POST /v1/events': {
    ...takes,
    says: 'CloudEvents 1.0: one, a list, or binary mode with ce- headers; 64 KB at most each',
    body: {
      'application/cloudevents+json': { $ref: ref('CloudEvent') },
      'application/cloudevents-batch+json': { type: 'array', items: { $ref: ref('CloudEvent') } },
      '*/*': bytes,
    },
  },
  'POST /v1/import': {
    ...takes,
    says: 'A file of events of any size, packed with gzip or not: calls as JSON lines, or CSV, TSV, JSON lines, Parquet, XES, OCEL',
    body: { '*/*': bytes },
    query: {
      name: "the file's name",
      profile: 'how it is read: an import profile (import/1)',
      zone: 'the zone of times without one',
    },
  },
  'POST /v1/hook/:connector': {
    says: 'What a connector is for, in the shape of who sends: JSON or a form, signed as the connector says',
    role: 'writer',
    type: json,
    body: { [json]: {}, 'application/x-www-form-urlencoded': anything },
  },
  'POST /v1/hook/:connector/:key': {
    says: 'As /v1/hook/{connector}, for who can show a key in the address alone',
    role: 'writer',
    type: json,
    body: { [json]: {}, 'application/x-www-form-urlencoded': anything },
  },
  'GET /v1/projects/:key/settings': { says: 'What analytics.js asks before it sends', role: 'writer', type: json },
}
