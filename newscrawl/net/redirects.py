"""Redirects stay on the mirror: a page that leads elsewhere is not this mirror's article."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware as ScrapyRedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from newscrawl.net.hosts import slot_of
from newscrawl.text.url_parts import on_domain
from newscrawl.text.url_secrets import without_login


class LeftMirror(IgnoreRequest):
    """A redirect to another ``site`` (``host[:port]``)."""

    def __init__(self, url: str, site: str, domain: str) -> None:
        super().__init__(
            f"{url} leads to {site}, which is not on {domain}: if the mirror has moved, change `domain` in its file"
        )
        self.site = site


class TooManyRedirects(IgnoreRequest):
    """More hops than REDIRECT_MAX_TIMES, or a circle."""


class RedirectMiddleware(ScrapyRedirectMiddleware):
    """Scrapy's, with the mirror's domain as the border."""

    def _engine_started(self) -> None:
        """Nothing to look up: no Referer is sent at all."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Send none."""
        request.headers.pop("Referer", None)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Follow a redirect; one to what is no address (a port of 99999, half an IPv6 address) leads nowhere."""
        try:
            return super().process_response(request, response)
        except ValueError as error:
            task = request.cb_kwargs.get("task")
            raise LeftMirror(request.url, f"no address ({error})", task.mirror.domain if task else "it") from error

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        # A login in an address is nobody's who reads the page; it would be asked with, and kept.
        redirected = redirected.replace(url=without_login(redirected.url))
        task = request.cb_kwargs.get("task")
        if task is not None and not on_domain(redirected.url, task.mirror.domain):
            raise LeftMirror(request.url, slot_of(redirected.url), task.mirror.domain)
        if request.meta.get("redirect_times", 0) >= self.max_redirect_times:
            raise TooManyRedirects(f"{request.url} redirects on after {self.max_redirect_times} hops")
        redirected.meta["download_slot"] = slot_of(redirected.url)
        return super()._redirect(redirected, request, reason)
