"""Ids that agencies give their stories."""

from __future__ import annotations

import pytest

from newscrawl.text.wire.ids import read_wire_id


@pytest.mark.parametrize(
    ("urls", "lines", "expected"),
    [
        ([], ["© dpa-infocom, dpa:240516-99-53606/3 (dpa)"], ("dpa:240516-99-53606/3", "dpa", 3)),
        (["https://x.example/a/rain-idUSKBN1ZC1DA"], [], ("idUSKBN1ZC1DA", "Reuters", None)),
        (["https://x.example/a/rain-idUSL8N2T5021"], [], ("idUSL8N2T5021", "Reuters", None)),
        (["https://apnews.com/article/rain-" + "0a" * 16], [], ("0a" * 16, "AP", None)),
        (["https://x.example/article/idFRKBN1ZC1DA-OFRTP"], [], ("idFRKBN1ZC1DA", "Reuters", None)),
        (["https://x.example/article/idUSKCN0Z11AB20160614"], [], ("idUSKCN0Z11AB20160614", "Reuters", None)),
        (["https://hosted.ap.org/member/article/" + "0a" * 16 + "/rain"], [], ("0a" * 16, "AP", None)),
        ([], ["(c) dpa-infocom GmbH, dpa:240516-930-53606/12"], ("dpa:240516-930-53606/12", "dpa", 12)),
    ],
)
def test_ids(urls: list[str], lines: list[str], expected: tuple[str, str, int | None]) -> None:
    found = read_wire_id(urls, lines)
    assert found is not None
    assert (found.id, found.agency, found.version) == expected


def test_other_sites_hex_is_no_ap_id() -> None:
    assert read_wire_id(["https://x.example/a-" + "0a" * 16]) is None
    assert read_wire_id(["https://x.example/idiotic"], ["no id"]) is None
