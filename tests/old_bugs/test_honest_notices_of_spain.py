"""The health service's own address made an appointment a scam, and "comisiones" an advert of a bank's notice."""

from __future__ import annotations

import pytest

from sender_lookup.country.loader import load_country
from sender_lookup.message.read import read_message

OWN = "SERGAS: lembrámoslle a súa cita o 21/10 ás 10:15 co seu médico. Se non pode, anúlea en sergas.gal"
STRANGE = "SERGAS: a súa tarxeta sanitaria caducou. Renóvea en sergas-tarxeta.top"
UNPAID = "Tu recibo de 84,17 EUR se cargará mañana y tu saldo es insuficiente. Ingresa fondos para evitar comisiones."


@pytest.mark.parametrize(("text", "purpose"), [(OWN, "transactional"), (STRANGE, "scam"), (UNPAID, "transactional")])
def test_what_it_is(text: str, purpose: str) -> None:
    message = read_message(text, None, load_country("ES"))
    assert message is not None and message.purpose == purpose
