"""What Ayu and Budi do in a process that knows the stranger's network: ``SERVER TOKEN TEXT``.

Ayu's office connects its account there, she writes, he approves; the worker does the rest.
"""

from __future__ import annotations

import sys

from sinergi.networks import actions as networks
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.units.models import Unit


def main(server: str, token: str, text: str) -> None:
    ayu, budi = User.objects.get(username="ayu"), User.objects.get(username="budi")
    cibinong = Unit.objects.get(code="32.01.01")
    answers = {"server": server, "token": token}
    account = networks.connect(ayu, cibinong, "mading", answers)
    post = publishing.write(ayu, cibinong, text=text, accounts=[account])
    publishing.approve(budi, publishing.ask_approval(ayu, post), due=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
