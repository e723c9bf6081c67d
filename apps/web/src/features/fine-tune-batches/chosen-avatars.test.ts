import { expect, it } from 'vitest';
import { avatarsOfAddress, mostAvatars, newBatchAddress } from './chosen-avatars.ts';

const id = (number: number) => `0198a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const read = (address: string) => avatarsOfAddress(new URL(address, 'http://understudy').searchParams);

it('reads the avatars that it has written', () => {
  expect(read(newBatchAddress([id(1), id(2)]))).toEqual([id(1), id(2)]);
});

it('takes each avatar once, nothing that is no ID, and no more than a batch does', () => {
  expect(read(`/fine-tune/batches/new?avatars=${id(1)},x,${id(1)},,${id(2)}`)).toEqual([id(1), id(2)]);
  const many = Array.from({ length: mostAvatars + 5 }, (_, index) => id(index));
  expect(read(newBatchAddress(many))).toHaveLength(mostAvatars);
  expect(read('/fine-tune/batches/new')).toEqual([]);
});
