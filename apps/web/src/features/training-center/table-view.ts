import {
  exampleFilterSchema,
  exampleSorts,
  type ExampleFilter,
  type ExampleSort,
} from '@understudy/domain/training-center/contracts/list-examples';
import { z } from 'zod';

/** What the table shows and in which order, as it stands in the page's address. */
export type TableView = {
  /** Null: the examples of all avatars. */
  avatarId: string | null;
  filter: TableFilter;
  sort: ExampleSort;
  order: 'asc' | 'desc';
};

const { shape } = exampleFilterSchema;

/** Anything of an address that is no filter is as good as none. */
const tableFilterSchema = z.object({
  search: shape.search.catch(undefined),
  kind: shape.kind.catch(undefined),
  source: shape.source.catch(undefined),
  pattern_type: shape.pattern_type.catch(undefined),
  genre: shape.genre.catch(undefined),
  import_id: shape.import_id.catch(undefined),
  finding: shape.finding.catch(undefined),
  min_quality: shape.min_quality.catch(undefined),
  max_quality: shape.max_quality.catch(undefined),
  min_length: shape.min_length.catch(undefined),
  max_length: shape.max_length.catch(undefined),
});

/** What of a scope is shown. */
export type TableFilter = z.infer<typeof tableFilterSchema>;

const orderSchema = z.enum(['asc', 'desc']).catch('asc');
const sortSchema = z.enum(exampleSorts).catch('index');
const avatarSchema = z.uuid().nullable().catch(null);

/** Names of the filter's fields, which are those of the address. */
export const filterFields = tableFilterSchema.keyof().options;

/** What an address asks for. */
export function viewOfAddress(search: URLSearchParams): TableView {
  return {
    avatarId: avatarSchema.parse(search.get('avatar')),
    filter: tableFilterSchema.parse(Object.fromEntries(search)),
    sort: sortSchema.parse(search.get('sort')),
    order: orderSchema.parse(search.get('order')),
  };
}

/** The address with another filter; a field that is undefined is taken away. */
export function withFilter(search: URLSearchParams, change: TableFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined) next.delete(field);
    else next.set(field, String(value));
  }
  return next;
}

/** The address without any filter. */
export function withoutFilter(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const field of filterFields) next.delete(field);
  return next;
}

/** The address sorted by a column: a second time turns the order round. */
export function sortedBy(search: URLSearchParams, sort: ExampleSort): URLSearchParams {
  const now = viewOfAddress(search);
  const next = new URLSearchParams(search);
  next.set('sort', sort);
  next.set('order', now.sort === sort && now.order === 'asc' ? 'desc' : 'asc');
  return next;
}

/** The filter as the API takes it, the scope with it. */
export function filterQuery({
  avatarId,
  filter,
}: Pick<TableView, 'avatarId' | 'filter'>): Omit<ExampleFilter, 'used'> {
  return { ...filter, avatar_id: avatarId ?? undefined };
}

/** Whether anything but the scope narrows the list. */
export function isFiltered(filter: TableFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
