// Numbers, months and names as people read them.
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

export function monthName(text) {
  const [year, month] = text.split("-");
  return `${months[+month - 1]} ${year}`;
}

/** The last day of "2012-06", the day that the month's numbers stand for. */
export function monthEnd(text) {
  const [year, month] = text.split("-");
  return new Date(Date.UTC(+year, +month, 0));
}

// Formatters made once: making one costs more than hundreds of uses.
const made = new Map();
export function formatter(options) {
  const key = JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.NumberFormat("en-GB", options));
  return made.get(key);
}

/** "12,345"; as many decimals as numbers of this size need. */
export function count(value, size = Math.abs(value)) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const text = formatter({maximumFractionDigits: digits}).format(value);
  return text === "-0" ? "0" : text.replace("-", "−");
}

export function signed(value) {
  return value > 0 ? `+${count(value)}` : count(value);
}

export function percent(share) {
  if (share === null || share === undefined) return "–";
  const of100 = 100 * share;
  const digits = of100 > 0 && of100 < 100 && (of100 < 1 || of100 > 99) ? 1 : 0;
  return `${formatter({maximumFractionDigits: digits}).format(of100)} %`;
}

/** "12k", for axes. */
export function short(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return `${+(value / 1e6).toPrecision(3)}m`;
  if (size >= 1e4) return `${+(value / 1e3).toPrecision(3)}k`;
  return formatter({maximumSignificantDigits: 3}).format(value);
}

/** "vetoed_level_1" as words. */
export function words(name) {
  const own = {
    lost_ballot: "lost the ballot", vetoed_finance: "vetoed by finance", vetoed_leadership: "vetoed by the leadership",
    failed_pqq_turnover: "PQQ: turnover", failed_pqq_accounts: "PQQ: accounts",
    failed_pqq_balance_sheet: "PQQ: balance sheet", failed_pqq_track_record: "PQQ: track record",
    failed_bond: "no bond", outbid: "outbid", tender_abandoned: "tender abandoned", legal_challenge: "legal challenge",
    abandoned_building: "given up while building", abandoned_mobilising: "given up while mobilising",
    transferred_public: "passed to a public body", bottom_up: "staff's own", sponsored: "sponsored by leaders",
    responsive: "in answer to a tender", pqq_proportionality: "PQQ in proportion"
  };
  if (own[name]) return own[name];
  const level = /^vetoed_level_(\d)$/.exec(name);
  if (level) return `vetoed by manager level ${level[1]}`;
  return name.replaceAll("_", " ");
}

/** A point's name with its numbers to four digits: the files have them all. */
export const tidy = (name) => name.replace(/\d+\.\d{4,}(e-?\d+)?/g, (n) => String(+(+n).toPrecision(4)));

/** Names without the head that all of them share, up to ": ": it is said once elsewhere. */
export function shortened(names) {
  const [head] = /^.*?: /.exec(names[0] ?? "") ?? [""];
  return head && names.every((name) => name.startsWith(head) && name.length > head.length) ? names.map((name) => name.slice(head.length))
    : names;
}

/** A word as a shell takes it (as core/shell.hpp). */
export const shellWord = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

export function list(items) {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

export const observableNames = {
  mutuals_live: "live mutuals", employees_in_mutuals: "employees in mutuals", mean_attitude: "mean attitude",
  interested_share: "share interested", manager_resistance: "managers' resistance"
};
