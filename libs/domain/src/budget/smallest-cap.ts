/** The smallest cap on costs in US dollars: what is less would be stored as nothing, and then be no cap above 0. */
export const smallestCapUsd = 0.000001;
