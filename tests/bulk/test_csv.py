"""CSV files as offices write them: encodings, separators, quotes, columns; the answers beside them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sender_lookup import lookup
from sender_lookup.bulk.answers import Asked, Settings, answer
from sender_lookup.bulk.columns import ADDED, choose
from sender_lookup.bulk.command import main
from sender_lookup.bulk.errors import TableError
from tests.bulk.tables import AS_OF, HEADING, ROOT, ROWS, VERDICTS, csv_text, many, read

CORPUS = ROOT / "corpus" / "held_out" / "fr_mixed.jsonl"


def answered(folder: Path, content: bytes, *arguments: str) -> Path:
    """What the program makes of these bytes, in this process."""
    source, target = folder / "reports.csv", folder / "answers.csv"
    source.write_bytes(content)
    assert main([str(source), "-o", str(target), "--as-of", AS_OF, *arguments]) == 0
    return target


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_whatever_an_office_writes(tmp_path: Path, encoding: str, separator: str) -> None:
    target = answered(tmp_path, csv_text(separator=separator).encode(encoding))
    rows = read(target, separator)

    assert list(rows[0]) == [*HEADING, *ADDED]
    assert [tuple(row[name] for name in HEADING) for row in rows] == list(ROWS)
    assert [row["verdict"] for row in rows] == VERDICTS
    assert [row["error"] for row in rows] == ["", "", "", "nothing_given", "bad_received"]


def test_the_ten_columns_are_those_of_the_answer(tmp_path: Path) -> None:
    first = read(answered(tmp_path, csv_text().encode()))[0]

    assert [first[name] for name in ADDED] == [
        "stop", "send_sms", "marketing", "short_code", "36xxx", "STOP", "36180", "sms", "discouraged", "",
    ]  # fmt: skip


def test_rows_are_answered_as_one_by_one(tmp_path: Path) -> None:
    source, target = many(tmp_path / "many.csv", 150), tmp_path / "answers.csv"
    assert main([str(source), "-o", str(target), "--as-of", AS_OF]) == 0

    for row in read(target):
        alone = lookup({"sender": row["sender"], "text": row["text"]}, as_of=date.fromisoformat(AS_OF))
        assert row["verdict"] == alone.advice.verdict and row["first_action"] == alone.advice.steps[0].action


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    lines = csv_text().encode().splitlines(keepends=True)
    lines[1] = lines[1].decode().encode("cp1252")

    assert read(answered(tmp_path, b"".join(lines)))[0]["Texte"] == ROWS[0][2]


@pytest.mark.parametrize("encoding", ["utf-8", "mac_roman", "cp850", "utf-16-le"])
def test_an_encoding_that_is_named(tmp_path: Path, encoding: str) -> None:
    content = csv_text((("1", "36180", "reçu à 8 h", ""),)).encode(encoding)

    assert read(answered(tmp_path, content, "--encoding", encoding))[0]["Texte"] == "reçu à 8 h"


def test_the_lines_of_old_systems_and_blank_ones(tmp_path: Path) -> None:
    for end in ("\r", "\n", "\r\n", "\n\n"):
        content = csv_text(ROWS[:3]).replace("\r\n", end).encode()
        assert [row["verdict"] for row in read(answered(tmp_path, content))] == VERDICTS[:3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_mark_is_no_part_of_the_first_name(tmp_path: Path, encoding: str) -> None:
    content = '\ufeff\ufeff"Texte";"x"\r\nBonjour;1\r\n'.removeprefix("\ufeff" * (encoding != "utf-8"))

    assert read(answered(tmp_path, content.encode(encoding), "--encoding", encoding))[0]["Texte"] == "Bonjour"


def test_a_long_cell_is_a_cell(tmp_path: Path) -> None:
    long = "Soldes chez Modalia. " * 10_000
    (row,) = read(answered(tmp_path, f'sender;text\n36180;"{long}"\n'.encode()))

    assert row["text"] == long and row["kind"] == "short_code"


def test_a_last_line_without_its_end(tmp_path: Path) -> None:
    assert len(read(answered(tmp_path, csv_text().encode().removesuffix(b"\r\n")))) == len(ROWS)


def test_a_first_line_that_tells_the_separator(tmp_path: Path) -> None:
    content = b"sep=|\r\nsender|text\r\n36180|a, b; c, d; e\r\n"

    assert read(answered(tmp_path, content), "|")[0]["text"] == "a, b; c, d; e"


def test_separators_that_stand_in_texts(tmp_path: Path) -> None:
    content = b"sender;text, as shown;day\n36180;a, b, c;\n36180;a, b;\n"

    assert read(answered(tmp_path, content, "--text", "text, as shown"))[0]["text, as shown"] == "a, b, c"


def test_one_column_has_no_separator(tmp_path: Path) -> None:
    (row,) = read(answered(tmp_path, b"Texte\nSoldes, promos, STOP au 36180\n"), ",")

    assert (row["Texte"], row["opt_out_to"]) == ("Soldes, promos, STOP au 36180", "36180")


def test_a_separator_that_is_named(tmp_path: Path) -> None:
    content = b"sender#text\n36180#a;b;c\n"

    assert read(answered(tmp_path, content, "--separator", "#"), "#")[0]["verdict"] == "stop"
    assert read(answered(tmp_path, content.replace(b"#", b"\t"), "--separator", "tab"), "\t")[0]["verdict"] == "stop"


def test_rows_that_do_not_fit_keep_all_they_have(tmp_path: Path) -> None:
    content = b"sender;text;note\n36180;Soldes\n36180;Soldes; STOP;au 36180;x\n36180;Soldes;;;\n"
    rows = read(answered(tmp_path, content))

    assert [row["error"] for row in rows] == ["too_few_cells", "too_many_cells", ""]
    assert [row["verdict"] for row in rows] == ["", "", "stop"]
    assert [row["note"] for row in rows] == ["", " STOP;au 36180;x", ""]


def test_a_row_that_we_fail_to_read_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(given: dict[str, object], as_of: date) -> object:
        if given["sender"] == "BNP":
            raise RecursionError
        return lookup(given, as_of=as_of)

    monkeypatch.setattr("sender_lookup.bulk.answers.lookup", failing)
    rows = read(answered(tmp_path, csv_text().encode()))

    assert [row["error"] for row in rows[:3]] == ["", "", "internal_error RecursionError"]


def test_day_and_hour_in_two_columns_and_numbers_kept_from_a_spreadsheet(tmp_path: Path) -> None:
    content = 'Numéro;Message;Date;Heure\n"=""36180""";Soldes. STOP au 36180;21/11/2026;22:15\n'.encode()
    (row,) = read(answered(tmp_path, content))

    assert (row["kind"], row["timing"]) == ("short_code", "outside")


