"""The table of number blocks: what is compiled, what is refused and how that is said, what the build's options do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from stopsms import cli
from stopsms.errors import BuildError
from stopsms.examples.masked import of_any_number
from stopsms.numbering import sources
from stopsms.numbering.compile import compile_table
from stopsms.numbering.sources import DATA, compile_given, numbering_date, write_table

from sender_lookup import lookup
from sender_lookup.country.loader import load_index
from sender_lookup.country.number_blocks import read_numbering
from sender_lookup.country.schema import Index

HEADER = "EZABPQM;Tranche_Debut;Tranche_Fin;Mnémo;Territoire;Date_Attribution"
ROW = "0612;0612000000;0612999999;ÉTÉ;Métropole;01/01/2017"
OTHER = "0613;0613000000;0613999999;BLUE;Métropole;03/02/2025"
NAMES = 'IDENTITE_OPERATEUR;CODE_OPERATEUR;SIRET_ACTEUR\n"Été  Télécom";ÉTÉ;1\n"Nobody";NONE;2\n'


def csv_file(folder: Path, *lines: str, name: str = "majnum.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("".join(line + "\n" for line in lines).encode(encoding))
    return path


# --- compiling -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_by_code_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    numbering = csv_file(tmp_path, HEADER, ROW, OTHER, encoding=encoding)
    operators = tmp_path / "operators.csv"
    operators.write_bytes(NAMES.encode(encoding))
    table = read_numbering(compile_table(numbering, operators))

    assert table.holding("0612345678") == ("allocated", "Été Télécom")
    assert table.holding("0613345678") == ("allocated", "BLUE")  # a code that nobody names stays


def test_codes_without_names(tmp_path: Path) -> None:
    assert read_numbering(compile_table(csv_file(tmp_path, HEADER, ROW))).holding("0612000000") == ("allocated", "ÉTÉ")


def test_columns_may_be_spoilt_or_in_another_order(tmp_path: Path) -> None:
    numbering = csv_file(
        tmp_path, "Date_Attribution;Mn?mo;Tranche_Fin;Tranche_Debut", "01/01/2017;X;0612999999;0612000000", ""
    )

    assert read_numbering(compile_table(numbering)).holding("0612345678") == ("allocated", "X")


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    one = csv_file(tmp_path, HEADER, ROW, OTHER)
    other = csv_file(tmp_path, HEADER, OTHER, ROW, name="turned.csv")

    assert compile_table(one) == compile_table(one) == compile_table(other)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("majnum-2026-04-17.csv", date(2026, 4, 17)),
        ("MAJNUM.csv", date(2025, 2, 3)),
        ("majnum-2026-13-45.csv", date(2025, 2, 3)),
    ],
)
def test_the_date_of_the_table(tmp_path: Path, name: str, day: date) -> None:
    assert day == read_numbering(compile_table(csv_file(tmp_path, HEADER, OTHER, ROW, name=name))).day


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([], ":1: has no column Tranche_Debut, Tranche_Fin, Mn, Date_Attribution: pass Arcep's file"),
        (["<!doctype html>", "<title>404</title>"], ":1: has no column Tranche_Debut"),
        ([HEADER], ":1: holds no block: "),
        ([HEADER, ROW, "0613;0613000000"], ":3: is cut off: fetch the file again"),
        ([HEADER, ROW, "x;06x;0699;A;;"], ":3: '06x' to '0699' are not numbers: fix the line"),
        ([HEADER, ROW, "x;٠٦;٠٧;A;;"], ":3: '٠٦' to '٠٧' are not numbers"),
        ([HEADER, ROW, "x;0614000000;0613000000;A;;"], ":3: 0614000000 to 0613000000 is not a range"),
        ([HEADER, ROW, "x;0614;06149;A;;"], ":3: 0614 to 06149 is not a range"),
        ([HEADER, ROW, "x;0614000001;0614999999;A;;"], ":3: 0614000001 to 0614999999 is not a round block"),
        ([HEADER, ROW, "x;0614000000;0614999999;;;"], ":3: 0614000000 to 0614999999 has no holder"),
        (
            [HEADER, ROW, OTHER, "x;0612500000;0612599999;A;;"],
            "0612500000 to 0612599999 overlaps 0612000000 to 0612999999 of line 2",
        ),
        ([HEADER, "x;0612000000;0612999999;A;;soon"], ":1: says no date: name the file as majnum-2026-04-17.csv"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, lines: list[str], problem: str) -> None:
    with pytest.raises(BuildError) as caught:
        compile_table(csv_file(tmp_path, *lines))

    assert str(tmp_path / "majnum.csv") in str(caught.value)
    assert problem in str(caught.value)


def test_a_wrong_file_is_not_said_line_by_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        compile_table(csv_file(tmp_path, HEADER, *["x;;;;;"] * 500))

    assert len(caught.value.problems) == 10


@pytest.mark.parametrize("content", [None, b"\x81\x8d;\xff"])
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "majnum.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BuildError, match=r"majnum\.csv:1: (cannot be read|is neither UTF-8 nor cp1252)"):
        compile_table(path)


# --- the build's options ---------------------------------------------------------------------------------------------


SERVED = {"/numbering": f"{HEADER}\n{ROW}\n{OTHER}\n", "/operators": NAMES, "/empty": ""}


class Files(BaseHTTPRequestHandler):
    """A server of two tables; everything else is not found."""

    def do_GET(self) -> None:
        """One of the tables, or 404."""
        body = SERVED.get(self.path)
        self.send_response(404 if body is None else 200)
        self.end_headers()
        self.wfile.write((body or "").encode("cp1252"))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def index_with(numbering: str, operators: str) -> Index:
    return Index(
        default_country="FR", countries=("FR",), languages=("fr",), aliases={}, hidden_senders=(), no_senders=(),
        sender_labels=(), lexicons=(), numbering_url=numbering, operators_url=operators, numbering_page="https://page.example/",
    )  # fmt: skip


def test_update_fetches_both_files(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "load_index", lambda: index_with(f"{address}/numbering", f"{address}/operators"))
    content = compile_given(None, None, update=True, cache=tmp_path / "cache")

    assert content is not None
    assert read_numbering(content).holding("0612345678") == ("allocated", "Été Télécom")


@pytest.mark.parametrize("path", ["/absent", "/empty", ""])
def test_a_failed_fetch_says_what_to_do(
    tmp_path: Path, address: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{address}{path}" if path else ""
    monkeypatch.setattr(sources, "load_index", lambda: index_with(url, f"{address}/operators"))

    with pytest.raises(
        BuildError, match=r"index\.toml:\d+: .*: fix the address there, or download .*page\.example.*--numbering"
    ):
        compile_given(None, None, update=True, cache=tmp_path / "cache")


def test_the_addresses_are_secure_and_stand_in_the_data() -> None:
    index = load_index()

    assert all(u.startswith("https://") for u in (index.numbering_url, index.operators_url, index.numbering_page))


def test_without_options_nothing_is_compiled(tmp_path: Path) -> None:
    assert compile_given(None, None, update=False, cache=tmp_path / "cache") is None
    assert not (tmp_path / "cache").exists()


def test_the_table_is_replaced_whole(tmp_path: Path) -> None:
    target = write_table(b"one", tmp_path)

    assert target == write_table(b"two", tmp_path) == tmp_path / "numbering.bin"
    assert target.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["numbering.bin"]


@pytest.mark.parametrize(
    "arguments", [["--operators", "names.csv"], ["--numbering", "blocks.csv", "--update-numbering"], ["--numbering"]]
)
def test_options_that_do_not_go_together(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main([*arguments, "--check"])

    assert end.value.code == 2
    assert "--numbering" in capsys.readouterr().err


def test_a_wrong_file_ends_the_build_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = csv_file(tmp_path, HEADER, "x;06x;0699;A;;")

    assert cli.main(["--numbering", str(path), "--check"]) == 1
    assert (
        capsys.readouterr().err == f"{path}:2: '06x' to '0699' are not numbers: fix the line or fetch the file again\n"
    )


def test_check_writes_no_table(tmp_path: Path) -> None:
    before = numbering_date()
    path = csv_file(tmp_path, HEADER, ROW, name="majnum-2001-01-01.csv")
    cli.main(["--numbering", str(path), "--check"])

    assert before == numbering_date() != date(2001, 1, 1)


def test_pages_of_a_family_say_nothing_of_the_range_of_their_example(tmp_path: Path) -> None:
    shutil.copy(DATA / "fr.toml", tmp_path)
    write_table(compile_table(csv_file(tmp_path, HEADER, ROW)), tmp_path)
    for number in ("0612345678", "0999999999"):
        result = lookup({"sender": number, "country": "FR"}, as_of=date(2026, 11, 24), folder=tmp_path)
        sender = of_any_number(result).sender

        assert result.sender is not None and result.sender.allocation is not None
        assert sender is not None and (sender.allocation, sender.operator) == (None, None)
        assert "unallocated" not in sender.notes
