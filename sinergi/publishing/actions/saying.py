"""Write down what a version of a post says."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import composing, content, pictures, rules
from sinergi.publishing.actions import files
from sinergi.publishing.composing import Composed
from sinergi.publishing.content import Options, Variants
from sinergi.publishing.library import collecting
from sinergi.publishing.models import Post, PostMedia, Revision, Target
from sinergi.publishing.pictures import Picture

#: What a revision keeps of each account.
KEPT = ("account", "text", "options", "language", "comment", "numbered")


def say(
    actor: User,
    post: Post,
    accounts: Sequence[Account],
    variants: Variants,
    options: Options,
    *,
    media: Sequence[Picture],
    more: Composed,
) -> None:
    """Write down what a version says, and keep it as a revision."""
    more = composing.tidied(more)
    others = (more.translations, more.comments)
    rules.check_all([post.text, *variants.values(), *(t for said in others for t in said.values())])
    post.language, post.translations = more.language, dict(more.translations)
    post.facts = dict(more.facts)
    post.save(update_fields=["language", "translations", "facts"])
    wanted = {account.pk: account for account in accounts}
    post.targets.exclude(account__in=wanted).delete()
    for pk, account in wanted.items():
        own = composing.said(more, pk, rules.tidy(variants.get(pk, "")))
        language = more.wanted.get(pk, "")
        values = {
            "text": "" if own == post.text and not language else own,
            "language": language,
            "comment": more.comments.get(pk, ""),
            "numbered": pk in more.numbered,
            "delivery": None,
            "options": content.answers(account, options.get(pk, {})),
        }
        Target.objects.update_or_create(post=post, account=account, defaults=values)
    post.media.all().delete()
    items = pictures.as_items(media)
    PostMedia.objects.bulk_create(
        PostMedia(post=post, order=order, **item) for order, item in enumerate(items)
    )
    files.choose(post, media)
    collecting.collect(actor, post.unit, media)
    Revision.objects.create(
        post=post,
        version=post.version,
        by=actor,
        at=post.changed,
        title=post.title,
        text=post.text,
        targets=list(post.targets.values(*KEPT)),
        media=items,
        more=more.kept(),
    )


def of(post: Post) -> Composed:
    """Return the languages and the facts of a post as they stand."""
    there = list(post.targets.all())
    wanted = {target.account_id: target.language for target in there if target.language}
    said = Composed(post.language, post.translations, wanted, post.facts)
    return composing.further(said, there)
