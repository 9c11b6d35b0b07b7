"""What the schema says of each field, in the order of the JSON: object -> field -> description.

An "open list" may get new codes while the version of the JSON stays; all else that is a code is an enum in the schema.
"""

from __future__ import annotations

ABOUT = {
    "request": "What a person asks. Give `sender`, `text` or both; all else is optional, and null is the same as "
    "nothing. Unknown fields are passed by; a detail that cannot be read is left out and named in `warnings`.",
    "result": "The answer to one request, or an error in its place. Values are codes, never prose. More fields may "
    "come while `schema` stays the same.",
    "verdicts": "The verdict after either answer to the question.",
    "error": "Why there is no answer.",
}
SAYS = {
    "request": {
        "sender": "What the phone shows as the origin, as it stands there: a number, a short code, a name, an e-mail.",
        "text": "The message, whole. What phones print around a copied message is found and left out.",
        "as_of": "The day whose rules hold (2026-11-24). Without it, the day that the caller gives for all requests: "
        "today in the terminal.",
        "country": "Of the person's own phone line: ISO 3166-1 alpha-2, as FR. UK is read as GB, and an overseas part "
        "as its country. Without it, the country that is usual here.",
        "received": "When the message came by the clock of the phone, in ISO 8601: 2026-11-22T21:00. An offset is "
        "dropped.",
        "knows_sender": "Whether the person knows who wrote; null where they did not say.",
        "stop_sent": "The day on which the person sent STOP.",
        "letter_sent": "The day on which the person wrote to the company.",
        "happened": "What the person did already, or what was done to them.",
        "answers": "What the person answered to an earlier `question`: its id, and true for yes.",
        "own_number": "The number of the person's own line: a sender that shows it is forged.",
        "from_picture": "True where sender or text were read from a picture: a letter in them may be another one.",
        "language": "Of the person. Some help lines and letters depend on it; codes do not.",
        "clicked": "An older way to say `clicked` in `happened`.",
    },
    "result": {
        "schema": "The version of this form. While it stays, fields and codes of open lists may be added; it grows "
        "where a field is renamed, removed or means something else, or a closed list changes.",
        "sender": "Who sent it; null where no sender was given.",
        "message": "What the message says; null without a text.",
        "timing": "How the hour stands to the country's rules; null without `received`.",
        "advice": "What to do.",
        "question": "The question that would settle the case; null where none would.",
        "guide": "The id of the guide that answers a question which was typed as the sender (open list); else null.",
        "letters": "The ids of the letters that fit now (open list): `sender-lookup letter ID`.",
        "warnings": "What of the request was left out or read otherwise (open list): bad_received, "
        "sender_read_as_text ...",
        "understood": "What was found in a paste; not there where none was pasted.",
        "notes": "Under what reserve the whole holds (open list): from_picture. Not there where there are none.",
        "error": "Why there is no answer; then nothing else but `schema` is there.",
    },
    "sender": {
        "raw": "What was given, exactly.",
        "display": "As a phone of that country writes it: nationally for its own numbers, else internationally.",
        "kind": "What it is, in any country.",
        "family": "The kind as people of the country meet it (open list): 36xxx, sender-name ...",
        "e164": "The whole number in E.164 form; null for all that is none (short codes, names, e-mails ...).",
        "region": "The region of the number's plan, ISO 3166-1 alpha-2; null without a number.",
        "territory": "The overseas part of the country, ISO 3166-1 alpha-2; null on the mainland.",
        "operator": "Who holds the block of numbers; null where no table is loaded.",
        "allocation": "Whether the block of numbers was given to an operator: allocated, unallocated (open list); null "
        "where no table is loaded.",
        "replyable": "Whether an answer by SMS can reach it.",
        "notes": "What is odd about it (open list): hidden_sender, homoglyphs, letters_read_as_digits, own_number ...",
    },
    "message": {
        "purpose": "What the message is for.",
        "opt_out": "The way out as it is printed, whether it can work or not; null where none is.",
        "signals": "The signs of the purpose that was found, the most telling first.",
        "topic": "What it is about (open list): delivery, appointment, bank, tax ...; null where that is unknown.",
        "unsure": "True for what could as well be a scam.",
    },
    "opt_out": {
        "via": "In which way it is to be used.",
        "keyword": "The word to send, exactly as printed; null but for sms and reply.",
        "to": "The number as printed, without separators; null but for sms and call.",
        "url": "The address as printed; null but for link.",
        "also": "Other ways out that are printed.",
    },
    "signal": {
        "code": "Which sign it is (open list).",
        "evidence": "Where it stands in the message; empty where the sender alone shows it.",
    },
    "evidence": {
        "start": "The first character of it in the text that was given, counted from 0 in Unicode code points.",
        "end": "The character after the last one of it.",
        "text": "These characters.",
    },
    "timing": {
        "verdict": "How the hour stands to the rules.",
        "reasons": "Which of them it touches (open list): after_20, sunday ...",
        "claims": "The ids of the rules behind that.",
    },
    "advice": {
        "verdict": "What it comes to, in one word.",
        "steps": "What to do, in order: the first is the one thing to do now.",
        "rule": "Which row of the table of verdicts fitted (open list).",
    },
    "step": {
        "action": "What to do (open list): send_sms, do_not_reply, report, write_company ...",
        "to": "To which number.",
        "body": "The words to send.",
        "uri": "An `sms:` address with number and words.",
        "when": "For which reader where two doors are shown: known, unknown (whether they know the sender).",
        "price": "Which price the message has (open list); only where it is charged.",
        "route": "Which of the country's ways to report it is (open list).",
        "situation": "For which case the words of the step are chosen (open list).",
        "happened": "After which thing that happened it is the step.",
        "claims": "The ids of the statements about law and practice behind it.",
    },
    "question": {
        "id": "Which question (open list): knows_number, asked_for_code, is_customer, expects_parcel.",
        "verdicts": "What the advice would come to.",
    },
    "verdicts": {"yes": "After yes.", "no": "After no."},
    "understood": {
        "field": "In which field it stood: sender or text.",
        "sender": "The sender that was found in it; null where none was.",
        "received": "The moment that was found in it; null where none was.",
        "text": "The message as it was read.",
    },
    "error": {
        "code": "Which error (open list): nothing_given, bad_request, bad_json.",
        "message": "The same in English, with how to mend it.",
    },
}
