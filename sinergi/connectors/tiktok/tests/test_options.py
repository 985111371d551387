"""What a person chooses for each post, as TikTok's rules for apps ask."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from sinergi.connectors.contract import Field
from sinergi.connectors.errors import Refused
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.options import post_info
from sinergi.connectors.tiktok.tests.house import prepare
from sinergi.connectors.tiktok.tests.standin import CHOICES, StandIn
from sinergi.connectors.tiktok.words import length


def named(fields: tuple[Field, ...], name: str) -> Field:
    return next(field for field in fields if field.name == name)


def values(field: Field) -> list[str]:
    return [choice.value for choice in field.choices]


def test_who_may_see_a_post_is_what_the_account_offers_and_has_no_default(office: TikTok) -> None:
    audience = named(office.options(), "privacy_level")
    assert values(audience) == ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]
    assert (audience.default, audience.required) == ("", True)


def test_what_the_account_has_switched_off_cannot_be_switched_on(office: TikTok) -> None:
    fields = office.options()
    assert values(named(fields, "duet")) == ["no"]
    assert values(named(fields, "comment")) == ["no", "yes"]
    assert {named(fields, name).default for name in ("comment", "duet", "stitch")} == {"no"}


def test_before_the_audit_only_the_account_itself_may_see_a_post(network: StandIn) -> None:
    given = {**network.credentials, "app_audited": "no"}
    with httpx.Client(transport=network.transport()) as client:
        office = TikTok(given, client)
        assert values(named(office.options(), "privacy_level")) == ["SELF_ONLY"]
        assert [missing.what for missing in office.missing()] == [
            "TikTok has not audited the app: posts are seen by the account alone."
        ]


def test_an_account_in_order_lacks_nothing(office: TikTok) -> None:
    assert list(office.missing()) == []


def test_the_longest_video_is_what_the_account_may(office: TikTok, network: StandIn) -> None:
    network.most_seconds = 180
    assert office.limits().video_seconds == 180
    assert office.about.limits.video_seconds == 600


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"privacy_level": ""}, "Choose who may see this"),
        ({"privacy_level": "EVERYBODY"}, "Choose who may see this"),
        ({"consent": ""}, "Agree to TikTok's terms"),
        ({"commercial": "paid"}, "Agree to TikTok's terms"),
        (
            {"commercial": "paid", "consent": "branded", "privacy_level": "SELF_ONLY"},
            "a paid partnership cannot be",
        ),
    ],
)
def test_what_is_not_chosen_is_not_sent(
    change: dict[str, str], words: str, office: TikTok, network: StandIn
) -> None:
    draft = network.draft("Layanan")
    with pytest.raises(Refused, match=words):
        prepare(office, replace(draft, options={**CHOICES, **change}), {})
    assert network.asked == []


def test_an_audience_the_account_no_longer_offers_is_refused_in_words(
    office: TikTok, network: StandIn
) -> None:
    network.work.levels = ["SELF_ONLY"]
    with pytest.raises(Refused, match="does not offer that choice"):
        prepare(office, network.draft("Layanan"), {})


def test_everything_is_off_unless_it_is_switched_on(network: StandIn) -> None:
    told = post_info(network.draft("Layanan"))
    assert told == {
        "privacy_level": "PUBLIC_TO_EVERYONE",
        "title": "Layanan",
        "disable_comment": True,
        "disable_duet": True,
        "disable_stitch": True,
        "brand_organic_toggle": False,
        "brand_content_toggle": False,
        "is_aigc": False,
    }


def test_what_is_switched_on_is_told(network: StandIn) -> None:
    on = {
        "comment": "yes",
        "stitch": "yes",
        "commercial": "both",
        "consent": "branded",
        "ai": "yes",
    }
    told = post_info(replace(network.draft("Layanan"), options={**CHOICES, **on}))
    assert (told["disable_comment"], told["disable_duet"], told["disable_stitch"]) == (
        *(False, True),
        False,
    )
    assert told["brand_organic_toggle"] is True
    assert told["brand_content_toggle"] is True
    assert told["is_aigc"] is True


@pytest.mark.parametrize(("text", "counted"), [("", 0), ("Sabtu", 5), ("é", 1), ("🙏🏽", 4)])
def test_text_is_counted_in_utf_16(text: str, counted: int) -> None:
    assert length(text) == counted
