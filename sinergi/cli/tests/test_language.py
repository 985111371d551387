"""Messages are read line by line, whatever stands between them; figures are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sinergi.cli.main import main

SINERGI = [sys.executable, "-m", "sinergi"]


def read(given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*SINERGI, "language", "read"], input=given, capture_output=True, check=False
    )


def line(number: object, text: str) -> bytes:
    return json.dumps({"id": number, "text": text}).encode() + b"\n"


def test_messages_come_back_in_order_with_what_every_head_says() -> None:
    ended = read(line(7, "jalan rusak parah") + line("b", "terima kasih"))
    first, second = map(json.loads, ended.stdout.splitlines())
    assert (first["id"], second["id"]) == (7, "b")
    sentiment = first["heads"]["sentiment"]
    assert sentiment["label"] == "negative"
    assert set(sentiment["probabilities"]) == {"negative", "neutral", "positive"}
    assert sentiment["abstained"] in {True, False}
    assert all(isinstance(w, str) and isinstance(v, float) for w, v in sentiment["words"])
    assert list(first["heads"]) == [
        *("sentiment", "spam", "language", "kind", "urgency", "topic", "place")
    ]


def test_the_topic_names_the_offices_competent_for_it() -> None:
    ended = read(line(1, "jalan rusak parah di depan pasar") + line(2, "selamat pagi"))
    roads, other = (json.loads(told)["heads"]["topic"] for told in ended.stdout.splitlines())
    assert (roads["label"], roads["offices"]) == ("roads", ["dpu"])
    assert (other["label"], other["offices"]) == ("other", [])


@pytest.mark.parametrize("act", ["read", "check"])
def test_a_closed_standard_input_is_one_sentence(act: str) -> None:
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *SINERGI, "language", act],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    [told] = ended.stderr.splitlines()
    assert "Standard input is closed" in told


def test_a_closed_standard_output_is_no_trouble() -> None:
    words = ["sh", "-c", 'exec "$@" >&-', "sh", *SINERGI, "language", "read"]
    ended = subprocess.run(words, input=line(1, "a"), capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_bad_line_is_told_by_its_number_and_the_rest_is_read() -> None:
    bad = [b"no json\n", b'{"id": 1}\n', b'{"text": "a"}\n', b'{"id": 1, "text": 5}\n', b"[]\n"]
    ended = read(line(1, "satu") + b"".join(bad) + b"\xff\xfe\n\n" + line(9, "\ud83d"))
    assert [json.loads(told)["id"] for told in ended.stdout.splitlines()] == [1, 9]
    told = ended.stderr.decode().splitlines()
    assert [sentence.partition(":")[0] for sentence in told] == [f"line {n}" for n in range(2, 8)]
    assert ended.returncode == 0


def test_what_is_written_is_json_whatever_stands_for_an_id() -> None:
    deep = b"[" * 100_000
    bad = [
        b'{"id": NaN, "text": "a"}\n',
        b'{"id": [-Infinity], "text": "a"}\n',
        b'{"id": 1e999, "text": "a"}\n',
        b'{"id": ' + b"9" * 5_000 + b', "text": "a"}\n',
        b'{"id": ' + deep + b', "text": "a"}\n',
    ]
    good = [b'{"id": 1.5, "text": "a"}\n', b'{"id": ' + b"9" * 4_300 + b', "text": "a"}\n']
    ended = read(b"\xef\xbb\xbf" + b"".join(bad) + b"".join(good).replace(b"\n", b"\r\n"))
    assert ended.stderr.decode().splitlines() == [
        "line 1: NaN is no number that JSON has",
        "line 2: -Infinity is no number that JSON has",
        "line 3: 1e999 is no number that JSON has",
        "line 4: a number has 5000 digits; write it as a text",
        "line 5: nested too deeply",
    ]
    assert [json.loads(told)["id"] for told in ended.stdout.splitlines()] == [1.5, int("9" * 4_300)]


def test_each_message_is_answered_before_the_next_is_given() -> None:
    with subprocess.Popen(
        [*SINERGI, "language", "read"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(line(number, "jalan rusak"))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()


def test_figures_are_told_for_a_file_and_for_each_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "said.jsonl"
    told = [
        {"text": "jalan rusak parah, kecewa", "label": "negative", "lang": "ind"},
        {"text": "pelayanan ramah dan cepat, mantap", "label": "positive", "lang": "ind"},
        {"text": "hatur nuhun, sae pisan", "label": "positive", "lang": "sun"},
    ]
    file.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    assert main(["language", "evaluate", str(file), "--json"]) == 0
    parts = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [(p["head"], p["language"], p["figures"]["count"]) for p in parts] == [
        ("sentiment", "", 3),
        ("sentiment", "ind", 2),
        ("sentiment", "sun", 1),
    ]
    assert main(["language", "evaluate", str(file)]) == 0
    shown = capsys.readouterr().out
    for word in ("macro-F1", "ECE", "kept at 90 % accuracy", "a second", "negative"):
        assert word in shown


def test_a_file_with_a_bad_line_gives_no_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "said.jsonl"
    file.write_text('{"text": "a", "label": "negative"}\nno\n', encoding="utf-8")
    assert main(["language", "evaluate", str(file)]) == 1
    assert "line 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"text": "a", "label": "negative"}\n\xff\xfe\n', "line 2: no UTF-8"),
        (b'{"text": null, "label": "negative"}\n', 'line 1: "text" is no text'),
        (b"", "no labelled messages"),
        (b"\n\n", "no labelled messages"),
    ],
)
@pytest.mark.parametrize("head", [[], ["--head", "spam"]])
def test_what_is_no_file_of_labels_is_said_in_a_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    told: str,
    head: list[str],
) -> None:
    file = tmp_path / "said.jsonl"
    file.write_bytes(content)
    assert main(["language", "evaluate", str(file), *head]) == 1
    assert told in capsys.readouterr().err


def test_labels_that_no_head_knows_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "said.jsonl"
    file.write_text('{"text": "a", "label": "purple"}\n', encoding="utf-8")
    assert main(["language", "evaluate", str(file)]) == 1
    assert "purple" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--head", "kind"], ["--head", "kind", "--json"]])
def test_personal_data_in_a_wrong_column_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    file = tmp_path / "said.jsonl"
    told = {"text": "jalan rusak", "label": "hubungi 0812-3456-7002", "lang": "budi@contoh.example"}
    other = {"text": "halo", "label": "other", "lang": "ind"}
    file.write_text("".join(json.dumps(one) + "\n" for one in (told, other)), encoding="utf-8")
    main(["language", "evaluate", str(file), *more])
    ended = capsys.readouterr()
    assert "[telepon]" in ended.out + ended.err
    assert "0812-" not in ended.out + ended.err
    assert "budi@" not in ended.out + ended.err


def test_labels_with_half_a_letter_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "said.jsonl"
    file.write_bytes(
        b'{"text": "jalan rusak \\ud83d", "label": "baik \\ud83d", "lang": "\\udc00"}\n'
    )
    assert main(["language", "evaluate", str(file), "--head", "kind"]) == 0
    assert "baik ?" in capsys.readouterr().out


def test_a_reader_is_ready_soon() -> None:
    start = time.process_time(), os.times().children_user
    read(line(1, "halo"))
    assert os.times().children_user - start[1] < 5


def test_a_text_is_checked_and_what_matters_most_comes_first() -> None:
    text = b"Dalam rangka HUT, hubungi saya di 0812-3456-7002"
    ended = subprocess.run(
        [*SINERGI, "language", "check"], input=text, capture_output=True, check=True
    )
    found = [json.loads(told) for told in ended.stdout.splitlines()]
    assert found[0]["rule"] == "personal-phone"
    assert "Dalam rangka" in str(found)


def test_a_mark_before_a_text_is_no_letter_of_it() -> None:
    text = b"\xef\xbb\xbfDalam rangka HUT, datanglah."
    ended = subprocess.run(
        [*SINERGI, "language", "check"], input=text, capture_output=True, check=True
    )
    found = [json.loads(told) for told in ended.stdout.splitlines()]
    assert [one["start"] for one in found if one["rule"] == "plain-wording"] == [0]
