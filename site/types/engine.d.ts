// What /engine.js offers to other sites; docs/sites.md tells how it is used. What stands here stays: fields and methods may
// be added, none goes or changes its meaning. static/js/engine/stop_sms.js is checked against it.

export interface StopSmsConstructor {
  /** Fetch Python (about 4 MB) and start it in a worker of this page. Rejects with a StopSmsError, or with the reason
   * of the signal. */
  start(options?: StartOptions): Promise<StopSms>;
}

export const StopSms: StopSmsConstructor;

export interface StopSms {
  /** Of the package `sender_lookup` that answers. */
  readonly version: string;
  /** What to do about a message; the same JSON as `python -m sender_lookup --json` prints. */
  lookup(request: LookupRequest, options?: AskOptions): Promise<Result>;
  /** What the rules say of a message that somebody wants to send; as `python -m sender_lookup draft --json`. */
  draft(request: DraftRequest, options?: AskOptions): Promise<Record<string, unknown>>;
  /** A letter by its id, one of `letters` of a result; the same words as `python -m sender_lookup letter`. */
  letter(id: string, options?: LetterOptions): Promise<Letter>;
  /** End the worker. Who still waits for an answer gets a StopSmsError with the code `stopped`. */
  stop(): void;
}

export interface StartOptions {
  /** Whose words are fetched at the start, as "fr"; the first is that of errors, and of letters where recipients read
   * several. English where none is given. */
  languages?: string[];
  /** Whose rules are fetched at the start, as "FR"; those of others come when they are first asked about. */
  countries?: string[];
  /** Ends the start. */
  signal?: AbortSignal;
  /** Called while files come and Python starts. */
  onProgress?: (progress: Progress) => void;
}

/** `done` of `total` bytes, while the stage is `download`; `total` is 0 as long as it is not known. */
export interface Progress {
  stage: "download" | "start" | "import";
  done: number;
  total: number;
}

export interface AskOptions {
  /** Ends the waiting; the answer, if it still comes, is thrown away. */
  signal?: AbortSignal;
}

/** `sender`, `text` or both. */
export interface LookupRequest {
  sender?: string | null;
  text?: string | null;
  /** Of the phone's own line, as "FR". */
  country?: string | null;
  /** As the phone showed it, "2026-11-22T21:00". */
  received?: string | null;
  knows_sender?: boolean | null;
  stop_sent?: string | null;
  letter_sent?: string | null;
  happened?: string[] | null;
  /** To questions of an earlier result: its id -> yes or no. */
  answers?: Record<string, boolean> | null;
  /** It was read from a picture: a letter in it may be another. */
  from_picture?: boolean | null;
  own_number?: string | null;
  /** The day of the question; today where it is missing. */
  as_of?: string | null;
  language?: string | null;
}

export interface DraftRequest {
  sender?: string | null;
  text?: string | null;
  send_at?: string | null;
  country?: string | null;
  language?: string | null;
}

export interface LetterOptions extends AskOptions {
  country?: string;
  language?: string;
  /** `name`, `address`, `company`, `sender`, `text`, `received` ...; what is missing becomes a place to fill in. */
  facts?: Record<string, string | null>;
}

export interface Letter {
  id: string;
  /** In which it is written: that of those who get it. */
  language: string;
  recipient: string;
  subject: string;
  body: string;
  /** All of it, as it is sent. */
  text: string;
  /** Facts that were not given. */
  missing: string[];
}

export type Verdict = "stop" | "do_not_reply" | "nothing_to_stop" | "premium" | "check_first";

/** Codes, no prose. Lists of codes and fields may grow, `verdict`s do not. */
export interface Result {
  sender: ({ raw: string; display: string; kind: string; notes: string[] } & Record<string, unknown>) | null;
  message: ({ purpose: string; opt_out: OptOut | null; signals: Signal[] } & Record<string, unknown>) | null;
  timing: { verdict: "within" | "discouraged" | "outside" | "not_applicable"; reasons: string[]; claims: string[] } | null;
  advice: { verdict: Verdict; steps: Step[] } & Record<string, unknown>;
  /** What would settle the verdict, and to which: ask it, and send the answer in `answers`. */
  question: { id: string; verdicts: { yes: Verdict; no: Verdict } } | null;
  letters: string[];
  warnings: string[];
  [field: string]: unknown;
}

export interface OptOut {
  keyword: string | null;
  to: string | null;
  via: "sms" | "reply" | "call" | "link" | "post";
  url: string | null;
  also: OptOut[];
}

export interface Signal {
  code: string;
  evidence: { start: number; end: number; text: string }[];
}

export interface Step {
  action: string;
  to?: string | null;
  body?: string | null;
  uri?: string | null;
  claims: string[];
  [field: string]: unknown;
}

export type Code =
  | "blocked" // the page's Content-Security-Policy refuses something; the message names the line to add
  | "unreachable" // the site does not answer
  | "failed" // a file is missing or broken, or Python did not start
  | "stopped" // by `stop`
  | "nothing_given" // neither a sender nor a text
  | "bad_request"
  | "unknown_letter"; // the message lists those that there are

export class StopSmsError extends Error {
  constructor(code: Code, message: string, options?: ErrorOptions);
  readonly code: Code;
}
