const cents = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const fine = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumSignificantDigits: 2,
});

/** An amount in US dollars: to the cent, and below a dime as fine as it takes for two figures: "$1.50", "$0.0042". */
export function formatUsd(usd: number): string {
  return usd !== 0 && usd < 0.1 ? fine.format(usd) : cents.format(usd);
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A large count in few characters: "950", "12.4K". */
export function formatCompact(count: number): string {
  return compact.format(count);
}

/** A quality score, 0–10, with its one decimal: "8.0". */
export function formatQuality(score: number): string {
  return score.toFixed(1);
}
