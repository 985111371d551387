"""Nothing starts with an audit key that is not the log's: what is written under it could never be
proven, and what stands before it neither.
"""

from __future__ import annotations

from django.db import DatabaseError, connection

from sinergi.audit import actions as audit
from sinergi.cli.problems import Problem

FOREIGN = (
    "The audit log of this database is not sealed with the audit key of this installation. Put the "
    "keys folder (or SINERGI_AUDIT_KEY) that belongs to it back; sinergi check says more. "
    "Nothing was changed."
)


def must_be_ours() -> None:
    """Raise Problem where the log is another key's. A database that is away is none of this.

    Leaves no connection behind: a process that divides itself must not have one.
    """
    try:
        audit.must_be_ours()
    except audit.Foreign as e:
        raise Problem(FOREIGN) from e
    except DatabaseError:
        return
    finally:
        connection.close()
