const longest = 22;

/** A model's name in few characters: both of its ends, which tell models of one family apart. */
export function modelLabel(model: string): string {
  const half = (longest - 1) / 2;
  return model.length <= longest
    ? model
    : `${model.slice(0, Math.floor(half))}…${model.slice(-Math.ceil(half))}`;
}
