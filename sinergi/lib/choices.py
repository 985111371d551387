"""Fields of forms in which several rows are chosen."""

from __future__ import annotations

from typing import Any

from django import forms

#: The longest number that is the id of a row.
DIGITS = 18


class Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # in stubs alone
    """Rows that are chosen. A number that no row can have is a wrong choice, not a fault."""

    def clean(self, value: Any) -> Any:
        chosen = value if isinstance(value, (list, tuple)) else ()
        for one in chosen:
            if len(str(one)) > DIGITS:
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(one)[:DIGITS]},
                )
        return super().clean(value)
