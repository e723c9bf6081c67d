/** Who is asking. There is one kind of principal: a user, known by the `sub` of its bearer token. */
export type Principal = {
  /** An ID as `faultOfUserId` has it. Owns everything the request may see or change. */
  user: string;
};
