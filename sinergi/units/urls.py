from __future__ import annotations

from django.urls import path

from sinergi.units.views import editing, hours, importing, log, looking, phases, roles

app_name = "units"
urlpatterns = [
    path("kantor/", looking.units, name="list"),
    path("kantor/tambah/", editing.add, name="add"),
    path("kantor/impor/", importing.import_units, name="import"),
    path("kantor/<int:pk>/", looking.unit, name="unit"),
    path("kantor/<int:pk>/catatan/", log.log, name="log"),
    path("kantor/<int:pk>/nama/", editing.rename, name="rename"),
    path("kantor/<int:pk>/ubah/", editing.describe, name="describe"),
    path("kantor/<int:pk>/pindah/", editing.move, name="move"),
    path("kantor/<int:pk>/tutup/", editing.close, name="close"),
    path("kantor/<int:pk>/buka/", editing.reopen, name="reopen"),
    path("kantor/<int:pk>/jam/", hours.hours, name="hours"),
    path("kantor/<int:pk>/kalender/", hours.calendar, name="calendar"),
    path("kantor/<int:pk>/kalender/hari/", hours.day, name="day"),
    path("kantor/<int:pk>/kalender/jam/", hours.add_period, name="add-period"),
    path("kantor/kalender/hari/<int:pk>/hapus/", hours.drop_day, name="drop-day"),
    path("kantor/kalender/jam/<int:pk>/", hours.edit_period, name="edit-period"),
    path("kantor/kalender/jam/<int:pk>/hapus/", hours.drop_period, name="drop-period"),
    path("kantor/<int:pk>/pemilu/", phases.listed, name="phases"),
    path("kantor/<int:pk>/pemilu/tambah/", phases.add, name="add-phase"),
    path("kantor/pemilu/<int:pk>/", phases.edit, name="edit-phase"),
    path("kantor/pemilu/<int:pk>/akhiri/", phases.end, name="end-phase"),
    path("kantor/<int:pk>/ejaan/", editing.add_alias, name="add-alias"),
    path("kantor/<int:pk>/peran/", roles.appoint, name="appoint"),
    path("kantor/<int:pk>/undang/", roles.invite, name="invite"),
    path("kantor/ejaan/<int:pk>/hapus/", editing.remove_alias, name="remove-alias"),
    path("kantor/peran/<int:pk>/akhiri/", roles.end, name="end"),
    path("kantor/undangan/<int:pk>/tarik/", roles.withdraw, name="withdraw"),
]
