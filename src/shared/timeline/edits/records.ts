interface Identified<Id> {
  readonly id: Id
}

/** A copy of the table with these records added or replaced. */
export function withRecords<Id, Record extends Identified<Id>>(
  table: ReadonlyMap<Id, Record>,
  records: Iterable<Record>,
): ReadonlyMap<Id, Record> {
  const next = new Map(table)
  for (const record of records) next.set(record.id, record)
  return next
}

/** A copy of the table without the records of these ids. */
export function withoutRecords<Id, Record>(table: ReadonlyMap<Id, Record>, ids: Iterable<Id>): ReadonlyMap<Id, Record> {
  const next = new Map(table)
  for (const id of ids) next.delete(id)
  return next
}

/** The record with the patch's fields, or the very same record when the patch changes none of them. */
export function patched<Record extends object>(record: Record, patch: Partial<Record>): Record {
  const fields = Object.keys(patch) as (keyof Record)[]
  if (fields.every((field) => patch[field] === record[field])) return record
  return { ...record, ...patch }
}
