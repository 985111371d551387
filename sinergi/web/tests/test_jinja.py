"""What our templates do in another way than Jinja2: the page must be the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django import forms
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from jinja2 import UndefinedError
from markupsafe import Markup

from sinergi.lib.addresses import numbered
from sinergi.web import jinja


def drawn(template: str, **context: object) -> str:
    return str(engines["jinja2"].from_string(template).render(context))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<b> & \"Ibu\" 'Ani'", "&lt;b&gt; &amp; &quot;Ibu&quot; &#x27;Ani&#x27;"),
        (Markup("<b>"), "<b>"),
        (mark_safe("<b>"), "<b>"),
        (3, "3"),
        (None, "None"),
        (["<"], "[&#x27;&lt;&#x27;]"),
        (gettext_lazy("Draft"), "Draf"),
    ],
)
def test_what_people_wrote_is_escaped_everywhere(value: object, shown: str) -> None:
    with translation.override("id"):
        assert drawn("{{ value }}", value=value) == shown
        macro = "{% macro one(text) %}<i>{{ text }}</i>{% endmacro %}{{ one(value) }}"
        assert drawn(macro, value=value) == f"<i>{shown}</i>"
        block = "{% call outer() %}{{ value }}{% endcall %}"
        outer = "{% macro outer() %}<i>{{ caller() }}</i>{% endmacro %}"
        assert drawn(outer + block, value=value) == f"<i>{shown}</i>"
        assert drawn("{% set kept %}{{ value }}{% endset %}{{ kept }}", value=value) == shown


def test_words_are_in_the_language_of_the_moment_and_their_facts_are_escaped() -> None:
    template = '{{ _("Draft") }} {{ _("Hello, %(name)s", name=name) }}'
    for language, said in (("id", "Draf"), ("en", "Draft"), ("id", "Draf")):
        with translation.override(language):
            assert drawn(template, name="<Ayu>").startswith(said)
            assert drawn(template, name="<Ayu>").endswith("&lt;Ayu&gt;")


def test_a_call_gets_what_it_is_given_and_words_of_many_their_number() -> None:
    template = (
        '{% for one in many %}{{ ngettext("%(num)s post", "%(num)s posts", one) }}, {% endfor %}'
    )
    with translation.override("en"):
        assert drawn(template, many=[1, 2]) == "1 post, 2 posts, "
    given = "{% for one in many %}{{ call(one, *more, in_all=2, **named) }}{% endfor %}"
    called = drawn(given, many="ab", more=["<"], named={"class": 1}, call=lambda *a, **b: (a, b))
    assert called.count("&#x27;&lt;&#x27;") == 2
    assert called.count("{&#x27;in_all&#x27;: 2, &#x27;class&#x27;: 1}") == 2
    with pytest.raises(UndefinedError, match="nowhere"):
        drawn("{{ nowhere(1) }}")


def test_a_moment_is_told_in_the_zone_of_the_offices() -> None:
    at = datetime(2026, 5, 31, 20, 4, tzinfo=UTC)
    for language, said in (("id", "1 Jun 2026 03.04"), ("en", "1 Jun 2026 03.04")):
        with translation.override(language):
            assert drawn("{{ at|moment }}", at=at) == said
            told = f'<time datetime="2026-06-01T03:04+07:00">{said}</time>'
            assert drawn("{{ at|when }}", at=at) == told
    august = at.replace(month=7)
    for language, said in (("id", "1 Agu 2026 03.04"), ("en", "1 Aug 2026 03.04")):
        assert drawn("{{ at|when(language) }}", at=august, language=language).endswith(
            f">{said}</time>"
        )


def test_an_address_by_words_is_the_one_of_the_page() -> None:
    for name in ("inbox:download", "inbox:lapor-file"):
        for _ in range(2):
            assert [
                drawn("{{ url(name, one) }}", name=name, one=one) for one in ("csv", "xlsx")
            ] == [reverse(name, args=[one]) for one in ("csv", "xlsx")]


@pytest.mark.parametrize("name", ["content:post", "inbox:conversation"])
def test_an_address_by_number_is_the_one_of_the_page(name: str) -> None:
    for pk in (1, 70, 7_777_777):
        assert numbered(pk, name) == reverse(name, args=[pk])


LIST = (
    "{% macro one(name, told) %}<li>{{ _('Today') }}{{ name }}{{ told }}{{ more }}</li>"
    "{% endmacro %}"
    "{{ drawn(one, list, lines, more) }}"
)


def test_a_line_is_drawn_once_for_the_same_values() -> None:
    lines = [("<a>", 1), ("b", 2), ("<a>", 1)]
    shown = drawn(LIST, list="test.once", lines=lines, more="")
    assert shown.count("&lt;a&gt;1") == 2
    assert drawn(LIST, list="test.once", lines=lines, more="") == shown
    never = "{% macro one(name, told) %}anew{% endmacro %}{{ drawn(one, list, lines, more) }}"
    assert drawn(never, list="test.once", lines=lines, more="") == shown
    assert drawn(never, list="test.once", lines=[("b", 3)], more="") == "anew"


def test_other_values_another_list_and_another_language_are_drawn_anew() -> None:
    shown = {
        drawn(LIST, list=name, lines=[("a", told)], more=more)
        for name in ("test.other", "test.another")
        for told in (1, 2)
        for more in ("", "!")
    }
    assert shown == {f"<li>Hari inia{told}{more}</li>" for told in (1, 2) for more in ("", "!")}
    with translation.override("en"):
        assert "Today" in drawn(LIST, list="test.other", lines=[("a", 1)], more="")


def test_no_more_lines_are_kept_than_so_many() -> None:
    lines = [("n", number) for number in range(jinja.MOST_DRAWN + 10)]
    shown = drawn(LIST, list="test.many", lines=lines, more="")
    assert shown.count("<li>") == len(lines)
    assert drawn(LIST, list="test.many", lines=lines[:3], more="").count("<li>") == 3
    assert jinja.kept() <= jinja.MOST_DRAWN


def test_what_is_always_the_same_is_drawn_once_for_each_language() -> None:
    template = (
        "{% macro one(key, word) %}{{ key }}{{ _(word) }}{% endmacro %}"
        "{{ each(one, {'k': word}, 'test.always')['k'] }}"
    )
    assert drawn(template, word="Today") == "kHari ini"
    assert drawn(template, word="Inbox") == "kHari ini"
    with translation.override("en"):
        assert drawn(template, word="Today") == "kToday"


def test_a_long_text_is_never_cut_by_a_browser() -> None:
    class Told(forms.Form):
        title = forms.CharField(max_length=9)
        text = forms.CharField(max_length=9, widget=forms.Textarea)

    template = '{% import "web/components/forms.html" as forms %}{{ forms.all(form) }}'
    empty, long = drawn(template, form=Told()), Told({"title": "a", "text": "ten letters"})
    assert empty.count("maxlength") == 1
    shown = drawn(template, form=long)
    assert "ten letters" in shown
    assert str(long.errors["text"][0]) in Markup(shown).unescape()
