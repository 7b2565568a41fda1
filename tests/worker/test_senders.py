"""Mails leave through a real mail server, or into a folder."""

from __future__ import annotations

import email
import resource
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from pgcommerce import errors
from pgcommerce.worker.senders import FolderSender, SendError, SmtpSender, sender_for


class Box:
    """A mail server's handler: keeps what it is given, refuses whom it is told to."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.mails: list[Any] = []
        self.logins: list[bytes] = []

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Accept every sender but one."""
        if address.startswith("stranger"):
            return "530 log in first"
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Accept everybody but three."""
        if address.startswith("nobody"):
            return "550 no such user"
        if address.startswith("later"):
            return "451 greylisted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Keep the mail."""
        if b"spam" in envelope.content:
            return "554 refused"
        self.mails.append(email.message_from_bytes(envelope.content))
        return "250 kept"


class Server:
    """A running mail server."""

    def __init__(self, box: Box, port: int, **options: Any) -> None:
        """Listen on the port."""
        self.box = box
        self.port = port
        self.controller = Controller(box, hostname="127.0.0.1", port=port, **options)
        self.controller.start()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mail_server() -> Iterator[Server]:
    """A server without logins."""
    running = Server(Box(), free_port())
    yield running
    running.controller.stop()


def mail(to: str = "ada@example.com", text: str = "hello") -> EmailMessage:
    """A small mail."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "shop@acme.example", to, "Hi"
    made["Message-ID"] = "<message-1@acme.example>"
    made.set_content(text)
    return made


def test_mails_arrive_over_one_connection(mail_server: Server) -> None:
    """Its reference is the message id."""
    sender = SmtpSender(f"smtp://127.0.0.1:{mail_server.port}")
    assert sender.send(mail()) == "<message-1@acme.example>"
    assert sender.send(mail()) == "<message-1@acme.example>"
    sender.close()
    assert [got["Message-ID"] for got in mail_server.box.mails] == ["<message-1@acme.example>"] * 2


@pytest.mark.parametrize(
    ("to", "text", "is_final"),
    [
        ("nobody@example.com", "hello", True),
        ("later@example.com", "hello", False),
        ("ada@example.com", "spam", True),
    ],
)
def test_refusals_for_good_are_told_from_those_for_now(
    mail_server: Server, to: str, text: str, is_final: bool
) -> None:
    """And the next mail goes out all the same."""
    sender = SmtpSender(f"smtp://127.0.0.1:{mail_server.port}")
    with pytest.raises(SendError) as refusal:
        sender.send(mail(to, text))
    assert refusal.value.is_final is is_final
    assert refusal.value.is_away is False
    sender.send(mail())
    sender.close()
    assert len(mail_server.box.mails) == 1


def test_a_refused_sender_is_no_fault_of_the_mail(mail_server: Server) -> None:
    """An operator may mend the login, an organization its address."""
    sender = SmtpSender(f"smtp://127.0.0.1:{mail_server.port}")
    refused = mail()
    refused.replace_header("From", "stranger@acme.example")
    with pytest.raises(SendError) as refusal:
        sender.send(refused)
    assert (refusal.value.is_final, refusal.value.is_away) == (False, False)
    sender.send(mail())
    sender.close()


def test_a_server_that_is_away_or_comes_back() -> None:
    """Away is for now; a lost connection is made again."""
    port = free_port()
    sender = SmtpSender(f"smtp://127.0.0.1:{port}", timeout=2)
    with pytest.raises(SendError) as refusal:
        sender.send(mail())
    assert (refusal.value.is_final, refusal.value.is_away) == (False, True)
    for _ in range(2):
        running = Server(Box(), port)
        sender.send(mail())
        running.controller.stop()
        assert len(running.box.mails) == 1
    sender.close()


def test_login_and_password_of_the_url() -> None:
    """Quoted as URLs quote; a wrong password is for now: an operator may correct it."""

    def authenticate(
        server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        is_right = isinstance(data, LoginPassword) and data.password == b"p@ss"
        return AuthResult(success=is_right)

    running = Server(Box(), free_port(), authenticator=authenticate, auth_require_tls=False)
    try:
        sender = SmtpSender(f"smtp://ada:p%40ss@127.0.0.1:{running.port}")
        sender.send(mail())
        sender.close()
        with pytest.raises(SendError) as refusal:
            SmtpSender(f"smtp://ada:wrong@127.0.0.1:{running.port}", timeout=1).send(mail())
        assert (refusal.value.is_final, refusal.value.is_away) == (False, True)
        assert "wrong" not in str(refusal.value)
        assert len(running.box.mails) == 1
    finally:
        running.controller.stop()


def test_starttls_may_be_required(mail_server: Server) -> None:
    """A server that offers none gets no mail then."""
    sender = SmtpSender(f"smtp://127.0.0.1:{mail_server.port}?starttls=required")
    with pytest.raises(SendError):
        sender.send(mail())
    assert mail_server.box.mails == []


@pytest.mark.parametrize(
    "url",
    ["", "http://x", "smtp://", "127.0.0.1:25", "smtp://x:mail", "smtp://x:99999", "smtp://[x"],
)
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    """At the start, not at the first mail."""
    with pytest.raises(errors.Refused):
        SmtpSender(url)


def test_the_same_mail_twice_is_one_file(tmp_path: Path) -> None:
    """A worker killed between sending and saying so sends again: the folder shows one."""
    sender = FolderSender(tmp_path / "mail")
    assert sender.send(mail()) == sender.send(mail()) == "message-1.eml"
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["message-1.eml"]


def test_a_full_disk_is_not_the_mails_fault(tmp_path: Path) -> None:
    """And nothing half written stays behind."""
    sender = FolderSender(tmp_path / "mail")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(SendError) as refusal:
            sender.send(mail())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (refusal.value.is_final, refusal.value.is_away) == (False, True)
    assert list((tmp_path / "mail").iterdir()) == []
    sender.send(mail())


def test_a_folder_wins_over_a_server(tmp_path: Path) -> None:
    """And without either nothing is sent."""
    assert isinstance(sender_for("smtp://127.0.0.1", tmp_path), FolderSender)
    assert isinstance(sender_for("smtp://127.0.0.1", None), SmtpSender)
    assert sender_for(None, None) is None
