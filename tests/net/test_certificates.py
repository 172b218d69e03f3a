"""Certificates are checked; where a definition excepts its site, that site alone is crawled, and the log says so."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawling import article_page, crawl, records, section_page, write_mirror
from tests.site import Answer, Site


def secured(site: Site, folder: Path) -> Site:
    """The same site behind TLS, with a certificate that nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(1)
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{site.port}.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    site._server.socket = context.wrap_socket(site._server.socket, server_side=True)
    site.url = site.url.replace("http:", "https:")
    return site


def test_an_unsigned_certificate_is_refused_but_where_the_mirror_is_excepted(tmp_path: Path) -> None:
    with secured(Site(), tmp_path) as strict, secured(Site(), tmp_path) as excepted:
        for number, site in enumerate((strict, excepted)):
            site.pages["/robots.txt"] = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
            site.pages["/world"] = Answer(section_page(["/world/story-number-1"]))
            site.pages["/world/story-number-1"] = Answer(article_page(f"Harbour opens {number}", number))
        for name, site, more in (("strict", strict, {}), ("excepted", excepted, {"verify_tls": "false"})):
            source = {"kind": "section", "url": f"{site.url}/world", "article_links": "a.title"}
            write_mirror(tmp_path / "mirrors", name, site.host, source, **more)
        ran = crawl(
            tmp_path / "data", tmp_path / "mirrors", "-a", "mirror=strict,excepted", allow=[strict.host, excepted.host],
            settings={"RETRY_TIMES": "0"},
        )  # fmt: skip
        assert strict.asked == []
    assert ran.status == 3, ran.err
    assert [record["mirror"] for record in records(tmp_path / "data")] == ["excepted"]
    assert "excepted: its certificates are not checked" in ran.err
    assert "strict: its certificates" not in ran.err