@pytest.mark.parametrize("sender", ["3,36E+10", "3.36E+10", "3.36123e10", "3E+10"])
def test_half_a_number_is_not_judged(tmp_path: Path, sender: str) -> None:
    (row,) = read(answered(tmp_path, f"sender;text\n{sender};Soldes. STOP au 36180\n".encode()))

    assert (row["error"], row["verdict"], row["kind"]) == ("sender_in_scientific_notation", "", "")


@pytest.mark.parametrize("nothing", ["NULL", "nan", "NaN", "N/A", "#N/A", "None", " null "])
def test_what_programs_write_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    content = f"sender;text;date;heure\n{nothing};{nothing};{nothing};{nothing}\n{nothing};STOP 2E5;;\n"
    empty, other = read(answered(tmp_path, content.encode()))

    assert (empty["error"], other["error"], other["kind"]) == ("nothing_given", "", "")


def test_bytes_are_text_or_refused() -> None:
    settings = Settings(date.fromisoformat(AS_OF))

    assert answer(Asked(b"36180", "Reçu ?".encode(), bytearray(b"21/11/2026 22:15")), settings)[3] == "short_code"
    assert answer(Asked("36180", "Reçu ?".encode("cp1252")), settings)[-1] == "bytes_not_utf8"
    assert answer(Asked(text=b"Bonjour", received=b"22h\xe9"), settings)[-1] == "bytes_not_utf8"


def test_a_day_alone_is_no_moment_and_no_error(tmp_path: Path) -> None:
    (row,) = read(answered(tmp_path, b"sender;text;date\n36180;Soldes;21/11/2026\n"))

    assert (row["timing"], row["error"]) == ("", "")


def test_columns_that_are_named(tmp_path: Path) -> None:
    content = b"a;b;c;d\n36180;Soldes. STOP au 36180;21/11/2026;22:15\n"
    named = ["--sender", "a", "--text", "b", "--received", "c", "--received", "d"]
    (row,) = read(answered(tmp_path, content, *named))

    assert (row["kind"], row["purpose"], row["timing"]) == ("short_code", "marketing", "outside")


