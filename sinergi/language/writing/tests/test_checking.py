"""What a check returns, in which order, and how fast."""

from __future__ import annotations

import string
import time
from datetime import date

import pytest

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing import RULES, Blocked, Draft, Kind, NetworkLimits, Register, check
from sinergi.language.writing.tests.sets import rows

HARD = (
    "Dalam rangka meningkatkan kualitas pelayanan administrasi kependudukan, dengan ini "
    "diberitahukan kepada seluruh masyarakat bahwa perekaman dilaksanakan di kantor kecamatan. "
)
HARDER = (
    "Penyelenggaraan pembinaan kelembagaan kemasyarakatan dilaksanakan berkesinambungan guna "
    "meningkatkan keberdayaan masyarakat perdesaan sebagaimana dipersyaratkan dalam ketentuan "
    "peraturan perundang-undangan mengenai penyelenggaraan pemerintahan daerah kabupaten. "
)


def of(rule: str, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def test_what_matters_most_comes_first_and_then_by_place() -> None:
    found = check(Draft("Besok bawa PBG dan NIB. Ayo! WA saya 0812-3456-7002. " + HARD))
    weights = [["danger", "warning", "hint"].index(f.severity) for f in found]
    assert weights == sorted(weights)
    hints = [f.start for f in found if f.severity is Severity.HINT]
    assert hints == sorted(hints)


def test_the_hardest_sentence_comes_first() -> None:
    found = of("plain-sentence", check(Draft(HARD + HARDER)))
    assert [f.start for f in found] == [len(HARD), 0]


def test_a_rule_that_is_switched_off_finds_nothing() -> None:
    draft = Draft("NIK 3201014508900001")
    assert of("personal-nik", check(draft))
    assert not of("personal-nik", check(draft, off=frozenset({"personal-nik"})))


def test_a_finding_in_a_description_names_the_image() -> None:
    found = check(Draft("Ayo datang.", ("Antrean warga di loket.", "KTP 3201014508900001 Wulan")))
    assert [f.where for f in of("personal-nik", found)] == ["alt 2"]


def test_a_finding_marks_its_words_and_says_its_facts() -> None:
    for bureaucratic, _ in rows("pairs"):
        for f in check(Draft(bureaucratic)):
            assert 0 <= f.start <= f.end <= len(bureaucratic)
            named = {name for _, name, _, _ in string.Formatter().parse(f.what) if name}
            assert named == set(f.facts)


def test_what_is_proposed_is_not_found_again() -> None:
    text = "Pelayanan ini tidak dipungut biaya. Ayo kerja bakti! #bogorbersih 𝗚𝗿𝗮𝘁𝗶𝘀"
    rules = {"plain-wording", "hashtag-case", "fancy-letters"}
    while found := [f for f in check(Draft(text)) if f.rule in rules]:
        first = found[0]
        assert first.proposed is not None
        text = text[: first.start] + first.proposed + text[first.end :]
    assert text == "Pelayanan ini gratis. Ayo kerja bakti! #BogorBersih Gratis"


def test_words_of_an_election_are_blocked_from_one_day_to_another() -> None:
    phase = Blocked("Bogor Jaya", "masa tenang", date(2026, 2, 1), date(2026, 2, 14))
    register = Register(blocked=(phase,))

    def on(day: date | None) -> bool:
        return bool(of("claim-election", check(Draft("#BogorJaya", day=day), register=register)))

    assert not on(date(2026, 1, 31))
    assert on(date(2026, 2, 1))
    assert on(date(2026, 2, 14))
    assert not on(date(2026, 2, 15))
    assert on(None)


def test_a_network_says_what_it_takes() -> None:
    text = "Lihat https://bogorkab.go.id #Satu #Dua @pemkab"
    network = NetworkLimits("Contoh", 80, 60, hashtags=1, mentions=0, links_open=False)
    found = check(Draft(text), network=network)
    assert {f.rule: dict(f.facts) for f in found if f.rule.startswith("network-")} == {
        "network-length": {"over": 20, "network": "Contoh", "most": 60},
        "network-hashtags": {"count": 2, "network": "Contoh", "most": 1},
        "network-links": {"network": "Contoh"},
    }


def test_nobody_is_called_unknown_without_a_registry() -> None:
    assert not of("network-mentions", check(Draft("Ikuti @siapa")))


def test_a_service_is_what_its_writer_says_it_is() -> None:
    text = "Layanan pendaftaran dibuka."
    assert len(of("service-facts", check(Draft(text)))) >= 5
    assert not of("service-facts", check(Draft(text, kind=Kind.OTHER)))
    assert of("service-facts", check(Draft("Selamat pagi semua", kind=Kind.SERVICE)))


def test_a_plain_post_about_a_service_is_left_in_peace() -> None:
    text = (
        "Mau rekam KTP-el? Datang ke Kantor Kecamatan Ciomas, Sabtu 6 Desember, pukul 08.00–12.00."
        "\n\nGratis untuk warga usia 17 tahun ke atas. Bawa fotokopi KK.\n\n"
        "Tanya? WA layanan kami: 0812-1111-2222.\n\n#KTPel #KabupatenBogor"
    )
    assert check(Draft(text)) == ()


@pytest.mark.parametrize("text", ["", " \n ", "😊", "#", "@", "a" * 3000, "1" * 3000, "É" * 50])
def test_any_text_can_be_checked(text: str) -> None:
    check(Draft(text, (text,)))


@pytest.mark.parametrize(
    "piece", ["a", "1", "1.", "a_", "a@", "+62", "www.(", "\u00e9", "#a", "rp 1 "]
)
def test_a_text_of_any_length_is_checked_in_time_that_grows_with_it(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    begun = time.process_time()
    check(Draft(text))
    assert time.process_time() - begun < 3  # 4 s and more where each letter is read from each


def test_identifiers_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_long_post_is_checked_at_once() -> None:
    text = "\n".join(f"{hard} {easy} #bogorbersih" for hard, easy in rows("pairs"))[:2000]
    check(Draft(text))
    taken = []
    for _ in range(10):
        begun = time.process_time()
        check(Draft(text))
        taken.append(time.process_time() - begun)
    assert min(taken) <= 0.040  # twice what it takes: a busy machine is slower, too
