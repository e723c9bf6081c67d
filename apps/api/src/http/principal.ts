/** Who is asking. There is one kind of principal: a user, known by the `sub` of its bearer token. */
export type Principal = {
  /** 1–128 characters. Owns everything the request may see or change. */
  user: string;
};
