from __future__ import annotations

from django.urls import path

from sinergi.publishing.views import ideas

urlpatterns = [
    path("ide/", ideas.board, name="ideas"),
    path("ide/baru/", ideas.new, name="idea-new"),
    path("ide/usulan/", ideas.proposals, name="idea-proposals"),
    path("ide/<int:pk>/", ideas.idea, name="idea"),
    path("ide/<int:pk>/ubah/", ideas.edit, name="idea-edit"),
    path("ide/<int:pk>/lakukan/", ideas.act, name="idea-act"),
    path("ide/<int:pk>/serahkan/", ideas.hand, name="idea-hand"),
    path("ide/<int:pk>/parkir/", ideas.park, name="idea-park"),
]
