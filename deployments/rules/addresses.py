"""Addresses of the web brought to a common form: whether two lead to one page."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_PORTS = {"http": 80, "https": 443, "ftp": 21}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_[ce]id|_ga|_gl|ref_src|ref_url|cmpid|"
    r"__twitter_impression"
)
"""Parameters that tell how a reader came, and not what is read."""

_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp|cgi)$", re.IGNORECASE)
_ARCHIVED = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)*(?:archive\.(?:org|today|ph|is|li|md|vn|fo)|webcitation\.org|"
    r"webarchive\.[\w.-]+)/(?:web/|wayback/|all/)*(?:\d{4,14}[a-z_]*/|\*/|o/\w+/)?"
    r"(?P<url>(?:https?|ftp):/{1,2}.+|www\..+)$",
    re.IGNORECASE,
)
_ONE_SITE = {"x.com": "twitter.com"}


def page_of(url: str) -> str:
    """What ``url`` leads to, without what does not matter; nothing where it is no address.

    Left out are the scheme, “www.”, “m.” and “mobile.”, the default port, the fragment, what an
    archive puts before the address of its copy, parameters that count readers, “index.html” and
    a slash at the end; what is percent-encoded and the order of parameters are made alike.
    """
    url = original(url.strip())
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    labels = [label for label in _in_letters(host).split(".") if label]
    while len(labels) > 2 and (labels[0] in ("www", "m", "mobile", "amp")):
        labels = labels[1:]
    if len(labels) > 3 and labels[1] == "m":  # en.m.wikipedia.org
        del labels[1]
    site = ".".join(labels)
    if not site:
        return ""
    site = _ONE_SITE.get(site, site)
    if port is not None and port not in (_PORTS.get(parts.scheme.lower()), 80, 443):
        site = f"{site}:{port}"
    path = re.sub("/{2,}", "/", _decoded(parts.path))
    path = _INDEX.sub("/", path).rstrip("/")
    said = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in said if not _TRACKING.fullmatch(pair[0].lower()))
    query = f"?{urlencode(kept)}" if kept else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{site}{path}{query}{fragment}"


def original(url: str) -> str:
    """The address of which ``url`` is an archive's copy, as far as it says so; else itself."""
    found = _ARCHIVED.match(url)
    return original(re.sub(r"^(\w+):/+", r"\1://", found["url"])) if found else url


def _decoded(path: str) -> str:
    """A path in which all that can be is in letters, and nothing that would mean another path."""
    try:
        letters = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path
    return quote(unicodedata.normalize("NFC", letters), safe="/:@!$&'()*+,;=~")


def _in_letters(host: str) -> str:
    """A host's name in lower case, its letters of other scripts as themselves."""
    try:
        return host.encode().decode("idna") if "xn--" in host else host.lower()
    except UnicodeError:
        return host.lower()
