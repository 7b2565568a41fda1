"""What leaves the system as text: mails and calendar invitations."""

from __future__ import annotations

from pgcommerce.render.calendar import Invitation, invitation
from pgcommerce.render.mail import Message, RenderError, render_mail

__all__ = ["Invitation", "Message", "RenderError", "invitation", "render_mail"]
