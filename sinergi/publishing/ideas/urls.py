from __future__ import annotations

from django.urls import path

from sinergi.publishing.views import idea_acts as acts
from sinergi.publishing.views import ideas

urlpatterns = [
    path("ide/", ideas.board, name="ideas"),
    path("ide/baru/", ideas.new, name="idea-new"),
    path("ide/usulan/", acts.proposals, name="idea-proposals"),
    path("ide/<int:pk>/", ideas.idea, name="idea"),
    path("ide/<int:pk>/ubah/", ideas.edit, name="idea-edit"),
    path("ide/<int:pk>/lakukan/", acts.act, name="idea-act"),
    path("ide/<int:pk>/serahkan/", acts.hand, name="idea-hand"),
    path("ide/<int:pk>/parkir/", acts.park, name="idea-park"),
]
