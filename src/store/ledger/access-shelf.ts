import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { AccessShelf, StoredMember } from '../ports.ts'
import type { MemberRow } from './database.ts'
import type { Work } from './work.ts'

export function accessShelf(work: Work): AccessShelf {
  return { ...memberShelf(work), ...keyShelf(work), ...auditShelf(work) }
}

function memberShelf(work: Work): Pick<AccessShelf, 'members' | 'member' | 'hasAdmin'> {
  return {
    members: () =>
      work(async (db) => {
        const rows = await db.selectFrom('member').selectAll().orderBy('name').orderBy('id').execute()
        const accounts = await db.selectFrom('account').select(['userId', 'providerId']).execute()
        return rows.map((row) => ({
          ...told(row),
          ways: accounts.filter(({ userId }) => userId === row.id).map(({ providerId }) => providerId),
        }))
      }),
    member: (id) =>
      work(async (db) => {
        const row = await db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
        return row === undefined ? null : told(row)
      }),
    hasAdmin: () =>
      work(async (db) => {
        const row = await db
          .selectFrom('member')
          .innerJoin('account', 'account.userId', 'member.id')
          .select('member.id')
          .where('role', '=', 'admin')
          .executeTakeFirst()
        return row !== undefined
      }),
  }
}

function told(row: Selectable<MemberRow>): StoredMember {
  const { id, name, email, role, partner, createdAt } = row
  return { id, name, email, role, partner, at: createdAt.toISOString() }
}

function keyShelf(work: Work): Pick<AccessShelf, 'apiKeys' | 'addApiKey' | 'revokeApiKey' | 'byApiKey'> {
  return {
    apiKeys: (member) =>
      work(async (db) => {
        const rows = await db.selectFrom('api_key').selectAll().where('member', '=', member).orderBy('at').execute()
        return rows.map(({ id, hint, title, at, expires, revoked }) => ({
          id,
          hint,
          title,
          at: at.toISOString(),
          expires: expires?.toISOString() ?? null,
          revoked: revoked?.toISOString() ?? null,
        }))
      }),
    addApiKey: (key) =>
      work(async (db) => {
        await db
          .insertInto('api_key')
          .values({ ...key, id: randomUUID(), revoked: null })
          .execute()
      }),
    revokeApiKey: (member, id) =>
      work(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('api_key')
          .set({ revoked: new Date() })
          .where('id', '=', id)
          .where('member', '=', member)
          .where('revoked', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    byApiKey: (hash, now) =>
      work(async (db) => {
        const row = await db
          .selectFrom('api_key')
          .innerJoin('member', 'member.id', 'api_key.member')
          .selectAll('member')
          .where('hash', '=', hash)
          .where('revoked', 'is', null)
          .where((where) => where.or([where('expires', 'is', null), where('expires', '>', now)]))
          .executeTakeFirst()
        return row === undefined ? null : told(row)
      }),
  }
}

function auditShelf(work: Work): Pick<AccessShelf, 'record' | 'audit'> {
  return {
    record: (entry) => work(async (db) => void (await db.insertInto('audit').values(entry).execute())),
    audit: ({ before, most }) =>
      work(async (db) => {
        const all = db.selectFrom('audit').selectAll().orderBy('number', 'desc').limit(most)
        const rows = await (before === null ? all : all.where('number', '<', before)).execute()
        return rows.map((row) => ({ ...row, number: Number(row.number), at: row.at.toISOString() }))
      }),
  }
}
