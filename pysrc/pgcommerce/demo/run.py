"""Plays the story on a throwaway folder and tells it as it happens."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pgcommerce import stack
from pgcommerce.demo.fake_stripe import FakeStripe
from pgcommerce.demo.shop import StoryBroken
from pgcommerce.demo.story import Step, Story


def play(console: Console, *, folder: Path | None = None) -> bool:
    """Did every step do what it should? A given folder is kept, a temporary one is not."""
    begun = time.monotonic()
    is_temporary = folder is None
    place = Path(tempfile.mkdtemp(prefix="pgcommerce-demo-")) if folder is None else folder
    try:
        with FakeStripe() as stripe:
            everything = stack.Stack(settings_for(place, stripe))
            console.print("[bold]pgcommerce demo[/bold]: a purchase, from a hold to a receipt")
            with everything:
                story = Story(everything, stripe)
                console.print(
                    f"[dim]data in {place}, relay on {everything.relay_url}, "
                    f"a small Stripe on {stripe.url}[/dim]"
                )
                is_good = tell(console, story)
    finally:
        if is_temporary:
            shutil.rmtree(place, ignore_errors=True)
    console.print(f"[dim]{time.monotonic() - begun:.1f} s in all[/dim]")
    return is_good


def settings_for(folder: Path, stripe: FakeStripe) -> stack.Settings:
    """A stack of its own, on free ports, asking the fake Stripe."""
    return stack.Settings(
        folder=folder,
        relay_port=0,
        log_dir=folder / "logs",
        environment={"PGCOMMERCE_STRIPE_API_BASE": stripe.url},
    )


def tell(console: Console, story: Story) -> bool:
    """Play every step and say what came of it; the first that fails ends the story."""
    steps = story.steps()
    done: list[tuple[Step, float]] = []
    try:
        for number, step in enumerate(steps, start=1):
            begun = time.monotonic()
            label = "refused" if step.is_refusal else "ok"
            console.print(f"[bold]{number:>2}[/bold] {escape(step.title)}")
            try:
                came = step.act()
            except Exception as error:  # noqa: BLE001 - whatever it is, the demonstration failed
                console.print(f"   [bold red]FAILED[/bold red] {escape(_why(error))}")
                return False
            took = time.monotonic() - begun
            done.append((step, took))
            console.print(
                f"   [green]{label}[/green] {escape(came)} [dim]({took * 1000:.0f} ms)[/dim]"
            )
    finally:
        story.close()
    console.print(_summary(done))
    return len(done) == len(steps)


def _summary(done: list[tuple[Step, float]]) -> Table:
    refusals = sum(step.is_refusal for step, _ in done)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row("steps that did what they should", str(len(done) - refusals))
    table.add_row("acts refused as they must be", str(refusals))
    table.add_row("seconds", f"{sum(took for _, took in done):.1f}")
    return table


def _why(error: Exception) -> str:
    if isinstance(error, StoryBroken):
        return str(error)
    return f"{type(error).__name__}: {error}"
