import {
  exampleFilterSchema,
  exampleSorts,
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

const tableFilterSchema = z.object({
  search: shape.search.unwrap().exactOptional(),
  kind: shape.kind.unwrap().exactOptional(),
  source: shape.source.unwrap().exactOptional(),
  pattern_type: shape.pattern_type.unwrap().exactOptional(),
  genre: shape.genre.unwrap().exactOptional(),
  import_id: shape.import_id.unwrap().exactOptional(),
  finding: shape.finding.unwrap().exactOptional(),
  min_quality: shape.min_quality.unwrap().exactOptional(),
  max_quality: shape.max_quality.unwrap().exactOptional(),
  min_length: shape.min_length.unwrap().exactOptional(),
  max_length: shape.max_length.unwrap().exactOptional(),
});

/** What of a scope is shown. */
export type TableFilter = z.infer<typeof tableFilterSchema>;

/** Fields of a filter that are set, or taken away by undefined. */
export type FilterChange = { [Field in keyof TableFilter]: TableFilter[Field] | undefined };

const orderSchema = z.enum(['asc', 'desc']).catch('asc');
const sortSchema = z.enum(exampleSorts).catch('index');
const avatarSchema = z.uuid().nullable().catch(null);

/** Names of the filter's fields, which are those of the address. */
const filterFields = tableFilterSchema.keyof().options;

/** What an address asks for. */
export function viewOfAddress(search: URLSearchParams): TableView {
  return {
    avatarId: avatarSchema.parse(search.get('avatar')),
    filter: filterOf(search),
    sort: sortSchema.parse(search.get('sort')),
    order: orderSchema.parse(search.get('order')),
  };
}

/** The filter of an address; what is none is as good as not there. */
function filterOf(search: URLSearchParams): TableFilter {
  const given = filterFields.flatMap((field) => {
    const text = search.get(field);
    return text !== null && shape[field].safeParse(text).success ? [[field, text]] : [];
  });
  return tableFilterSchema.parse(Object.fromEntries(given));
}

/** The address with another filter; a field that is undefined is taken away. */
export function withFilter(search: URLSearchParams, change: FilterChange): URLSearchParams {
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
export function filterQuery({ avatarId, filter }: Pick<TableView, 'avatarId' | 'filter'>) {
  return avatarId === null ? filter : { ...filter, avatar_id: avatarId };
}

/** Whether anything but the scope narrows the list. */
export function isFiltered(filter: TableFilter): boolean {
  return Object.keys(filter).length > 0;
}
