"""Where mails go: a mail server, or a folder."""

from __future__ import annotations

import contextlib
import os
import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from pgcommerce import errors

_TIMEOUT_SECONDS: Final = 20.0


class SendError(Exception):
    """The mail did not leave.

    `is_final` when sending it again will not help; `is_away` when no mail could leave now.
    """

    def __init__(self, message: str, *, is_final: bool = False, is_away: bool = False) -> None:
        super().__init__(message)
        self.is_final = is_final
        self.is_away = is_away


class Sender(Protocol):
    """Sends mails, one connection for many."""

    def send(self, mail: EmailMessage) -> str:
        """A reference of the provider's. Raises `SendError`."""

    def close(self) -> None:
        """Let go of the connection."""


@dataclass
class FolderSender:
    """Writes `.eml` files, named by message id: the same mail twice is one file."""

    folder: Path

    def __post_init__(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise errors.Refused(
                f"cannot write to the mail folder {self.folder}: {error.strerror}",
                hint="Name one that can be made or written to: --mail-dir or PGCOMMERCE_MAIL_DIR.",
            ) from None

    def send(self, mail: EmailMessage) -> str:
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0] + ".eml"
        scratch = self.folder / f".{name}.{os.getpid()}"
        try:
            with scratch.open("wb") as file:
                file.write(mail.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(self.folder / name)
        except OSError as error:
            with contextlib.suppress(OSError):
                scratch.unlink()  # on a full disk it is in the way
            raise SendError(f"cannot write {name}: {error.strerror}", is_away=True) from error
        return name

    def close(self) -> None:
        return


class SmtpSender:
    """Speaks to a mail server: `smtp://user:password@host:port`, or `smtps://…`.

    `smtp` uses STARTTLS when the server offers it; `?starttls=required` insists.
    """

    def __init__(self, url: str, *, timeout: float = _TIMEOUT_SECONDS) -> None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:  # its text quotes what may be a password's end
            raise _no_url("the mail server's URL has no such port or host") from None
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise _no_url("the mail server's URL is not smtp://… or smtps://…")
        self._is_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = port or (465 if self._is_tls else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._needs_tls = "starttls=required" in parts.query
        self._timeout = timeout
        self._server: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage) -> str:
        try:
            server = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise SendError(_why(error), is_away=True) from error
        try:
            server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise SendError(_said(code, text), is_final=500 <= code < 600) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            # A sender that is refused says nothing about the mail: an operator may mend it.
            is_final = isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600
            raise SendError(_why(error), is_final=is_final) from error
        return str(mail["Message-ID"])

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None:
            try:
                if self._server.noop()[0] == 250:
                    return self._server
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self._is_tls:
            server = smtplib.SMTP_SSL(
                self._host, self._port, _here(), timeout=self._timeout, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, _here(), timeout=self._timeout)
        self._server = server
        server.ehlo()
        if not self._is_tls and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif not self._is_tls and self._needs_tls:
            self.close()
            raise SendError("the mail server offers no STARTTLS", is_away=True)
        if self._user:
            server.login(self._user, self._password)
        return server


def _no_url(why: str) -> errors.Refused:
    return errors.Refused(
        why,
        hint="Set PGCOMMERCE_SMTP_URL to smtp://user:password@host:port; what is no letter or digit"
        " in user and password is written as in other URLs, %40 for @.",
    )


def _here() -> str:
    """Our name for the greeting. The library would ask the name service, which may take seconds."""
    name = socket.gethostname()
    return name if name and name.isascii() else "localhost"


def _why(error: smtplib.SMTPException | OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return f"mail server: {type(error).__name__}"


def _said(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"mail server: {code} {said}"[:300]


def sender_for(smtp_url: str | None, mail_dir: Path | None) -> Sender | None:
    """The configured sender; none when neither server nor folder is named. The folder wins."""
    if mail_dir is not None:
        return FolderSender(mail_dir)
    if smtp_url is not None:
        return SmtpSender(smtp_url)
    return None