def test_the_country_of_the_phone_lines(tmp_path: Path) -> None:
    (row,) = read(answered(tmp_path, b"sender;text\n+33612345678;Bonjour\n", "--country", "ES"))

    assert row["kind"] == "foreign"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("id", "sender", "text", "received"), ((1,), (2,), (3,))),
        (("Numéro de l'expéditeur", "Contenu du message", "Date"), ((0,), (1,), (2,))),
        (("Dossier", "EMETTEUR", "texte_sms", "Date et heure"), ((1,), (2,), (3,))),
        (("Numéro de dossier", "Texte", "Date de naissance"), ((), (1,), ())),
        (("from", "Heure", "body", "date"), ((0,), (2,), (1, 3))),
        (("Nom", "Téléphone", "Texte", "Adresse"), ((), (2,), ())),
        (("address", "body", "date"), ((0,), (1,), (2,))),
        (("Numéro de téléphone", "phone", "name", "SMS"), ((), (3,), ())),
        (("Nom de l'expéditeur", "Nom", "SMS"), ((0,), (2,), ())),
        (("msisdn", "Origine", "Contenu du SMS", "Date de réception"), ((1,), (2,), (3,))),
        (("originator", "text", "received_at"), ((0,), (1,), (2,))),
        (("sender_id", "text", "day", "hour"), ((0,), (1,), (2, 3))),
        (("Numéro court", "Texte", "Jour", "Heure de réception"), ((0,), (1,), (2, 3))),
    ],
)
def test_usual_names(names: tuple[str, ...], found: tuple[tuple[int, ...], ...]) -> None:
    assert choose(names, {}, "x") == found


def test_what_is_named_is_not_guessed() -> None:
    names = ["Expéditeur", "Numéro", "Texte"]
    assert choose(names, {"sender": ["Numéro"]}, "x") == ((1,), (2,), ())
    with pytest.raises(TableError, match="'Expéditeur', 'Numéro' may each be the sender: name one with --sender"):
        choose(names, {}, "x")


@pytest.mark.parametrize("other", ["Reçu", "timestamp", "Date et heure", "Jour"])
def test_two_moments_are_not_one(other: str) -> None:
    with pytest.raises(TableError, match=f"'Date', '{other}' may each be the received: name one with --received"):
        choose(["Texte", "Date", other], {}, "x")


NAMED = ["--sender", "Expéditeur", "--text", "Texte", "--received", "Reçu"]
CHOSEN = {
    "guessed": ([], "sender: 'Expéditeur' (guessed), text: 'Texte' (guessed), received: 'Reçu' (guessed)"),
    "named in part": (NAMED[:2], "sender: 'Expéditeur', text: 'Texte' (guessed), received: 'Reçu' (guessed)"),
    "named": (NAMED, None),
}


@pytest.mark.parametrize(("named", "said"), CHOSEN.values(), ids=CHOSEN)
def test_the_columns_are_said(
    tmp_path: Path, named: list[str], said: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(tmp_path, csv_text().encode(), *named)

    assert capsys.readouterr() == ("", f"sender-lookup table: {said}\n" if said else "")


def test_a_column_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = read(answered(tmp_path, "Téléphone;SMS;Jour;Heure\n0612345678;Bonjour;;\n".encode()))

    said = "sender: none, text: 'SMS' (guessed), received: 'Jour' + 'Heure' (guessed)"
    assert capsys.readouterr().err == f"sender-lookup table: {said}\n" and row["kind"] == ""


def test_the_first_example_of_the_page(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    rows = read(answered(tmp_path, page.split("```csv reports.csv\n")[1].split("```")[0].encode()))

    assert [(row["kind"], row["verdict"]) for row in rows] == [("name", "stop"), ("mobile", "do_not_reply")]


def test_only_a_heading(tmp_path: Path) -> None:
    target = answered(tmp_path, csv_text(()).encode())

    assert target.read_bytes().decode("utf-8-sig") == ";".join([*HEADING, *ADDED]) + "\r\n"


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    target = answered(tmp_path, csv_text().encode())

    assert {path.name for path in tmp_path.iterdir()} == {"reports.csv", target.name}


def test_lines_end_as_the_standard_says(tmp_path: Path) -> None:
    text = answered(tmp_path, csv_text(ROWS[:2]).replace("\r\n", "\n").encode()).read_bytes()

    assert text.count(b"\r\n") == text.count(b"\n") == 3


def test_the_corpus_has_texts_that_need_quotes() -> None:
    """Else the tests above would say little of quoting."""
    texts = [json.loads(line)["text"] for line in CORPUS.read_text("utf-8").splitlines()]

    assert any(";" in text or '"' in text or "\n" in text for text in texts)
